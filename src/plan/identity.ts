/** Which page of Notion a draft is. */
import type { ForeignBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import { hashTitle } from "../model/line.ts";
import { normalizeId, parseNotionUrl } from "../model/links.ts";
import type { BlockMemory, Effect, PageMemory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { answerTo } from "../model/need.ts";
import type { PageKey } from "../model/pending.ts";
import { likenessTo } from "./adoption.ts";
import type { PlanContext } from "./context.ts";
import type { References } from "./references.ts";
import { asChild, findRow, lostBase } from "./rows.ts";
import type { Creation } from "./task.ts";

/** What becomes of blocks that the draft does not have: ours go; `author`: those our bot wrote last go. */
export type Unwanted = "delete" | "release" | "author";

/** Which page a draft is. */
export type Identity =
  /** Something must be read first. */
  | { readonly kind: "open" }
  | { readonly kind: "new"; readonly parent: Creation["parent"]; readonly effects: readonly Effect[] }
  | {
      readonly kind: "known";
      readonly memory: PageMemory;
      readonly isAdopted: boolean;
      readonly unwanted: Unwanted;
      readonly messages?: readonly Message[];
    }
  | { readonly kind: "restore"; readonly id: string }
  | {
      readonly kind: "stop";
      readonly action: "skip" | "refuse";
      readonly messages: readonly Message[];
    };

const OPEN: Identity = { kind: "open" };

function stop(action: "skip" | "refuse", ...messages: readonly Message[]): Identity {
  return { kind: "stop", action, messages };
}

/** Finds the page of each draft of a plan. */
export interface Identifier {
  of(draft: PageDraft): Identity;
  /** Where a draft's page belongs; null where that cannot be told. */
  parentOf(draft: PageDraft): Creation["parent"] | null;
}

interface Finder {
  readonly context: PlanContext;
  readonly references: References;
  readonly drafts: ReadonlyMap<PageKey, PageDraft>;
  readonly found: Map<PageKey, Identity>;
  /** Ids of pages that the memory or a draft of this plan has. */
  readonly claimed: Set<string>;
}

/** Where a page that does not exist yet belongs. */
function parentOf(finder: Finder, draft: PageDraft): Creation["parent"] | Identity {
  const { context, drafts } = finder;
  if (draft.parent.kind === "target") {
    const target = context.input.targets.get(draft.source);
    const orphan = message("page-without-parent", { parent: draft.source }, draft.path);
    return target === undefined ? stop("refuse", orphan) : { kind: target.kind, id: target.id };
  }
  const { key } = draft.parent;
  const parent = drafts.get(key);
  const orphan = stop("refuse", message("page-without-parent", { parent: parent?.path ?? key }, draft.path));
  const remembered = context.input.memory.pages.get(key);
  if (parent === undefined) return remembered === undefined ? orphan : { kind: "page", id: remembered.id };
  const identity = identify(finder, parent);
  if (identity.kind === "open") return OPEN;
  if (identity.kind === "new") return { key };
  return identity.kind === "known" ? { kind: "page", id: identity.memory.id } : orphan;
}

function isIdentity(found: Creation["parent"] | Identity): found is Identity {
  return "kind" in found && found.kind !== "page" && found.kind !== "dataSource";
}

/** A page found by its place and title, and what is to be said of it. */
interface Candidate {
  readonly kind: "candidate";
  readonly block: ForeignBlock;
  readonly messages: readonly Message[];
}

/** Takes a page found by its place and title for the draft's where that is certain enough. */
function adoptCandidate(
  finder: Finder,
  draft: PageDraft,
  { block: candidate, messages }: Candidate,
): Identity {
  const { context, references } = finder;
  const { options, account, digest } = context.input;
  const children = context.ask({ kind: "children", block: candidate.id, deep: true });
  if (children === undefined) return OPEN;
  const { lines, trusted, alike, theirs, wanted } = likenessTo(context, references, draft, children ?? []);
  const isOurs = account.personal || candidate.createdBy === account.botId;
  const isAlike = alike * 2 >= theirs && (theirs > 0 || isOurs);
  const memory = (blocks: readonly BlockMemory[]): PageMemory => ({
    id: candidate.id,
    title: candidate.title,
    inputs: null,
    base: { title: hashTitle(candidate.title, digest) },
    blocks,
  });
  if (isOurs && isAlike) {
    finder.claimed.add(candidate.id);
    return { kind: "known", memory: memory(trusted), isAdopted: true, unwanted: "author", messages };
  }
  if (options.adopt !== null) {
    finder.claimed.add(candidate.id);
    const unwanted = options.adopt === "merge" ? "release" : "delete";
    return { kind: "known", memory: memory(lines), isAdopted: true, unwanted, messages };
  }
  const taken = { title: draft.title, equal: alike, blocks: wanted };
  return stop("refuse", message("page-title-taken", taken, draft.path));
}

/** What stands where a draft's page belongs. */
type Found = Identity | Candidate;

/** Looks in a data source for the row of a draft. One that tells the draft's file was made of it. */
function lookForRow(finder: Finder, draft: PageDraft, dataSource: string): Found {
  const { claimed, context, references } = finder;
  const found = findRow(draft, dataSource, claimed, context);
  if (found.kind === "open") return OPEN;
  const parent = { kind: "dataSource", id: dataSource } as const;
  if (found.kind === "none") return { kind: "new", parent, effects: [] };
  const { messages, page } = found;
  if (draft.row?.by !== "source") return { kind: "candidate", block: asChild(page), messages };
  const children = context.ask({ kind: "children", block: page.id, deep: true });
  if (children === undefined) return OPEN;
  claimed.add(page.id);
  const { trusted: blocks } = likenessTo(context, references, draft, children ?? []);
  const { id, title } = page;
  const memory = { id, title, inputs: null, base: lostBase(draft, page, context), blocks };
  return { kind: "known", memory, isAdopted: true, unwanted: "author", messages };
}

/** Looks under a draft's parent for a page of its title that nobody claims. */
function lookUnderParent(finder: Finder, draft: PageDraft): Found {
  const parent = parentOf(finder, draft);
  if (isIdentity(parent)) return parent;
  if ("key" in parent) return { kind: "new", parent, effects: [] };
  if (parent.kind === "dataSource") return lookForRow(finder, draft, parent.id);
  const { context, claimed } = finder;
  const id = typeof parent.id === "string" ? parent.id : "";
  const siblings = context.live.children(id);
  if (siblings === undefined) {
    context.ask({ kind: "children", block: id, deep: false });
    return OPEN;
  }
  if (siblings === null) return stop("refuse", message("page-without-parent", { parent: id }, draft.path));
  const block = siblings.find(
    (one): one is ForeignBlock =>
      one.type === "foreign" &&
      one.name === "child_page" &&
      one.title === draft.title &&
      !claimed.has(one.id),
  );
  return block === undefined
    ? { kind: "new", parent, effects: [] }
    : { kind: "candidate", block, messages: [] };
}

/** A page that is neither remembered nor bound: a candidate under its parent, else new. */
function findOrCreate(finder: Finder, draft: PageDraft): Identity {
  const found = lookUnderParent(finder, draft);
  return found.kind === "candidate" ? adoptCandidate(finder, draft, found) : found;
}

/** The page that stayed where the remembered one went to the trash as its twin; null: there is none. */
function findTwin(finder: Finder, draft: PageDraft): Identity | null {
  const found = lookUnderParent(finder, draft);
  if (found.kind === "open" || found.kind === "known") return found;
  if (found.kind !== "candidate") return null;
  const twin = adoptCandidate(finder, draft, found);
  return twin.kind === "open" || twin.kind === "known" ? twin : null;
}

/** The page that front matter names. */
function bind(finder: Finder, draft: PageDraft, bound: string): Identity {
  const { context } = finder;
  const { memory, options, digest, targets } = context.input;
  const id = normalizeId(bound) ?? parseNotionUrl(bound)?.page ?? null;
  const missing = stop("refuse", message("page-bound-missing", { id: bound }, draft.path));
  if (id === null) return missing;
  const remembered = memory.pages.get(draft.key);
  if (remembered?.id === id) return known(finder, draft, remembered);
  const page = context.ask({ kind: "page", page: id });
  const children = context.ask({ kind: "children", block: id, deep: true });
  if (page === undefined || children === undefined) return OPEN;
  if (page === null || page.inTrash) return missing;
  const { lines, equal, theirs } = likenessTo(context, finder.references, draft, children ?? []);
  if (theirs > 0 && equal < theirs && options.adopt === null) {
    return stop("refuse", message("page-bound-filled", { theirs, equal }, draft.path));
  }
  finder.claimed.add(id);
  // The target keeps the title it has: it is not the file's to name.
  const isTarget = targets.get(draft.source)?.id === id;
  const base = isTarget ? { title: hashTitle(draft.title, digest) } : {};
  const unwanted = options.adopt === "replace" ? "delete" : "release";
  const found: PageMemory = { id, title: page.title, inputs: null, base, blocks: lines };
  return { kind: "known", memory: found, isAdopted: true, unwanted };
}

/** A page the memory has; unless it turned out to be gone. */
function known(finder: Finder, draft: PageDraft, memory: PageMemory): Identity {
  const { context } = finder;
  const { answers, options } = context.input;
  const page = answerTo(answers, { kind: "page", page: memory.id });
  // A page in a trashed one is not said to be in the trash, but its blocks cannot be had.
  const isGone = context.live.children(memory.id) === null;
  if (page === undefined && isGone) {
    context.ask({ kind: "page", page: memory.id });
    return OPEN;
  }
  if (page === undefined || (page !== null && !page.inTrash && !isGone)) {
    return { kind: "known", memory, isAdopted: false, unwanted: "delete" };
  }
  const twin = findTwin(finder, draft);
  if (twin !== null) return twin;
  if (options.onMissing === "skip") return stop("skip", message("page-missing", {}, draft.path));
  if (options.onMissing === "restore" && page?.inTrash === true) return { kind: "restore", id: memory.id };
  if (options.onMissing !== "recreate")
    return stop("refuse", message("page-missing-refused", {}, draft.path));
  const found = findOrCreate(finder, draft);
  return found.kind === "new" ? { ...found, effects: [{ kind: "forgotten", key: draft.key }] } : found;
}

function identify(finder: Finder, draft: PageDraft): Identity {
  const before = finder.found.get(draft.key);
  if (before !== undefined) return before;
  const remembered = finder.context.input.memory.pages.get(draft.key);
  const identity =
    draft.bound !== null
      ? bind(finder, draft, draft.bound)
      : remembered !== undefined
        ? known(finder, draft, remembered)
        : findOrCreate(finder, draft);
  finder.found.set(draft.key, identity);
  return identity;
}

/** Makes what finds the pages of a plan's drafts. */
export function createIdentifier(context: PlanContext, references: References): Identifier {
  const { drafts, memory } = context.input;
  const finder: Finder = {
    context,
    references,
    drafts: new Map(drafts.map((draft) => [draft.key, draft])),
    found: new Map(),
    claimed: new Set([...memory.pages.values()].map((page) => page.id)),
  };
  return {
    of: (draft) => identify(finder, draft),
    parentOf: (draft) => {
      const parent = parentOf(finder, draft);
      return isIdentity(parent) ? null : parent;
    },
  };
}
