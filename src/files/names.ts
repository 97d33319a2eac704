import { endingOf } from "../facts/media.ts";

/** The folder of a path; empty at the top. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? "" : path.slice(0, at);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A file's name without its ending. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const ending = endingOf(name);
  return ending === "" ? name : name.slice(0, -ending.length - 1);
}

/**
 * A file's or folder's name as a title: without a number in front that gives its order, dashes and underscores
 * as spaces, a capital at the start where the first word has none of its own (`iOS`, `v2` stay). Dates stay.
 *
 * @param name - without ending
 */
export function readableName(name: string): string {
  const words = name
    .replace(/^\d{1,3}[-_. ]+(?=\p{L})/u, "")
    .replace(/(?<!\d)[-_]+|[-_]+(?!\d)/g, " ")
    .trim();
  if (words === "") return name;
  return words.replace(/^\p{Ll}+(?= |$)/u, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

const piecesOf = (name: string): readonly string[] => name.toLowerCase().match(/\d+|\D+/g) ?? [];

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const isNumber = (piece: string): boolean => /^\d/.test(piece);

/** Whole numbers of any length, as written: leading zeros do not count. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return x.length - y.length || compareText(x, y);
}

/**
 * Natural order: `2-b` before `10-a`, capitals beside small letters. The same on every machine, which the
 * collation of a language is not.
 */
export function compareNames(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (const [at, x] of left.entries()) {
    const y = right[at];
    if (y === undefined) return 1;
    const order = isNumber(x) && isNumber(y) ? compareNumbers(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}
