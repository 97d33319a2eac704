import type { Blockquote, PhrasingContent } from "mdast";
import type { Callout } from "../../model/nodes.ts";
import { isBlank } from "../content.ts";
import type { Dialect, DialectContext } from "./dialect.ts";
import { firstLineOf } from "./firstLine.ts";
import { everyBut, only } from "./presets.ts";

/** `[!kind]`, with what Obsidian has behind it: whether it folds, and how it starts. */
const MARKER = /^\[!([^\]\n|]+)(?:\|[^\]\n]*)?\]([+-]?)(?=\s|$)[ \t]*/;

const FOLDS: Readonly<Record<string, Callout["fold"]>> = { "+": "open", "-": "closed" };

/** A quote's first line, when it is a mark. */
interface Marked {
  readonly kind: string;
  readonly fold: Callout["fold"];
  /** What follows the mark on its line. */
  readonly title: PhrasingContent[];
  readonly body: Callout["children"];
}

function marked({ children }: Blockquote): Marked | null {
  const [head, ...body] = children;
  const text = head?.type === "paragraph" ? head.children[0] : undefined;
  const match = text?.type === "text" ? MARKER.exec(text.value) : null;
  if (head?.type !== "paragraph" || text?.type !== "text" || match?.[1] === undefined) return null;
  const { line, rest } = firstLineOf(head.children);
  const [first, ...others] = line;
  const said = first?.type === "text" ? first.value.slice(match[0].length) : "";
  const start: PhrasingContent[] = first?.type === "text" && said !== "" ? [{ ...first, value: said }] : [];
  const from = rest.find(({ position }) => position !== undefined)?.position?.start;
  const position = head.position && from ? { start: from, end: head.position.end } : head.position;
  const opening = { ...head, children: rest, ...(position && { position }) };
  return {
    kind: match[1].trim().toLowerCase(),
    fold: FOLDS[match[2] ?? ""] ?? null,
    title: [...start, ...others],
    body: rest.length === 0 ? body : [opening, ...body],
  };
}

interface Rules {
  /** Tells whether a word is a kind here. */
  readonly isKind: (kind: string, context: DialectContext) => boolean;
  readonly titles: boolean;
  readonly folds: boolean;
}

function rewriteBy({ isKind, titles, folds }: Rules) {
  return (quote: Blockquote, context: DialectContext): readonly [Callout] | null => {
    const found = marked(quote);
    if (found === null || !isKind(found.kind, context) || (found.fold !== null && !folds)) return null;
    const title = found.title.every(isBlank) ? null : found.title;
    if (title !== null && !titles) return null;
    const { kind, fold, body } = found;
    const { position } = quote;
    return [{ type: "callout", kind, title, fold, children: body, ...(position && { position }) }];
  };
}

const configured = (kind: string, { options }: DialectContext): boolean =>
  Object.keys(options.callouts).some((name) => name.toLowerCase() === kind);

const GITHUB: ReadonlySet<string> = new Set(["note", "tip", "important", "warning", "caution"]);
const VITEPRESS: ReadonlySet<string> = new Set([...GITHUB, "info", "danger"]);

/**
 * GitHub's alerts: `> [!NOTE]`, five kinds, and those the configuration adds.
 *
 * Source: https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */
export const alerts: Dialect = {
  name: "alerts",
  presets: everyBut("commonmark"),
  rewrites: {
    blockquote: rewriteBy({
      isKind: (kind, context) => GITHUB.has(kind) || configured(kind, context),
      titles: false,
      folds: false,
    }),
  },
};

/** VitePress's alerts, which have two more kinds and may have a title. Source: https://vitepress.dev/guide/markdown#github-flavored-alerts */
export const titledAlerts: Dialect = {
  name: "titled-alerts",
  presets: only("vitepress"),
  rewrites: {
    blockquote: rewriteBy({
      isKind: (kind, context) => VITEPRESS.has(kind) || configured(kind, context),
      titles: true,
      folds: false,
    }),
  },
};

/** Obsidian's callouts: `> [!kind]- Title`, of any kind. Source: https://help.obsidian.md/callouts */
export const obsidianCallouts: Dialect = {
  name: "obsidian-callouts",
  presets: only("obsidian"),
  rewrites: { blockquote: rewriteBy({ isKind: () => true, titles: true, folds: true }) },
};
