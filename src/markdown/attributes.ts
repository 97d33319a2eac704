/** What a list in braces says: `{#id .class key=value key="a b" flag}`. */
export interface Attributes {
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** Words that stand alone. */
  readonly flags: ReadonlySet<string>;
}

export const NO_ATTRIBUTES: Attributes = { id: null, classes: [], values: new Map(), flags: new Set() };

const PART =
  /\s*(?:#([^\s{}#"'=]+)|\.([^\s{}."'=]+)|([^\s{}#."'=][^\s{}"'=]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s{}"']+)))?)(?=\s|$)/y;

/**
 * Reads a list of attributes.
 *
 * @param text - the list with its braces; a colon may follow the first one (`{: .class }`)
 * @returns null where anything else stands between the braces
 */
export function readAttributes(text: string): Attributes | null {
  const inside = /^\{:?([\s\S]*)\}$/.exec(text)?.[1]?.trimEnd();
  if (inside === undefined) return null;
  let id: string | null = null;
  const classes: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  PART.lastIndex = 0;
  while (PART.lastIndex < inside.length) {
    const part = PART.exec(inside);
    if (part === null) return null;
    const [, named, kind, word, double, single, bare] = part;
    const value = double ?? single ?? bare;
    if (named !== undefined) id = named;
    else if (kind !== undefined) classes.push(kind);
    else if (word !== undefined && value !== undefined) values.set(word, value);
    else if (word !== undefined) flags.add(word);
  }
  return { id, classes, values, flags };
}
