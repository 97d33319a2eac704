import { describe, expect, test } from "vitest";
import { wanted } from "./support/convergence.ts";
import { mixedSite } from "./support/mixedSite.ts";
import { plainTree } from "./support/normalize.ts";
import { type Contents, type Rehearsal, rehearse, rehearseWith } from "./support/rehearsal.ts";

const SITES: Readonly<Record<string, Contents>> = {
  plain: { "a.md": "# A\n\nText.", "b.md": "# B\n\nMore.\n\nText." },
  folders: { "g/index.md": "# G\n\nText.", "g/b.md": "# B\n\nMore.", "g/h/c.md": "C", "g/h/d.md": "D\n\nE" },
  linked: { "a.md": "To [b](b.md).", "b.md": "# B\n\nTo [a](a.md)." },
  mixed: mixedSite(),
};

/** Milliseconds between two starts so that the second run does not see the first one's pages yet. */
const DELAYS = [0, 20, 40, 60];

interface Pair {
  readonly one: Rehearsal;
  readonly two: Rehearsal;
}

/** Two clones of one folder, each with a memory of its own, published at the same time. */
async function publishTwice(files: Contents, delay: number): Promise<Pair> {
  const one = await rehearse({ latency: [20, 60] });
  const two = await rehearseWith(one.sandbox, one.clock);
  const later = one.clock.sleep(delay).then(() => two.begin(files));
  const results = await one.clock.run(Promise.all([one.begin(files), later]));
  for (const { report } of results) expect(report.stop).toBeNull();
  return { one, two };
}

function treeOf({ one }: Pair): unknown {
  return plainTree(one.sandbox, one.sandbox.rootPageId);
}

function changed(files: Contents): Contents {
  const entries = Object.entries(files);
  return Object.fromEntries(
    entries.map(([path, content]) => [
      path,
      typeof content === "string" ? `${content}\n\nChanged.\n` : content,
    ]),
  );
}

describe.each(Object.keys(SITES))("two runs at once on clones of a folder: %s", (name) => {
  const files = SITES[name] ?? {};

  test.each(DELAYS)("%d ms apart, they and one more run each end in one tree", async (delay) => {
    const { tree } = await wanted(files);
    const pair = await publishTwice(files, delay);
    await pair.one.publish(files);
    await pair.two.publish(files);
    expect(treeOf(pair)).toEqual(tree);
    for (const clone of [pair.one, pair.two]) expect((await clone.publish(files)).requests).toEqual([]);
  });

  test.each(["one", "two"] as const)(
    "afterwards clone %s publishes changes to the pages that stayed",
    async (which) => {
      const { tree } = await wanted(changed(files));
      const pair = await publishTwice(files, 20);
      await pair.one.publish(files);
      await pair.two.publish(files);
      await pair[which].publish(changed(files));
      expect(treeOf(pair)).toEqual(tree);
    },
  );

  test("a clone without a memory takes over the pages of a run that is over, with reads alone", async () => {
    const { tree } = await wanted(files);
    const one = await rehearse();
    await one.publish(files);
    const two = await rehearseWith(one.sandbox, one.clock);
    const { report, requests } = await two.publish(files);
    expect(report.pages.map((page) => page.status)).toEqual(report.pages.map(() => "adopted"));
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(plainTree(one.sandbox, one.sandbox.rootPageId)).toEqual(tree);
  });
});

test("twins that do not hold the same are both named, and stay", async () => {
  const one = await rehearse({ latency: [20, 60] });
  const two = await rehearseWith(one.sandbox, one.clock);
  const [first, second] = await one.clock.run(
    Promise.all([one.begin({ "a.md": "# A\n\nOne." }), two.begin({ "a.md": "# A\n\nTwo." })]),
  );
  const ids = [...first.report.messages, ...second.report.messages].map((message) => message.id);
  expect(ids).toContain("page-twin");
  expect(ids).not.toContain("page-twin-trashed");
  expect(one.sandbox.tree(one.sandbox.rootPageId)).toHaveLength(2);
});
