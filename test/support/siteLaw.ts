/** The planner's law, told to the whole program: a published text becomes any other, whoever wrote into it. */
import fc from "fast-check";
import { expect } from "vitest";
import type { TreeNode } from "../../src/sandbox/index.ts";
import { type PlainNode, plainTree } from "../e2e/support/normalize.ts";
import { type Rehearsal, rehearse } from "../e2e/support/rehearsal.ts";
import { anyMarkdown } from "./anyMarkdown.ts";

const OPTIONS = { options: { comments: "ignore" } } as const;
const THEIRS = "Written by somebody else.";

function theirs() {
  return { type: "paragraph", paragraph: { rich_text: [{ type: "text", text: { content: THEIRS } }] } };
}

function holdsTheirs(value: unknown): boolean {
  return JSON.stringify(value)?.includes(THEIRS) === true;
}

function withoutTheirs(nodes: readonly PlainNode[]): readonly PlainNode[] {
  return nodes
    .filter(({ payload }) => !holdsTheirs(payload))
    .map((node) => ({ ...node, children: withoutTheirs(node.children) }));
}

function countTheirs(nodes: readonly TreeNode[]): number {
  return nodes.reduce(
    (total, { payload, children }) => total + (holdsTheirs(payload) ? 1 : 0) + countTheirs(children),
    0,
  );
}

function pageOf({ vault }: Rehearsal): string {
  return vault.memory().pages.get("a.md")?.id ?? "";
}

async function freshTree(text: string): Promise<readonly PlainNode[]> {
  const { publish, sandbox } = await rehearse();
  await publish({ "a.md": text });
  return plainTree(sandbox, sandbox.rootPageId);
}

/** A page's own blocks end as a new page's would; what somebody added is still there; the next run asks nothing. */
export async function textsBecomeOthers(numRuns: number): Promise<void> {
  const spots = fc.array(fc.nat(20), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(anyMarkdown(), anyMarkdown(), spots, async (before, after, places) => {
      const rehearsal = await rehearse();
      const { publish, sandbox } = rehearsal;
      await publish({ "a.md": `# A\n\n${before.markdown}` }, OPTIONS);
      for (const place of places) {
        const ids = sandbox.tree(pageOf(rehearsal)).map(({ id }) => id);
        const after = ids[place % (ids.length + 1)];
        sandbox.hands.add(pageOf(rehearsal), [theirs()], after === undefined ? "start" : { after });
      }
      const text = `# A\n\n${before.markdown}\n\n${after.markdown}`;
      for (const now of [text, `# A\n\n${after.markdown}`]) {
        await publish({ "a.md": now }, OPTIONS);
        const tree = plainTree(sandbox, sandbox.rootPageId);
        expect(withoutTheirs(tree)).toEqual(await freshTree(now));
        expect(countTheirs(sandbox.tree(pageOf(rehearsal)))).toBe(places.length);
        expect((await publish({ "a.md": now }, OPTIONS)).requests).toEqual([]);
      }
    }),
    { seed: 20_260_101, numRuns },
  );
}
