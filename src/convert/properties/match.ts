/** A name whatever the case of its letters; spaces, dashes and underscores are the same. */
export function folded(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/[\s_-]+/g, " ");
}

/** The same, without any space. */
function joined(name: string): string {
  return folded(name).replaceAll(" ", "");
}

/**
 * The names that a word means: itself; else those equal but for the case of letters, spaces, dashes and
 * underscores; else those equal without any spaces (`dueDate` is `Due date`).
 */
export function meantBy(word: string, names: readonly string[]): readonly string[] {
  if (names.includes(word)) return [word];
  const equal = names.filter((name) => folded(name) === folded(word));
  return equal.length > 0 ? equal : names.filter((name) => joined(name) === joined(word));
}
