/** From drafts, memory and what has been read to everything a run will do. Pure: what is missing comes back as needs. */
import type { PageDraft } from "../model/draft.ts";
import { fold } from "../model/fold.ts";
import { InternalError } from "../model/internalError.ts";
import type { Effect } from "../model/memory.ts";
import { isPending, type PageKey } from "../model/pending.ts";
import { type PagePlan, PLAN_VERSION, type Plan } from "../model/plan.ts";
import { createContext, type PlanContext } from "./context.ts";
import { basics, type Entry, NOTHING, pagePlan } from "./entry.ts";
import { compareExisting, linkedBlocks, matcherFor } from "./existing.ts";
import { createIdentifier, type Identifier, type Identity } from "./identity.ts";
import type { PlanInput } from "./input.ts";
import { wantedOf } from "./match.ts";
import { findMoves, type Moves } from "./moves.ts";
import { askNames, sameTitles } from "./names.ts";
import { emitAll } from "./order.ts";
import { findPlaces, linkedSlugs } from "./places.ts";
import { createReferences, type References } from "./references.ts";
import { createEmitter, type Task, waitsOfTask } from "./task.ts";
import { planWithdrawn } from "./withdrawn.ts";

export type { PlanInput } from "./input.ts";

const NO_SLUGS: ReadonlySet<string> = new Set();

/** Tells the references which pages are there, and which will be. */
function announce(
  drafts: readonly PageDraft[],
  identities: readonly Identity[],
  references: References,
): void {
  for (const [index, draft] of drafts.entries()) {
    const identity = identities[index];
    if (identity?.kind === "new") references.expectPage(draft.key);
    if (identity?.kind === "known") references.setPage(draft.key, identity.memory.id);
  }
}

/** Finds the places that links lead to, in new, changed and unchanged pages. */
function announcePlaces(
  input: PlanInput,
  identities: ReadonlyMap<PageKey, Identity>,
  references: References,
  context: PlanContext,
): readonly { readonly draft: PageDraft; readonly learned: readonly Effect[] }[] {
  const slugs = linkedSlugs(input.drafts);
  for (const draft of input.drafts) {
    for (const slug of slugs.get(draft.key) ?? []) {
      if (identities.get(draft.key)?.kind !== "stop") references.expectBlock(draft.key, slug);
    }
  }
  const look = (draft: PageDraft, memory: Parameters<typeof findPlaces>[2]["memory"]) => {
    const wanted = wantedOf(draft.blocks, references.known, input.digest);
    const linked = slugs.get(draft.key) ?? NO_SLUGS;
    return findPlaces(context, references, { key: draft.key, memory }, wanted, linked, matcherFor(context));
  };
  for (const draft of input.drafts) {
    const identity = identities.get(draft.key);
    if (identity?.kind === "known" && slugs.has(draft.key)) look(draft, identity.memory);
  }
  return input.references.flatMap((draft) => {
    const memory = input.memory.pages.get(draft.key);
    return memory === undefined || !slugs.has(draft.key) ? [] : [{ draft, learned: look(draft, memory) }];
  });
}

function newTask(
  draft: PageDraft,
  identity: Extract<Identity, { kind: "new" }>,
  references: References,
): Task {
  return {
    key: draft.key,
    draft,
    creation: { parent: identity.parent },
    page: null,
    gaps: draft.blocks.length === 0 ? [] : [{ container: null, position: "start", blocks: draft.blocks }],
    rewrites: [],
    removals: [],
    look: null,
    move: null,
    operations: [],
    waits: new Set(waitsOfTask(draft, draft.blocks, draft.properties, references)),
  };
}

function compareAll(
  drafts: readonly PageDraft[],
  identities: readonly Identity[],
  references: References,
  context: PlanContext,
  parentOf: Identifier["parentOf"],
): readonly Entry[] {
  return drafts.map((draft, index): Entry => {
    const identity = identities[index] ?? { kind: "open" };
    const existing =
      identity.kind === "known"
        ? compareExisting(
            draft,
            identity.memory,
            { ...identity, parent: parentOf(draft) },
            references,
            context,
          )
        : null;
    const task = identity.kind === "new" ? newTask(draft, identity, references) : (existing?.task ?? null);
    return { draft, identity, existing, task };
  });
}

function openPlan(context: PlanContext): Plan {
  const needs = context.needs();
  if (needs.length === 0) throw new InternalError("A plan is not finished and needs nothing.");
  return { version: PLAN_VERSION, pages: [], operations: [], needs, messages: [] };
}

