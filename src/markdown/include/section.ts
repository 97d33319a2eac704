import GithubSlugger from "github-slugger";
import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** A heading with all up to the next of its level or higher; null: there is no such heading. */
function underHeading(children: readonly RootContent[], name: string): RootContent[] | null {
  const slugger = new GithubSlugger();
  const wanted = name.trim().toLowerCase();
  const start = children.findIndex((node) => {
    if (node.type !== "heading") return false;
    const text = textOf(node);
    return slugger.slug(text) === wanted || text.trim().toLowerCase() === wanted;
  });
  const heading = children[start];
  if (heading?.type !== "heading") return null;
  const end = children.findIndex(
    (node, index) => index > start && node.type === "heading" && node.depth <= heading.depth,
  );
  return children.slice(start, end < 0 ? undefined : end);
}

/** The block that ends in `^id`, without that mark; null: there is none. */
function markedBlock(children: readonly RootContent[], id: string): RootContent[] | null {
  for (const node of children) {
    if (node.type !== "paragraph") continue;
    const last = node.children.at(-1);
    if (last?.type !== "text" || !last.value.endsWith(`^${id}`)) continue;
    const value = last.value.slice(0, -id.length - 1).trimEnd();
    return [{ ...node, children: [...node.children.slice(0, -1), { ...last, value }] }];
  }
  return null;
}

/** What a `#fragment` of a file names: a heading's section, or `^id` a block. */
export function fragmentOf(children: readonly RootContent[], fragment: string): RootContent[] | null {
  return fragment.startsWith("^")
    ? markedBlock(children, fragment.slice(1))
    : underHeading(children, fragment);
}
