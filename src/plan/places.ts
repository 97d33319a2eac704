/** Finding the blocks that links lead to, in pages that exist. */

import type { PageDraft } from "../model/draft.ts";
import type { BlockMemory, Effect, PageMemory } from "../model/memory.ts";
import type { PageKey } from "../model/pending.ts";
import { pendingsOf } from "../model/resolve.ts";
import type { PlanContext } from "./context.ts";
import type { Matcher, Wanted } from "./match.ts";
import { locate } from "./recognize.ts";
import { type References, slugsIn } from "./references.ts";
import { isTombstone } from "./tombstone.ts";

/** The slugs that links of these drafts name, by page. */
export function linkedSlugs(drafts: readonly PageDraft[]): ReadonlyMap<PageKey, ReadonlySet<string>> {
  const slugs = new Map<PageKey, Set<string>>();
  for (const draft of drafts) {
    for (const pending of draft.blocks.flatMap(pendingsOf)) {
      if (pending.kind !== "heading") continue;
      const known = slugs.get(pending.path) ?? new Set();
      known.add(pending.slug);
      slugs.set(pending.path, known);
    }
  }
  return slugs;
}

interface Search {
  readonly context: PlanContext;
  readonly references: References;
  readonly key: PageKey;
  readonly page: string;
  readonly slugs: ReadonlySet<string>;
  readonly match: Matcher;
  readonly learned: Effect[];
}

function holds(wanted: Wanted, slugs: ReadonlySet<string>): boolean {
  for (const [slug] of slugsIn([wanted.draft])) if (slugs.has(slug)) return true;
  return false;
}

/** Ids of remembered siblings: those remembered, and those a listing tells. */
function idsOf(
  search: Search,
  lines: readonly BlockMemory[],
  container: string | null,
): readonly (string | null)[] {
  const { context, key, page, learned } = search;
  const known = lines.map((line) => (isTombstone(line) ? null : line.id));
  const listed = context.live.children(container ?? page);
  if (listed === undefined || listed === null || !known.includes(null)) return known;
  const located = locate(lines, listed, context.input);
  const ids = known.map((id, index) => id ?? located[index] ?? null);
  if (ids.some((id, index) => id !== known[index]))
    learned.push({ kind: "learned", key, parent: container, ids });
  return ids;
}

/** Places in a block that is not there yet. */
function expect({ references, key, slugs }: Search, wanted: Wanted): void {
  for (const [slug] of slugsIn([wanted.draft])) if (slugs.has(slug)) references.expectBlock(key, slug);
}

function readList(context: PlanContext, block: string): void {
  if (context.live.children(block) === undefined) context.ask({ kind: "children", block, deep: false });
}

function visit(
  search: Search,
  wanted: readonly Wanted[],
  lines: readonly BlockMemory[],
  container: string | null,
): void {
  const { context, references, key, page, slugs } = search;
  const linked = [...wanted.entries()].filter(([, one]) => holds(one, slugs));
  if (linked.length === 0) return;
  const ids = idsOf(search, lines, container);
  const matches = new Map(search.match(wanted, lines));
  for (const [index, one] of linked) {
    const at = matches.get(index);
    const line = at === undefined ? undefined : lines[at];
    const id = at === undefined ? null : (ids[at] ?? null);
    if (line === undefined) expect(search, one);
    else if (id === null) readList(context, container ?? page);
    else {
      for (const slug of one.draft.slugs) if (slugs.has(slug)) references.setBlock(key, slug, { id, page });
      visit(search, one.children, line.children, id);
    }
  }
}

/**
 * Tells the references what the places of a page are: blocks that are there, or blocks this plan will make.
 * Ids that are not remembered are asked for.
 *
 * @param wanted - the page's draft
 * @param slugs - those that links name
 * @returns ids that were learned by it
 */
export function findPlaces(
  context: PlanContext,
  references: References,
  page: { readonly key: PageKey; readonly memory: PageMemory },
  wanted: readonly Wanted[],
  slugs: ReadonlySet<string>,
  match: Matcher,
): readonly Effect[] {
  const learned: Effect[] = [];
  const { key, memory } = page;
  visit({ context, references, key, page: memory.id, slugs, match, learned }, wanted, memory.blocks, null);
  return learned;
}
