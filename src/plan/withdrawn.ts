/** Pages whose files are gone or skipped. */
import type { SnapshotBlock } from "../model/block.ts";
import type { PageMemory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import { fileWins } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { PagePlan } from "../model/plan.ts";
import type { PlanContext } from "./context.ts";
import { commentable, hasComments, inside } from "./removal.ts";

const REASON = "its file is not published any more";

/** What may become of a withdrawn page: it can go, it is gone already, or something in it keeps it. */
type Fate = { readonly kind: "open" | "free" | "gone" } | { readonly kind: "kept"; readonly what: string };

function isPage(block: SnapshotBlock): boolean {
  return block.type === "foreign" && block.name === "child_page";
}

/** Names of what no file ever was: databases, pages of others, blocks that no request makes. */
function foreignNames(blocks: readonly SnapshotBlock[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === "foreign" ? [block.name.replaceAll("_", " ")] : foreignNames(block.children ?? []),
  );
}

/** A page's own content, the pages in it apart. */
function judgeContent(memory: PageMemory, blocks: readonly SnapshotBlock[], context: PlanContext): Fate {
  const { options } = context.input;
  const names = foreignNames(blocks);
  if (names.length > 0) return { kind: "kept", what: [...new Set(names)].join(", ") };
  const content = inside(memory.blocks, blocks, context.input);
  if (content === "foreign") return { kind: "kept", what: "what others wrote" };
  if (content === "edited" && !fileWins(options)) {
    return { kind: "kept", what: "text that somebody changed" };
  }
  const commented = hasComments([memory.id, ...blocks.flatMap(commentable)], context);
  if (commented === undefined) return { kind: "open" };
  return commented ? { kind: "kept", what: "open comments" } : { kind: "free" };
}

/** Decides about withdrawn pages, each once: a page goes only with all that is in it. */
function createJudge(
  keys: readonly PageKey[],
  leaving: ReadonlySet<string>,
  context: PlanContext,
): (key: PageKey) => Fate {
  const { pages } = context.input.memory;
  const byId = new Map(keys.flatMap((key) => [[pages.get(key)?.id ?? "", key] as const]));
  const fates = new Map<PageKey, Fate>();

  const judge = (memory: PageMemory): Fate => {
    const children = context.ask({ kind: "children", block: memory.id, deep: true });
    if (children === undefined) return { kind: "open" };
    if (children === null) return { kind: "gone" };
    const below = children
      .filter((block) => isPage(block) && !leaving.has(block.id))
      .map((page) => byId.get(page.id));
    const fatesBelow = below.map(
      (key): Fate => (key === undefined ? { kind: "kept", what: "" } : fateOf(key)),
    );
    const own = judgeContent(
      memory,
      children.filter((block) => !isPage(block)),
      context,
    );
    if (fatesBelow.some(({ kind }) => kind === "kept")) return { kind: "kept", what: "other pages" };
    return fatesBelow.some(({ kind }) => kind === "open") ? { kind: "open" } : own;
  };
  const fateOf = (key: PageKey): Fate => {
    const memory = pages.get(key);
    const fate = fates.get(key) ?? (memory === undefined ? { kind: "gone" } : judge(memory));
    fates.set(key, fate);
    return fate;
  };
  return fateOf;
}

/** How deep a page lies among the sources' folders; a folder's key ends in `/`. */
function depthOf(key: PageKey): number {
  return key.split("/").filter((part) => part !== "").length;
}

/**
 * What becomes of withdrawn pages: they are reported, or go to the trash where that is asked for and nothing in
 * them is anybody's. Pages that lie in others come first.
 *
 * @param leaving - pages that the plan moves elsewhere: these keep no page they lie in
 */
export function planWithdrawn(
  keys: readonly PageKey[],
  leaving: ReadonlySet<string>,
  context: PlanContext,
): readonly PagePlan[] {
  const { input, operations } = context;
  const fateOf = createJudge(keys, leaving, context);
  const inOrder = [...keys].sort((a, b) => depthOf(b) - depthOf(a));
  return inOrder.map((key): PagePlan => {
    const memory = input.memory.pages.get(key);
    const title = memory?.title ?? key;
    const page = memory?.id ?? null;
    const nothing = { changes: [], operations: [], effects: [], inputs: null, messages: [] };
    const plan: PagePlan = { key, path: null, title, action: "none", reason: REASON, page, ...nothing };
    if (page === null) return plan;
    if (input.options.prune === "report")
      return { ...plan, messages: [message("page-withdrawn", { title })] };
    const fate = fateOf(key);
    if (fate.kind === "open") return plan;
    if (fate.kind === "gone") return { ...plan, effects: [{ kind: "forgotten", key }] };
    if (fate.kind === "kept") {
      return { ...plan, messages: [message("page-withdrawn-kept", { title, what: fate.what })] };
    }
    const id = operations.add((number) => ({
      kind: "updatePage",
      id: number,
      key,
      reason: REASON,
      page,
      inTrash: true,
    }));
    return { ...plan, action: "trash", operations: [id] };
  });
}
