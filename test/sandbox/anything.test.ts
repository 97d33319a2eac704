/** Whatever is sent: an answer in Notion's shape, never a crash; and what is refused leaves no trace. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { mutations, requests } from "./validate/support.ts";

/** Where a body goes, by the name of its schema; others are sent to all of them. */
const TARGETS = [
  { method: "PATCH", path: (ids: Ids) => `blocks/${ids.page}/children` },
  { method: "PATCH", path: (ids: Ids) => `blocks/${ids.block}` },
  { method: "PATCH", path: (ids: Ids) => `pages/${ids.page}` },
  { method: "POST", path: () => "pages" },
  { method: "POST", path: () => "search" },
  { method: "POST", path: () => "comments" },
  { method: "POST", path: () => "file_uploads" },
  { method: "POST", path: (ids: Ids) => `pages/${ids.page}/move` },
] as const;

interface Ids {
  readonly page: string;
  readonly block: string;
}

const FITTING: Readonly<Record<string, number>> = {
  AppendBlockChildrenBodyParameters: 0,
  UpdateBlockBodyParameters: 1,
  UpdatePageBodyParameters: 2,
  CreatePageBodyParameters: 3,
  SearchBodyParameters: 4,
  CreateCommentBodyParameters: 5,
  CreateFileUploadBodyParameters: 6,
  MovePageBodyParameters: 7,
};

/** Everything there is to see; a page's times may change by a refused request no more than its content. */
function everything(sandbox: Sandbox): unknown {
  const pages = sandbox.pages();
  return pages.map((page) => [page, sandbox.tree(String(page["id"]))]);
}

/** The generated ids name nothing; some are made to name the page. */
const pointAt =
  (id: string) =>
  (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value ?? null, (key, inner: unknown) =>
        /_id$|^id$/.test(key) && typeof inner === "string" ? id : inner,
      ),
    );

const cases = fc.record({
  request: requests().filter(({ name }) => name in FITTING),
  mutate: fc.option(mutations),
  pointed: fc.boolean(),
});

test("any body at all", async () => {
  const sandbox = createSandbox();
  const children = [{ paragraph: { rich_text: [] } }];
  const ids = { page: sandbox.seed({ title: "Page", children }), block: "" };
  const block = sandbox.tree(ids.page)[0]?.id ?? "";
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(cases, async ({ request, mutate, pointed }) => {
      const valid = pointed ? pointAt(ids.page)(request.value) : request.value;
      const body = mutate === null ? valid : mutate(valid);
      const target = TARGETS[FITTING[request.name] ?? 0] ?? TARGETS[0];
      const before = everything(sandbox);
      const response = await sandbox.fetch(`https://api.notion.com/v1/${target.path({ ...ids, block })}`, {
        method: target.method,
        headers: { authorization: `Bearer ${sandbox.personToken}`, "notion-version": "2026-03-11" },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json();
      seen.add(response.status);
      expect(answer).toMatchObject({ object: expect.any(String), request_id: expect.any(String) });
      if (response.status !== 200) {
        expect(answer).toMatchObject({ object: "error", status: response.status, code: expect.any(String) });
        expect([400, 404]).toContain(response.status);
        expect(everything(sandbox)).toEqual(before);
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  expect([...seen].sort()).toEqual([200, 400, 404]);
});
