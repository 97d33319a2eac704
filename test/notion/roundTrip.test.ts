import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, SnapshotBlock } from "../../src/model/block.ts";
import { appendChildren, createPage, listChildren, updateBlock } from "../../src/notion/calls.ts";
import { createWire, type Wire } from "../../src/notion/client.ts";
import { realClock } from "../../src/sandbox/clock.ts";
import { type Answers, createSandbox } from "../../src/sandbox/index.ts";
import { arbitraryBlocks } from "../support/arbitraryBlocks.ts";

function setUp(answers: Partial<Answers> = {}) {
  const sandbox = createSandbox({ answers });
  const wire = createWire({
    token: sandbox.token,
    fetch: sandbox.fetch,
    ...realClock,
    random: () => 1,
    perMinute: 1_000_000,
  });
  return { sandbox, wire };
}

async function readTree(wire: Wire, id: string): Promise<unknown[]> {
  const children = await listChildren(wire, id);
  return Promise.all(
    children.map(async (block: SnapshotBlock) => ({
      type: block.type,
      value: block.type === "foreign" ? block.name : block.value,
      children: block.hasChildren ? await readTree(wire, block.id) : [],
    })),
  );
}

const ANSWERS: readonly Partial<Answers>[] = [
  { internalLinks: "path", mergeRuns: false },
  { internalLinks: "notion.so", mergeRuns: true },
  { internalLinks: "notion.com", nativeIcons: "external" },
  { internalLinks: "app.notion.com", pageUrls: "app.notion.com", appendResults: "following" },
  { internalLinks: "sent" },
];

describe("a block", () => {
  it.each(ANSWERS)("comes back as it was written: %o", async (answers) => {
    const { sandbox, wire } = setUp(answers);
    const page = await createPage(wire, {
      parent: { kind: "page", id: sandbox.rootPageId },
      title: "Round trip",
      icon: null,
      cover: null,
      properties: {},
      children: [],
      position: "end",
    });
    const surroundings = { page: sandbox.rootPageId, user: sandbox.personId };
    let after: string | null = null;
    let expected: Block[] = [];
    await fc.assert(
      fc.asyncProperty(arbitraryBlocks(surroundings), async (blocks) => {
        const position = after === null ? "start" : { after };
        const ids = await appendChildren(wire, { parent: page, children: blocks, position });
        expect(ids).toHaveLength(blocks.length);
        const tree = await readTree(wire, page);
        const from = expected.length;
        expect(tree.slice(from, from + blocks.length)).toEqual(blocks);
        expected = [...expected, ...blocks];
        after = ids.at(-1) ?? null;
      }),
      { numRuns: 25, seed: 1, endOnFailure: true },
    );
  });

  it("becomes another of its type by an update", async () => {
    const { sandbox, wire } = setUp();
    const surroundings = { page: sandbox.rootPageId, user: sandbox.personId };
    const one = arbitraryBlocks(surroundings).map(([block]) => block);
    const pair = fc
      .tuple(one, one)
      .filter(([a, b]) => a !== undefined && a.type === b?.type && Object.keys(a.value).length > 0);
    await fc.assert(
      fc.asyncProperty(pair, async ([before, after]) => {
        if (before === undefined || after === undefined || before.type === "table") return;
        if (before.type === "synced_block") return;
        const to = { ...after, children: [] };
        const children = [{ ...before, children: [] }];
        const [id = ""] = await appendChildren(wire, {
          parent: sandbox.rootPageId,
          children,
          position: "end",
        });
        await updateBlock(wire, { id, to, send: Object.keys(after.value) });
        const listed = await listChildren(wire, sandbox.rootPageId);
        const found = listed.find((block) => block.id === id);
        expect(found).toMatchObject({ type: after.type, value: after.value });
      }),
      { numRuns: 60, seed: 1, endOnFailure: true },
    );
  });
});
