/** A part of a file that an include asks for. */
export interface Part {
  /** Lines from–to, from 1, both included; null: to the end. */
  readonly lines: readonly (readonly [number, number | null])[];
  /** Name of a marked section; null: none is asked for. */
  readonly section: string | null;
}

export const WHOLE: Part = { lines: [], section: null };

const mark = (kind: string, name: string): RegExp => new RegExp(`-+8<-+ *\\[ *${kind} *:? *${name} *\\]`);
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Lines that mark sections, of MkDocs and of VitePress. */
const MARKS =
  /-+8<-+ *\[ *(?:start|end) *:? *[\w.-]+ *\]|^\s*(?:\/\/|\/\*|#|<!--|--|;|%)\s*#?(?:end)?region\b/;

/** The lines between the marks of a section, counted from 0; null: there is no such section. */
function sectionIn(lines: readonly string[], name: string): readonly [number, number] | null {
  const word = escaped(name);
  const kinds = [
    { start: mark("start", word), end: mark("end", word) },
    {
      start: new RegExp(`^\\s*(?://|/\\*|#|<!--|--|;|%)\\s*#?region\\s+${word}(?![\\w-])`),
      end: new RegExp(
        `^\\s*(?://|/\\*|#|<!--|--|;|%)\\s*#?endregion(?:\\s+${word}(?![\\w-])|\\s*(?:-->|\\*/)?\\s*$)`,
      ),
    },
  ];
  for (const { start, end } of kinds) {
    const from = lines.findIndex((line) => start.test(line));
    if (from < 0) continue;
    const to = lines.findIndex((line, index) => index > from && end.test(line));
    return [from + 1, to < 0 ? lines.length : to];
  }
  return null;
}

function isIn(number: number, ranges: Part["lines"]): boolean {
  return ranges.some(([from, to]) => number >= from && (to === null || number <= to));
}

/**
 * What an include shows of a file. Lines left out are empty, so that the others keep their numbers.
 *
 * @returns null where the file has no such section
 */
export function partOf(text: string, { lines: ranges, section }: Part): string | null {
  const lines = text.split("\n");
  const within = section === null ? ([0, lines.length] as const) : sectionIn(lines, section);
  if (within === null) return null;
  const [first, end] = within;
  const kept = lines.map((line, index) => {
    const isHere = index >= first && index < end;
    // In a section, lines are counted from its first one.
    const isAsked = ranges.length === 0 || isIn(index - first + 1, ranges);
    return isHere && isAsked && !MARKS.test(line) ? line : "";
  });
  return kept.join("\n");
}

/** The same without the empty lines around it and the space all its lines begin with; for code. */
export function codeOf(text: string): string {
  const lines = text.replace(/^(?:[ \t]*\n)+|\s+$/g, "").split("\n");
  const widths = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = widths.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(Number.isFinite(width) ? width : 0)).join("\n");
}
