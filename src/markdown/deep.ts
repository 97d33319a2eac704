/** A mark that begins a quote or a list, where a line may begin with another. */
const CONTAINER = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;

/** What the parser spends on a line grows by the square of the containers that begin in it. */
const MAX_WORK = 4_000_000;

/** How many marks of quotes and lists a line begins with. */
function containersAt(text: string, line: number): number {
  let count = 0;
  CONTAINER.lastIndex = line;
  while (CONTAINER.test(text)) count += 1;
  return count;
}

/**
 * Tells whether so many quotes and lists are opened within lines that reading them would take minutes, such as
 * 2,000 in one line, or 20 in each of 10,000.
 */
export function isTooDeep(text: string): boolean {
  let work = 0;
  for (let line = 0; line < text.length; ) {
    work += containersAt(text, line) ** 2;
    if (work > MAX_WORK) return true;
    const end = text.indexOf("\n", line);
    if (end < 0) return false;
    line = end + 1;
  }
  return false;
}
