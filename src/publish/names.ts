import { pageNamed } from "../convert/named.ts";
import type { LayoutPage } from "../files/index.ts";
import type { Document } from "../model/document.ts";
import type { Site } from "../model/site.ts";
import type { Library } from "./library.ts";
import type { LocalReferences } from "./references.ts";

/** A page and what its text refers to. */
interface Referring {
  readonly page: Pick<LayoutPage, "path">;
  readonly references: LocalReferences;
}

/** Names that lead to no page by its path, each once. */
function pageless(texts: readonly Referring[], site: Site): ReadonlySet<string> {
  return new Set(
    texts.flatMap(({ page, references }) =>
      references.named
        .map(({ name }) => name)
        .filter((name) => pageNamed(name, page.path ?? "", site) === null),
    ),
  );
}

/** What else a text is called: its title, and the aliases in its front matter. */
export function namesIn({ title, frontMatter }: Document): readonly string[] {
  const aliases = frontMatter?.values["aliases"] ?? frontMatter?.values["alias"];
  const listed: readonly unknown[] = Array.isArray(aliases) ? aliases : [aliases];
  return [title, ...listed].filter((name) => typeof name === "string");
}

/** Tells whether a name is used that neither a page nor another file has: it may be a title. */
export async function asksForTitles(
  texts: readonly Referring[],
  library: Library,
  site: Site,
): Promise<boolean> {
  for (const name of pageless(texts, site)) if ((await library.find(name)) === null) return true;
  return false;
}

/** Files that are no pages and are referred to by name: name → path. */
export async function namedFiles(
  texts: readonly Referring[],
  library: Library,
  site: Site,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of pageless(texts, site)) {
    const path = await library.find(name);
    if (path !== null) found.set(name, path);
  }
  return found;
}
