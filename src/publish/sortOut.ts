/** Which pages are as they were, and which are to be looked at. */
import type { LayoutPage } from "../files/index.ts";
import type { Memory } from "../model/memory.ts";
import { optionsText } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { Schema } from "../model/property.ts";
import type { Site } from "../model/site.ts";
import type { GatherRequest } from "./gather.ts";
import { type InputSources, type InputSubject, isUnchanged } from "./inputs.ts";

/** What a page's inputs are asked by. */
export function subjectOf(page: LayoutPage): InputSubject {
  const parent = page.parent.kind === "page" ? page.parent.key : null;
  return { path: page.path, source: page.source, parent, title: page.name };
}

/** Computes what depends on a name once. */
function onceEach(compute: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? compute(name);
    known.set(name, found);
    return found;
  };
}

/** Where a run finds the inputs of its pages. */
export function inputSources(request: GatherRequest, site: Site, memory: Memory): InputSources {
  const files = new Map(request.layout.pages.map((page) => [page.key, page.path]));
  const { library } = request;
  return {
    site,
    pages: memory.pages,
    fileOf: (key) => files.get(key) ?? null,
    optionsOf: onceEach((source) => request.digest(optionsText(request.optionsOf(source)))),
    schemaOf: (source) => request.rows.input(source),
    digestOf: (path) => library.digest(path),
    assetOf: (path) => library.asset(path),
    includeOf: async (wanted) => {
      const file = await library.include(wanted);
      return typeof file === "string" ? file : `${file.path}@${await library.digest(file.path)}`;
    },
    exists: (path) => library.exists(path),
    find: (name) => library.find(name),
  };
}

/** Pages asked for, with the parents they cannot be without. */
function withNewParents(
  pages: readonly LayoutPage[],
  selected: (page: LayoutPage) => boolean,
  memory: Memory,
): readonly LayoutPage[] {
  const byKey = new Map(pages.map((page) => [page.key, page]));
  const wanted = new Set<PageKey>();
  for (const page of pages) {
    if (!selected(page)) continue;
    let next: LayoutPage | undefined = page;
    while (next !== undefined && !wanted.has(next.key)) {
      wanted.add(next.key);
      const parent: LayoutPage | undefined =
        next.parent.kind === "page" ? byKey.get(next.parent.key) : undefined;
      next = parent !== undefined && !memory.pages.has(parent.key) ? parent : undefined;
    }
  }
  return pages.filter((page) => wanted.has(page.key));
}

/** Sorts the pages asked for into those in step and those to look at; nothing is parsed. */
async function sortOut(
  request: GatherRequest,
  sources: InputSources,
): Promise<{ readonly unchanged: ReadonlySet<PageKey>; readonly changed: readonly LayoutPage[] }> {
  const { layout, memory } = request;
  const unchanged = new Set<PageKey>();
  const changed: LayoutPage[] = [];
  for (const page of withNewParents(layout.pages, request.isSelected, memory)) {
    const inputs = memory.pages.get(page.key)?.inputs;
    const isSame =
      inputs &&
      request.isForced !== true &&
      (!request.mayDiffer(page, inputs) || (await isUnchanged(inputs, subjectOf(page), sources)));
    if (isSame) unchanged.add(page.key);
    else changed.push(page);
  }
  return { unchanged, changed };
}

/** Sorts pages out by the schemas as they are now, which are asked for only where there is a row to look at. */
export async function sortOutRows(
  request: GatherRequest,
  sources: InputSources,
): Promise<Awaited<ReturnType<typeof sortOut>> & { readonly schemas: ReadonlyMap<string, Schema> }> {
  const { rows } = request;
  const schemas = new Map<string, Schema>();
  for (;;) {
    const sorted = await sortOut(request, sources);
    const names = [...new Set(sorted.changed.map(({ source }) => source))];
    const fresh = names.filter((name) => !schemas.has(name) && rows.input(name) !== null);
    const before = fresh.map(rows.input);
    for (const name of fresh) {
      const schema = await rows.load(name);
      if (schema !== null) schemas.set(name, schema);
    }
    if (fresh.every((name, index) => rows.input(name) === before[index])) return { ...sorted, schemas };
  }
}
