/** Rich text as Markdown. */
import type { PhrasingContent } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { toMarkdown } from "mdast-util-to-markdown";
import { isPending } from "../../model/pending.ts";
import type { Annotations, RichText } from "../../model/richText.ts";

/** A text run, or what stands for one. */
interface Piece {
  readonly nodes: readonly PhrasingContent[];
  readonly annotations: Annotations;
  readonly url: string | null;
}

/** Where a link leads as the file would write it; null where it cannot. */
export type LinkOf = (url: string) => string | null;

const html = (value: string): PhrasingContent => ({ type: "html", value });

function lines(content: string, isCode: boolean): readonly PhrasingContent[] {
  return content.split("\n").flatMap((value, index): PhrasingContent[] => {
    const text: PhrasingContent = isCode ? { type: "inlineCode", value } : { type: "text", value };
    return index === 0 ? [text] : [{ type: "break" }, text];
  });
}

function pieceOf(run: RichText, linkOf: LinkOf): Piece | null {
  const { annotations } = run;
  if (run.type === "equation")
    return { nodes: [html(`$${run.equation.expression}$`)], annotations, url: null };
  if (
    run.type === "mention" ||
    (annotations.color !== "default" && annotations.color !== "yellow_background")
  )
    return null;
  const { content, link } = run.text;
  const nodes = lines(content, annotations.code);
  if (link === null) return { nodes, annotations, url: null };
  const url = isPending(link.url) ? null : linkOf(link.url);
  return url === null ? null : { nodes, annotations, url };
}

interface Mark {
  /** What pieces that are to stand under one mark have in common; null: they have no such mark. */
  readonly of: (piece: Piece) => string | null;
  readonly wrap: (children: PhrasingContent[], value: string) => readonly PhrasingContent[];
}

const MARKS: readonly Mark[] = [
  {
    of: ({ url }) => url,
    wrap: (children, url) => [{ type: "link", url, children: children.filter(isUnlinked) }],
  },
  {
    of: ({ annotations }) => (annotations.color === "yellow_background" ? "mark" : null),
    wrap: (children) => [html("<mark>"), ...children, html("</mark>")],
  },
  {
    of: ({ annotations }) => (annotations.underline ? "u" : null),
    wrap: (children) => [html("<u>"), ...children, html("</u>")],
  },
  {
    of: ({ annotations }) => (annotations.bold ? "b" : null),
    wrap: (children) => [{ type: "strong", children }],
  },
  {
    of: ({ annotations }) => (annotations.italic ? "i" : null),
    wrap: (children) => [{ type: "emphasis", children }],
  },
  {
    of: ({ annotations }) => (annotations.strikethrough ? "s" : null),
    wrap: (children) => [{ type: "delete", children }],
  },
];

function isUnlinked(node: PhrasingContent): boolean {
  return node.type !== "link";
}

/** Neighbours that share a mark stand under it together. */
function nested(pieces: readonly Piece[], [mark, ...rest]: readonly Mark[]): PhrasingContent[] {
  if (mark === undefined) return pieces.flatMap(({ nodes }) => [...nodes]);
  const groups: { value: string | null; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const value = mark.of(piece);
    const last = groups.at(-1);
    if (last?.value === value) last.pieces.push(piece);
    else groups.push({ value, pieces: [piece] });
  }
  return groups.flatMap(({ pieces: members, value }) => {
    const children = nested(members, rest);
    return value === null ? children : [...mark.wrap(children, value)];
  });
}

/** Rich text as a line of Markdown, hard breaks in it as `\\` and a line end; null where Markdown cannot say it. */
export function markdownOf(runs: readonly RichText[], linkOf: LinkOf): string | null {
  const pieces = runs.map((run) => pieceOf(run, linkOf));
  const known = pieces.flatMap((piece) => piece ?? []);
  if (known.length < pieces.length) return null;
  const children = nested(known, MARKS);
  const text = toMarkdown(
    { type: "paragraph", children },
    { extensions: [gfmStrikethroughToMarkdown()], emphasis: "*" },
  );
  return text.replace(/\n$/, "");
}
