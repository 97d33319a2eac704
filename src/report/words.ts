/** A number with its noun: `1 page`, `2 pages`, `3 replies` by an explicit plural. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Milliseconds as a reader says them: `40 ms`, `3.2 s`, `4 min 10 s`. */
export function duration(milliseconds: number): string {
  if (Math.round(milliseconds) < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  if (milliseconds < 59_500) {
    return `${Math.round(milliseconds / 100) / 10} s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  const rest = seconds % 60;
  return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** Whole minutes, at least one. */
export function aboutMinutes(minutes: number): string {
  return minutes < 1 ? "less than a minute" : `about ${count(Math.ceil(minutes), "minute")}`;
}

// C0 and C1 controls but tab and line feed, and the marks that reorder text: a document must not steer a terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from a document or an answer, made harmless for a terminal: control characters become U+FFFD. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\uFFFD");
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/g, " ");
}

/** Puts each line behind a prefix. */
export function indent(text: string, prefix: string): string {
  return text
    .split("\n")
    .map((line) => prefix + line)
    .join("\n");
}

/** Non-empty pieces, joined by a dot in the middle. */
export function dotted(pieces: readonly (string | null)[]): string {
  return pieces.filter((piece) => piece !== null && piece !== "").join(" · ");
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

/** Orders page keys for reading: a folder's page before what lies in it, numbers by their value. */
export function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  const [left, right] = [a.key.split("/"), b.key.split("/")];
  for (const [depth, name] of left.entries()) {
    const other = right[depth];
    const order = other === undefined ? 1 : COLLATOR.compare(name, other);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}
