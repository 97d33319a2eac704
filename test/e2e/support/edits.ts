/** Single edits of a small site, and what people left on it before. */
import { expect } from "vitest";
import type { TreeNode } from "../../../src/sandbox/index.ts";
import type { Contents, Rehearsal } from "./rehearsal.ts";

const blocks: readonly string[] = [
  ...Array.from({ length: 24 }, (_, index) => `Paragraph ${index}, of which there is one.`),
]
  .with(5, "| a | b |\n| - | - |\n| c | d |\n| e | f |")
  .with(7, "- one\n  - two\n  - three");

function site(page: readonly string[], others: Contents = OTHERS): Contents {
  return { "a.md": `# A\n\n${page.join("\n\n")}\n`, ...others };
}

const OTHERS: Contents = {
  "folder/b.md": "# B\n\nTo [A](../a.md).\n\nText of B.\n",
  "folder/c.md": "# C\n\nText of C, and of no other.\n",
};

/** What the site is before each edit. */
export const BEFORE: Contents = site(blocks);

const section = blocks.slice(10, 16);
const rest = blocks.toSpliced(10, 6);

/** The site after each edit. */
export const EDITS: Readonly<Record<string, Contents>> = {
  "a paragraph edited": site(blocks.with(11, "Another text.")),
  "a cell edited": site(blocks.with(5, `${blocks[5]}`.replace("| d |", "| D |"))),
  "a nested item edited": site(blocks.with(7, `${blocks[7]}`.replace("two", "2"))),
  "a leaf deleted": site(blocks.toSpliced(20, 1)),
  "a leaf added on top": site(["New.", ...blocks]),
  "ten blocks edited": site(blocks.map((block, index) => (index % 2 === 1 ? `${block} Edited.` : block))),
  "a section moved": site([...rest.slice(0, 3), ...section, ...rest.slice(3)]),
  "a table and its neighbours made anew": site(blocks.with(5, "| a | b | c |\n| - | - | - |\n| d | e | f |")),
  "a folder renamed": site(blocks, {
    "place/b.md": "# B\n\nTo [A](../a.md).\n\nText of B.\n",
    "place/c.md": "# C\n\nText of C, and of no other.\n",
  }),
  "a file moved and renamed": site(blocks, {
    "folder/b.md": "# B\n\nTo [A](../a.md).\n\nText of B.\n",
    "other/d.md": "# D\n\nText of C, and of no other.\n",
  }),
};

/**
 * Puts people's blocks between ours, on the first level and in a list, and begins a discussion.
 *
 * @returns checks that these very blocks are still there, with the one that is discussed
 */
export function people({ sandbox, vault }: Rehearsal): () => void {
  const page = vault.memory().pages.get("a.md")?.id ?? "";
  const [first, second, , , , , , list] = sandbox.tree(page);
  const theirs = (content: string) => ({
    type: "paragraph",
    paragraph: { rich_text: [{ type: "text", text: { content } }] },
  });
  const kept = [
    ...sandbox.hands.add(page, [theirs("Theirs.")], { after: second?.id ?? "" }),
    ...sandbox.hands.add(list?.id ?? "", [theirs("Theirs in a list.")]),
    first?.id ?? "",
  ];
  sandbox.hands.comment(first?.id ?? "", "Is that so?");
  const idsIn = (nodes: readonly TreeNode[]): readonly string[] =>
    nodes.flatMap(({ id, children }) => [id, ...idsIn(children)]);
  return () => expect(idsIn(sandbox.tree(page))).toEqual(expect.arrayContaining(kept));
}
