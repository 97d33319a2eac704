import { expect, test } from "vitest";
import type { Answers, Consistency, SandboxOptions } from "../../src/sandbox/index.ts";
import { run } from "./run.ts";
import { sandboxPlace } from "./sandbox.ts";
import { SUITE } from "./suite.ts";

/** Another way Notion might be, and the cases that would notice. */
type Variation = { readonly options: SandboxOptions; readonly noticedBy: readonly string[] };

// Every answer of the sandbox that can be switched is a question of the suite: the compiler asks for a new one.
const ANSWERS: Readonly<Record<keyof Answers, Variation>> = {
  internalLinks: {
    options: { answers: { internalLinks: "app.notion.com" } },
    noticedBy: ["link-internal-page", "link-internal-block"],
  },
  pageUrls: { options: { answers: { pageUrls: "app.notion.com" } }, noticedBy: ["page-url-host"] },
  mergeRuns: { options: { answers: { mergeRuns: true } }, noticedBy: ["block-runs-merged"] },
  calloutIcon: { options: { answers: { calloutIcon: "💡" } }, noticedBy: ["block-callout-icon"] },
  columnRatios: { options: { answers: { columnRatios: "filled" } }, noticedBy: ["block-column-ratio"] },
  nativeIcons: { options: { answers: { nativeIcons: "external" } }, noticedBy: ["block-native-icon"] },
  secondDelete: { options: { answers: { secondDelete: "accept" } }, noticedBy: ["trash-twice"] },
  appendResults: { options: { answers: { appendResults: "following" } }, noticedBy: ["block-after-block"] },
  pageTimes: { options: { answers: { pageTimes: "keep" } }, noticedBy: ["page-edited-time"] },
  linkSchemes: {
    options: { answers: { linkSchemes: ["http:", "https:", "tel:"] } },
    noticedBy: ["link-mailto", "link-tel"],
  },
  plainImages: {
    options: { answers: { plainImages: "accept" } },
    noticedBy: ["image-no-extension", "image-query-only"],
  },
  eraseContent: { options: { answers: { eraseContent: "keepPages" } }, noticedBy: ["page-erase-content"] },
  timeZones: { options: { answers: { timeZones: "kept" } }, noticedBy: ["row-date-zone"] },
  missingOptions: { options: { answers: { missingOptions: "kept" } }, noticedBy: ["options-left-out"] },
  rowOrder: { options: { answers: { rowOrder: "oldest" } }, noticedBy: ["query-order"] },
  textFilters: { options: { answers: { textFilters: "exact" } }, noticedBy: ["query-text-case"] },
  trashedSubtree: { options: { answers: { trashedSubtree: "hides" } }, noticedBy: ["trash-subtree-says"] },
};

const CONSISTENCY: Readonly<Record<keyof Consistency, Variation>> = {
  newIdMs: { options: { consistency: { newIdMs: 5_000 } }, noticedBy: ["page-read-after-create"] },
  childrenMs: { options: { consistency: { childrenMs: 5_000 } }, noticedBy: ["block-children-at-once"] },
  queryMs: { options: { consistency: { queryMs: 5_000 } }, noticedBy: ["query-at-once"] },
  // Templates can be made by hand only.
  templateMs: { options: { consistency: { templateMs: 5_000 } }, noticedBy: [] },
  searchMs: { options: { consistency: { searchMs: 60_000 } }, noticedBy: ["search-new-page"] },
};

test.each(Object.entries({ ...ANSWERS, ...CONSISTENCY }))(
  "%s: the cases that ask about it notice another answer",
  async (_, { options, noticedBy }) => {
    const asked = SUITE.filter(({ id }) => noticedBy.includes(id));
    const place = sandboxPlace(options);
    const wait = options.consistency === undefined ? 0 : 10_000;
    // The pages a case works on have to be there before the case begins.
    const settle = () => place.wait(wait);
    await settle();
    const outcomes = await run(asked, { ...place, settle });
    expect(outcomes.map(({ case: { id }, kind }) => [id, kind])).toEqual(
      asked.map(({ id }) => [id, "different"]),
    );
    expect(asked).toHaveLength(noticedBy.length);
  },
);

test("the page of a run goes to the trash, also when a case fails", async () => {
  const place = sandboxPlace();
  const [broken] = SUITE;
  if (broken === undefined) throw new Error("The suite is empty.");
  const fails = { ...broken, run: () => Promise.reject(new Error("broken")) };
  expect(await run([fails], place)).toMatchObject([{ kind: "failed", reason: "broken" }]);
  const { results } = await place.client.blocks.children.list({ block_id: place.pageId });
  const titles = results.map((block) =>
    "type" in block && block.type === "child_page" ? block.child_page.title : "",
  );
  expect(titles.filter((title) => title.startsWith("Conformance run"))).toEqual([]);
});
