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

interface Index {
  readonly exact: ReadonlySet<string>;
  readonly folded: ReadonlyMap<string, readonly string[]>;
  readonly joined: ReadonlyMap<string, readonly string[]>;
}

// Derived from the list alone, so remembering it changes nothing but the time it takes.
const indexes = new WeakMap<readonly string[], Index>();

function grouped(names: readonly string[], by: (name: string) => string): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const name of names) groups.set(by(name), [...(groups.get(by(name)) ?? []), name]);
  return groups;
}

function indexOf(names: readonly string[]): Index {
  const known = indexes.get(names);
  if (known !== undefined) return known;
  const index = { exact: new Set(names), folded: grouped(names, folded), joined: grouped(names, joined) };
  indexes.set(names, index);
  return index;
}

const NONE: readonly string[] = [];

/** The names equal to a word but for the case of letters, spaces, dashes and underscores; itself before others. */
export function alike(word: string, names: readonly string[]): readonly string[] {
  const index = indexOf(names);
  return index.exact.has(word) ? [word] : (index.folded.get(folded(word)) ?? NONE);
}

/**
 * The names that a word means: itself; else those equal but for the case of letters, spaces, dashes and
 * underscores; else those equal without any spaces (`dueDate` is `Due date`).
 *
 * @param names - what is found out about a list is kept with it: give the same one again
 */
export function meantBy(word: string, names: readonly string[]): readonly string[] {
  const equal = alike(word, names);
  return equal.length > 0 ? equal : (indexOf(names).joined.get(joined(word)) ?? NONE);
}

const lists = new WeakMap<object, readonly string[]>();

/** The keys of a table, always the same list. */
export function namesIn(table: Readonly<Record<string, unknown>>): readonly string[] {
  const known = lists.get(table) ?? Object.keys(table);
  lists.set(table, known);
  return known;
}
