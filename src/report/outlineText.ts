import { isPending, type Pending, type Reference } from "../model/pending.ts";
import type { Annotations, Mention, RichText } from "../model/richText.ts";
import { sameAnnotations } from "../model/text.ts";

/**
 * Rich text and references in the outline: Markdown-like, every run by itself, nothing lost.
 *
 * A run is its text with marks round it, from the outside in: `[…](reference)` link, `{color:…}` colour,
 * `**` bold, `*` italic, `~~` strikethrough, `__` underline, a backtick for code. `{$…}` is an equation, `{@kind …}` a
 * mention. `\|` parts neighbours that look the same, `\e` is a run without text.
 */

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  return NAMED[character] ?? `\\${character}`;
}

// Control characters, the two separators many tools take for line ends, and halves of surrogate pairs.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\p{Surrogate}]/gu;

function printable(text: string): string {
  return text.replace(UNPRINTABLE, (c) => NAMED[c] ?? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A string in double quotes. */
export function quoted(text: string): string {
  return `"${printable(text.replace(/[\\"]/g, escaped))}"`;
}

// `_` and `~` mark only in pairs: alone they are escaped where a mark may touch them, at the ends.
const SPECIAL = /[\\"*`[\]{}]|^[_~]|[_~]$|[_~](?=[_~])|(?<=[_~])[_~]/g;

function content(text: string): string {
  return text === "" ? "\\e" : printable(text.replace(SPECIAL, escaped));
}

const address = (text: string) => printable(text.replace(/[\\ ()"}]/g, escaped));
const path = (text: string) => printable(text.replace(/[\\ ()"}#~]/g, escaped));
const word = (text: string) => printable(text.replace(/[\\ ()"}#~/]/g, escaped));

/** What begins a reference which is no plain id or address; one that merely looks so gets a `=` in front. */
const PREFIX = /^(?:=|(?:page|upload|user|emoji|row|created|uploaded|hosted|custom|notion):)/;

const PENDING: { readonly [K in Pending["kind"]]: (pending: Extract<Pending, { kind: K }>) => string } = {
  page: (p) => `page:${path(p.path)}`,
  heading: (p) => `page:${path(p.path)}#${word(p.slug)}`,
  upload: (p) => `upload:${word(p.digest)}`,
  user: (p) => `user:${word(p.who)}`,
  emoji: (p) => `emoji:${word(p.name)}`,
  row: (p) => `row:${word(p.dataSource)}/${p.by}/${word(p.text)}`,
  created: (p) => {
    const child = p.child === null ? "" : `|${p.child}`;
    const page = p.page === undefined ? "" : `@(${reference(p.page)})`;
    return `created:${p.operation}${child}${page}`;
  },
};

function pendingText<K extends Pending["kind"]>(kind: K, pending: Extract<Pending, { kind: K }>): string {
  return PENDING[kind](pending);
}

/**
 * A reference: an id or address as it is, `page:guide/a.md#slug`, `upload:<digest>`, …
 *
 * @param shown - text that stands for it anyway; its `otherwise` is printed where it differs from that
 */
export function reference(ref: Reference, shown: string | null = null): string {
  if (!isPending(ref)) return PREFIX.test(ref) ? `=${address(ref)}` : address(ref);
  const otherwise = ref.otherwise === shown ? "" : `~${quoted(ref.otherwise)}`;
  return pendingText(ref.kind, ref) + otherwise;
}

function mention(value: Mention): string {
  if ("user" in value) return `user ${reference(value.user.id)}`;
  if ("page" in value) return `page ${reference(value.page.id)}`;
  if ("database" in value) return `database ${reference(value.database.id)}`;
  if ("custom_emoji" in value) return `emoji ${reference(value.custom_emoji.id)}`;
  if ("date" in value) {
    const { start, end, time_zone } = value.date;
    return `date ${[start, end ?? "-", time_zone ?? "-"].map(word).join(" ")}`;
  }
  if ("template_mention" in value) return Object.values(value.template_mention).join("");
  if ("link_preview" in value) return `preview ${reference(value.link_preview.url)}`;
  if ("link_mention" in value) return `link ${reference(value.link_mention.url)}`;
  return `other ${quoted(value.other.kind)} ${quoted(value.other.text)}`;
}

function marked(inner: string, { bold, italic, strikethrough, underline, code, color }: Annotations): string {
  let text = inner;
  if (code) text = `\`${text}\``;
  if (underline) text = `__${text}__`;
  if (strikethrough) text = `~~${text}~~`;
  if (italic) text = `*${text}*`;
  if (bold) text = `**${text}**`;
  return color === "default" ? text : `{${color}:${text}}`;
}

function run(item: RichText): string {
  if (item.type === "equation") {
    const expression = printable(item.equation.expression.replace(/[\\}"]/g, escaped));
    return marked(`{$${expression}}`, item.annotations);
  }
  if (item.type === "mention") return marked(`{@${mention(item.mention)}}`, item.annotations);
  const text = marked(content(item.text.content), item.annotations);
  const { link } = item.text;
  return link === null ? text : `[${text}](${reference(link.url, item.text.content)})`;
}

/** Neighbours without a link that look the same would read as one run. */
function needsBar(a: RichText | undefined, b: RichText): boolean {
  if (a?.type !== "text" || b.type !== "text") return false;
  return a.text.link === null && b.text.link === null && sameAnnotations(a.annotations, b.annotations);
}

/** Runs of text as one quoted string. */
export function richText(runs: readonly RichText[]): string {
  return `"${runs.map((item, i) => (needsBar(runs[i - 1], item) ? "\\|" : "") + run(item)).join("")}"`;
}
