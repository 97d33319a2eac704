/** The three-way comparison of where a page lies. */
import type { PageDraft } from "../model/draft.ts";
import type { PageBase, PageMemory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { fileWins } from "../model/options.ts";
import { isPending } from "../model/pending.ts";
import type { Change } from "../model/plan.ts";
import type { PlanContext } from "./context.ts";
import type { Creation } from "./task.ts";

/** What comparing a page's place found. */
export interface ParentComparison {
  /** Where it is to be moved; null: it stays. */
  readonly move: Creation["parent"] | null;
  /** What is remembered of a place that needs no move. */
  readonly base: PageBase;
  readonly changes: readonly Change[];
  readonly messages: readonly Message[];
  readonly conflicts: number;
  readonly isOpen: boolean;
}

const STAYS: ParentComparison = {
  move: null,
  base: {},
  changes: [],
  messages: [],
  conflicts: 0,
  isOpen: false,
};

/** The id of a parent that exists. */
function idOf(parent: Creation["parent"]): string | null {
  return "kind" in parent && !isPending(parent.id) ? parent.id : null;
}

function nameOf(parent: Creation["parent"], { input }: PlanContext): string {
  if (!("kind" in parent)) return input.drafts.find((draft) => draft.key === parent.key)?.title ?? parent.key;
  const titles = [...input.memory.pages.values(), ...input.targets.values()];
  return titles.find((page) => page.id === parent.id)?.title ?? idOf(parent) ?? "";
}

/**
 * Compares where a page lies with where its file wants it. The page is asked for only where the file wants it
 * elsewhere than we put it.
 *
 * @param wanted - null: its place is not the file's to say
 */
export function compareParent(
  draft: PageDraft,
  memory: PageMemory,
  wanted: Creation["parent"] | null,
  context: PlanContext,
): ParentComparison {
  const { parent: base } = memory.base;
  const { repair } = context.input.options;
  // A page that was not made by us, or bound by name, lies where somebody put it.
  if (wanted === null || base === undefined || draft.bound !== null) return STAYS;
  const id = idOf(wanted);
  if (id === base && !repair) return STAYS;
  const page = context.ask({ kind: "page", page: memory.id });
  if (page === undefined || page === null) return { ...STAYS, isOpen: page === undefined };
  const now = page.parent.kind === "workspace" ? null : page.parent.id;
  if (now === id) return id === base ? STAYS : { ...STAYS, base: { parent: id ?? base } };
  return judgeMove(draft, { base, now, id }, wanted, context);
}

interface Places {
  readonly base: string;
  readonly now: string | null;
  /** Where the file wants it; null: in a page that is still to be made. */
  readonly id: string | null;
}

/** Decides about a page that does not lie where its file wants it. */
function judgeMove(
  draft: PageDraft,
  { base, now, id }: Places,
  wanted: Creation["parent"],
  context: PlanContext,
): ParentComparison {
  const isMoved = now !== base;
  const isConflict = isMoved && id !== base;
  const stays = isMoved && !fileWins(context.input.options);
  const change: Change = {
    sign: stays ? "!" : ">",
    what: "parent",
    name: "parent",
    place: null,
    before: nameOf({ kind: "page", id: now ?? "" }, context),
    after: nameOf(wanted, context),
    reason: isMoved ? "somebody moved it in Notion" : "",
    ...(isMoved && { cause: "notion" }),
  };
  const what = "place among the pages";
  const winner = stays ? "it stays where it is in Notion" : "it goes where the file is";
  return {
    move: stays ? null : wanted,
    base: stays && id !== null ? { parent: id } : {},
    changes: [change],
    messages: isConflict ? [message("page-look-conflict", { what, winner }, draft.path)] : [],
    conflicts: isConflict ? 1 : 0,
    isOpen: false,
  };
}
