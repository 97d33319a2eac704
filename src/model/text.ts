import { LIMITS } from "../facts/limits.ts";
import { stringBytes } from "./bytes.ts";
import { isPending, pendingKey, type Reference } from "./pending.ts";
import { type Annotations, type Mention, PLAIN, type RichText, type TextRun } from "./richText.ts";

/** A run of text; annotations that are not named are off. */
export function text(
  content: string,
  annotations: Partial<Annotations> = PLAIN,
  link: Reference | null = null,
): TextRun {
  return {
    type: "text",
    text: { content, link: link === null ? null : { url: link } },
    annotations: annotations === PLAIN ? PLAIN : { ...PLAIN, ...annotations },
  };
}

/** Tells whether two runs look the same. */
export function sameAnnotations(a: Annotations, b: Annotations): boolean {
  return (
    a === b ||
    (a.bold === b.bold &&
      a.italic === b.italic &&
      a.strikethrough === b.strikethrough &&
      a.underline === b.underline &&
      a.code === b.code &&
      a.color === b.color)
  );
}

/** Tells whether two references mean the same, whatever they show when they cannot be resolved. */
export function sameReference(a: Reference, b: Reference): boolean {
  if (isPending(a)) return isPending(b) && pendingKey(a) === pendingKey(b);
  return a === b;
}

function sameLink(a: TextRun["text"]["link"], b: TextRun["text"]["link"]): boolean {
  return a === b || (a !== null && b !== null && sameReference(a.url, b.url));
}

/**
 * Merges neighbouring text runs that look and link the same, of any length, and drops empty ones.
 * Equations and mentions are never merged.
 */
export function mergeRuns(runs: readonly RichText[]): RichText[] {
  const merged: RichText[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.type === "text" && run.text.content === "") continue;
    if (
      run.type === "text" &&
      last?.type === "text" &&
      sameLink(last.text.link, run.text.link) &&
      sameAnnotations(last.annotations, run.annotations)
    ) {
      merged[merged.length - 1] = {
        ...last,
        text: { content: last.text.content + run.text.content, link: last.text.link },
      };
    } else {
      merged.push(run);
    }
  }
  return merged;
}

function shown(reference: Reference): string {
  return isPending(reference) ? reference.otherwise : reference;
}

function mentionText(mention: Mention): string {
  if ("user" in mention) return shown(mention.user.id);
  if ("page" in mention) return shown(mention.page.id);
  if ("database" in mention) return shown(mention.database.id);
  if ("custom_emoji" in mention) return shown(mention.custom_emoji.id);
  if ("date" in mention) {
    const { start, end } = mention.date;
    return end === null ? start : `${start} → ${end}`;
  }
  if ("template_mention" in mention) return Object.values(mention.template_mention).join("");
  if ("link_preview" in mention) return mention.link_preview.url;
  if ("link_mention" in mention) return mention.link_mention.url;
  return mention.other.text;
}

/** What a reader sees, without formatting; an equation as its source, a mention as the text it stands for. */
export function plainText(runs: readonly RichText[]): string {
  let all = "";
  for (const run of runs) {
    if (run.type === "text") all += run.text.content;
    else if (run.type === "equation") all += run.equation.expression;
    else all += mentionText(run.mention);
  }
  return all;
}

/** Units that are looked at behind a place to tell whether a cluster goes on there: one character, at most two units. */
const LOOK_AHEAD = 2;
let graphemes: Intl.Segmenter | undefined;

/**
 * Tells of each place in the piece that begins at `from` the last boundary between graphemes at or before it. A
 * cluster that fills the whole piece is noise and is cut between characters.
 */
function boundaries(content: string, from: number, limit: number): (at: number) => number {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  // From the start of the piece, which is a boundary: flags can be told only by counting from one.
  const clusters = graphemes.segment(content.slice(from, limit + LOOK_AHEAD));
  return (at) => {
    const cut = from + (clusters.containing(at - from)?.index ?? at - from);
    return cut > from ? cut : characterEnd(content, from, at);
  };
}

/** The same between characters. */
function characterEnd(content: string, from: number, at: number): number {
  const next = content.charCodeAt(at);
  const inPair = next >= 0xdc00 && next <= 0xdfff && isHighSurrogate(content.charCodeAt(at - 1));
  return inPair && at - 1 > from ? at - 1 : at;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09;
}

/** Where a text had better be cut; failing that, between words, and failing that, between graphemes. */
export type CutAt = "line" | "word" | "grapheme";

/** Where a piece starting at `from` ends. */
function pieceEnd(content: string, from: number, max: number, prefer: CutAt): number {
  const limit = from + max;
  const graphemeEnd = boundaries(content, from, limit);
  if (prefer === "line") {
    const line = content.lastIndexOf("\n", limit - 1) + 1;
    if (line > from && graphemeEnd(line) === line) return line;
  }
  for (let at = limit; prefer !== "grapheme" && at > from + max / 2; at--) {
    if (isSpace(content.charCodeAt(at - 1)) && !isSpace(content.charCodeAt(at))) {
      if (graphemeEnd(at) === at) return at;
    }
  }
  return graphemeEnd(limit);
}

/**
 * Cuts text into pieces of at most `max` UTF-16 units, as long as `prefer` allows; never inside a surrogate pair. Joined, the pieces give the text.
 */
export function splitText(
  content: string,
  max: number = LIMITS.textContent,
  prefer: CutAt = "word",
): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (content.length - from > max) {
    const end = pieceEnd(content, from, max, prefer);
    pieces.push(content.slice(from, end));
    from = end;
  }
  pieces.push(content.slice(from));
  return pieces;
}

function isLong(run: RichText): boolean {
  return run.type === "text" && run.text.content.length > LIMITS.textContent;
}

/** Cuts text runs so that none exceeds 2000 UTF-16 units; `mergeRuns` undoes it. */
export function splitRuns(runs: readonly RichText[], prefer: CutAt = "word"): RichText[] {
  if (!runs.some(isLong)) return [...runs];
  return runs.flatMap((run): RichText[] => {
    if (run.type !== "text" || !isLong(run)) return [run];
    return splitText(run.text.content, LIMITS.textContent, prefer).map((content) => ({
      ...run,
      text: { content, link: run.text.link },
    }));
  });
}

/** Bytes that the text of one block may take, so that a request holds the block whatever stands beside it. */
const BLOCK_TEXT_BYTES = LIMITS.payloadBytes - 50_000;
/** Bytes round the text and the address of a run. */
const RUN_BYTES = 200;

function runBytes(run: RichText): number {
  if (run.type !== "text") return RUN_BYTES;
  const url = run.text.link?.url;
  return RUN_BYTES + stringBytes(run.text.content) + (typeof url === "string" ? stringBytes(url) : 0);
}

/** Groups runs as one block's text holds them: at most `max` items, and no more bytes than a request takes. */
export function chunkRuns(runs: readonly RichText[], max: number = LIMITS.array): RichText[][] {
  const chunks: RichText[][] = [];
  let chunk: RichText[] = [];
  let bytes = 0;
  for (const run of runs) {
    const more = runBytes(run);
    if (chunk.length > 0 && (chunk.length >= max || bytes + more > BLOCK_TEXT_BYTES)) {
      chunks.push(chunk);
      chunk = [];
      bytes = 0;
    }
    chunk.push(run);
    bytes += more;
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk];
}
