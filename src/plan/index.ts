/** From drafts, memory and what has been read to everything a run will do. Pure: what is missing comes back as needs. */
import type { PageDraft } from "../model/draft.ts";
import { InternalError } from "../model/internalError.ts";
import type { Effect } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { PageKey, Pending } from "../model/pending.ts";
import { type Change, type PagePlan, PLAN_VERSION, type Plan } from "../model/plan.ts";
import { pendingsOf, pendingsOfLook, resolveBlock } from "../model/resolve.ts";
import { createContext, type PlanContext } from "./context.ts";
import { compareExisting, type Existing, linkedBlocks, matcherFor } from "./existing.ts";
import { createIdentifier, type Identity } from "./identity.ts";
import type { PlanInput } from "./input.ts";
import { wantedOf } from "./match.ts";
import { emitAll } from "./order.ts";
import { findPlaces, linkedSlugs } from "./places.ts";
import { createReferences, type References } from "./references.ts";
import { createEmitter, type Task, waitsOfTask } from "./task.ts";
import { planWithdrawn } from "./withdrawn.ts";

export type { PlanFile, PlanInput } from "./input.ts";

/** A draft, the page it is, and what that needs. */
interface Entry {
  readonly draft: PageDraft;
  readonly identity: Identity;
  readonly task: Task | null;
  readonly existing: Existing | null;
}

const NO_SLUGS: ReadonlySet<string> = new Set();

/** Asks for the people and emojis that drafts name. @returns messages about those nobody knows */
function askNames(draft: PageDraft, context: PlanContext): readonly Message[] {
  const messages: Message[] = [];
  const check = (pending: Pending, place: PageDraft["blocks"][number]["place"]): void => {
    if (pending.kind === "user") {
      const id = context.ask({ kind: "user", who: pending.who });
      if (id === null) messages.push(message("mention-unknown", { name: pending.who }, draft.path, place));
    }
    if (pending.kind === "emoji") {
      const id = context.ask({ kind: "emoji", name: pending.name });
      if (id === null) messages.push(message("mention-unknown", { name: pending.name }, draft.path, place));
    }
  };
  for (const pending of [...pendingsOfLook(draft.icon), ...pendingsOfLook(draft.cover)]) check(pending, null);
  for (const value of Object.values(draft.properties)) {
    for (const pending of pendingsOfLook(value)) check(pending, null);
  }
  for (const block of draft.blocks) for (const pending of pendingsOf(block)) check(pending, block.place);
  return messages;
}

/** Warns about files under one parent that would have one title. */
function sameTitles(drafts: readonly PageDraft[]): ReadonlyMap<PageKey, Message> {
  const first = new Map<string, PageDraft>();
  const messages = new Map<PageKey, Message>();
  for (const draft of drafts) {
    const key = JSON.stringify([
      draft.parent,
      draft.parent.kind === "target" ? draft.source : "",
      draft.title,
    ]);
    const other = first.get(key);
    if (other === undefined) first.set(key, draft);
    else {
      const values = { other: other.path ?? other.key, title: draft.title };
      messages.set(draft.key, message("page-title-twice", values, draft.path));
    }
  }
  return messages;
}

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
    operations: [],
    waits: new Set(waitsOfTask(draft, draft.blocks, references)),
  };
}

function createChanges(draft: PageDraft, references: References): readonly Change[] {
  const page: Change = {
    sign: "+",
    what: "page",
    name: draft.title,
    place: null,
    before: null,
    after: null,
    reason: "",
  };
  const blocks = draft.blocks.map((block): Change => {
    const { place, type } = block;
    const after = resolveBlock(block, references.known);
    return { sign: "+", what: "block", name: type, place, before: null, after, reason: "" };
  });
  return [page, ...blocks];
}

function basics(draft: PageDraft): Pick<PagePlan, "key" | "path" | "title"> {
  return { key: draft.key, path: draft.path, title: draft.title };
}

const NOTHING = { changes: [], operations: [], effects: [], inputs: null, messages: [] } as const;

/** What the plan says of one draft. */
function pagePlan(
  { draft, identity, task, existing }: Entry,
  references: References,
  context: PlanContext,
): PagePlan {
  const { inputs } = draft;
  if (identity.kind === "stop") {
    const { action, messages } = identity;
    const page = context.input.memory.pages.get(draft.key)?.id ?? null;
    return { ...basics(draft), ...NOTHING, action, reason: messages[0]?.says ?? "", page, messages };
  }
  if (identity.kind === "restore") {
    const { id: page } = identity;
    const reason = "it is in Notion's trash";
    const id = context.operations.add((number) => ({
      kind: "updatePage",
      id: number,
      key: draft.key,
      reason,
      page,
      inTrash: false,
    }));
    return { ...basics(draft), ...NOTHING, action: "restore", reason, page, operations: [id] };
  }
  if (identity.kind === "new" && task !== null) {
    const { effects } = identity;
    const { page, operations } = task;
    const changes = createChanges(draft, references);
    return {
      ...basics(draft),
      action: "create",
      reason: "",
      page,
      changes,
      operations,
      effects,
      inputs,
      messages: [],
    };
  }
  if (identity.kind !== "known" || existing === null)
    throw new InternalError("A page was planned before it was read.");
  const { effects, changes, messages, isRefused } = existing;
  const { operations } = existing.task;
  const page = identity.memory.id;
  if (isRefused) {
    const reason = messages[0]?.says ?? "";
    return { ...basics(draft), ...NOTHING, action: "refuse", reason, page, changes, messages };
  }
  const action = identity.isAdopted ? "adopt" : operations.length > 0 ? "update" : "none";
  const reason = identity.isAdopted ? "found in Notion" : "";
  return { ...basics(draft), action, reason, page, changes, operations, effects, inputs, messages };
}

function compareAll(
  drafts: readonly PageDraft[],
  identities: readonly Identity[],
  references: References,
  context: PlanContext,
): readonly Entry[] {
  return drafts.map((draft, index): Entry => {
    const identity = identities[index] ?? { kind: "open" };
    const existing =
      identity.kind === "known"
        ? compareExisting(draft, identity.memory, identity, references, context)
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

/**
 * Decides all that a run will do.
 *
 * @returns the plan; where something must be known first, one with needs and nothing else: it is made again
 *   once they are answered
 */
export function plan(input: PlanInput): Plan {
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

  const entries = compareAll(drafts, identities, references, context);
  if (context.needs().length > 0) return openPlan(context);

  const slugs = linkedSlugs(drafts);
  const wanted = linkedBlocks(drafts, (draft) => slugs.get(draft.key) ?? NO_SLUGS);
  const tasks = entries.flatMap(({ task }) => task ?? []);
  emitAll(tasks, createEmitter(context, references, tasks, wanted));
  const withdrawn = input.withdrawn.map((key) => planWithdrawn(key, context));
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
    pages: [...inOrder(pages), ...learned, ...withdrawn.flatMap((page) => page ?? [])],
    operations: context.operations.list,
    needs: [],
    messages: [],
  };
}