/** Pages in the order in which they are first written, then those nothing is written to. */
function inOrder(pages: readonly PagePlan[]): readonly PagePlan[] {
  const first = (page: PagePlan): number => page.operations[0] ?? Number.POSITIVE_INFINITY;
  const created = pages.filter((page) => page.action === "create").sort((a, b) => first(a) - first(b));
  return [...created, ...pages.filter((page) => page.action !== "create")];
}

/** Says of pages whose files were moved what they are remembered by from now on. */
function withMoves(pages: readonly PagePlan[], moves: Moves): readonly PagePlan[] {
  return pages.map((page) => {
    const from = moves.get(page.key);
    if (from === undefined) return page;
    const reason = page.reason === "" ? `its file was \`${from}\`` : page.reason;
    return { ...page, reason, effects: [{ kind: "renamed", key: from, to: page.key }, ...page.effects] };
  });
}

/** The input once pages are remembered by the files they moved with. */
function afterMoves(input: PlanInput, moves: Moves): PlanInput {
  if (moves.size === 0) return input;
  const moved = new Set(moves.values());
  const effects = [...moves].map(([to, key]) => ({ kind: "renamed" as const, key, to }));
  return {
    ...input,
    memory: fold(input.memory, effects),
    withdrawn: input.withdrawn.filter((key) => !moved.has(key)),
  };
}

/**
 * Decides all that a run will do.
 *
 * @returns the plan; where something must be known first, one with needs and nothing else: it is made again
 *   once they are answered
 */
export function plan(input: PlanInput): Plan {
  const context = createContext(input);
  const moves = findMoves(context, createReferences(input));
  if (context.needs().length > 0) return openPlan(context);
  const made = planPages(afterMoves(input, moves));
  return { ...made, pages: withMoves(made.pages, moves) };
}

/** The pages that new files take over from files that are gone, as far as that is known: new key → old key. */
export function movesOf(input: PlanInput): Moves {
  return findMoves(createContext(input), createReferences(input));
}

/** Pages the plan moves elsewhere. */
function leavingPages({ operations }: PlanContext): ReadonlySet<string> {
  return new Set(
    operations.list.flatMap((one) => (one.kind === "movePage" && !isPending(one.page) ? [one.page] : [])),
  );
}

function planPages(input: PlanInput): Plan {
  const context = createContext(input);
  const references = createReferences(input);
  const { drafts } = input;
  const names = new Map(drafts.map((draft) => [draft.key, askNames(draft, context)]));
  const identifier = createIdentifier(context, references);
  const identities = drafts.map((draft) => identifier.of(draft));
  if (context.needs().length > 0) return openPlan(context);

  announce(drafts, identities, references);
  const byKey = new Map<PageKey, Identity>();
  for (const [index, draft] of drafts.entries()) byKey.set(draft.key, identities[index] ?? { kind: "open" });
  const places = announcePlaces(input, byKey, references, context);
  if (context.needs().length > 0) return openPlan(context);

  const entries = compareAll(drafts, identities, references, context, identifier.parentOf);
  if (context.needs().length > 0) return openPlan(context);

  const slugs = linkedSlugs(drafts);
  const wanted = linkedBlocks(drafts, (draft) => slugs.get(draft.key) ?? NO_SLUGS);
  const tasks = entries.flatMap(({ task }) => task ?? []);
  for (const { schema, title, changes } of input.schemas ?? []) {
    const { dataSource } = schema;
    const reason = "files ask for it";
    context.operations.add((id) => ({
      kind: "updateSchema",
      id,
      key: "",
      reason,
      dataSource,
      title,
      changes,
      schema,
    }));
  }
  emitAll(tasks, createEmitter(context, references, tasks, wanted));
  const withdrawn =
    input.isPartial === true ? [] : planWithdrawn(input.withdrawn, leavingPages(context), context);
  if (context.needs().length > 0) return openPlan(context);

  const titles = sameTitles(drafts);
  const pages = entries.map((entry): PagePlan => {
    const made = pagePlan(entry, references, context);
    const { key } = entry.draft;
    return {
      ...made,
      messages: [...made.messages, ...(names.get(key) ?? []), ...[titles.get(key) ?? []].flat()],
    };
  });
  const learned = places
    .filter(({ learned: effects }) => effects.length > 0)
    .map(({ draft, learned: effects }): PagePlan => {
      const page = input.memory.pages.get(draft.key)?.id ?? null;
      return { ...basics(draft), ...NOTHING, action: "none", reason: "", page, effects };
    });
  return {
    version: PLAN_VERSION,
    pages: [...inOrder(pages), ...learned, ...withdrawn],
    operations: context.operations.list,
    needs: [],
    messages: [],
  };
}
