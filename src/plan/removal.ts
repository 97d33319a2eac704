/** Whether a block of ours that the draft no longer has may go. */
import type { BlockType, SnapshotBlock } from "../model/block.ts";
import { sameAsRemembered } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import { fileWins } from "../model/options.ts";
import { type Comparison, isLaterOwn } from "./comparison.ts";
import type { PlanContext } from "./context.ts";
import { textOf } from "./likeness.ts";
import { type Eyes, locate } from "./recognize.ts";

/** What becomes of it: it goes; it stays and is ours to delete later; it is theirs; or something must be read. */
export type Removal = "delete" | "keep" | "release" | "open";

/** Whose the content of a container or page is, as far as Notion shows it. */
export type Inside = "ours" | "edited" | "foreign";

const TEXT_SHOWN = 60;

/** The values by which messages name a block. */
export function describe(block: SnapshotBlock): { readonly type: string; readonly text: string } {
  const text = block.type === "foreign" ? block.title : textOf(block.value);
  const short = text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
  return { type: block.type.replaceAll("_", " "), text: short.trim() };
}

/**
 * Tells whose the blocks of a container or page are.
 *
 * @param lines - what is remembered of them
 * @param shown - them, with their whole subtrees
 */
export function inside(lines: readonly BlockMemory[], shown: readonly SnapshotBlock[], eyes: Eyes): Inside {
  const ids = locate(lines, shown, eyes);
  const lineOf = new Map(ids.flatMap((id, index) => (id === null ? [] : [[id, lines[index]] as const])));
  let worst: Inside = "ours";
  for (const block of shown) {
    const line = lineOf.get(block.id);
    if (line === undefined) return "foreign";
    if (!sameAsRemembered(block, line, eyes.digest)) worst = "edited";
    const below = inside(line.children, block.children ?? [], eyes);
    if (below === "foreign") return "foreign";
    if (below === "edited") worst = "edited";
  }
  return worst;
}

/** Types nobody can comment on by themselves. */
const SILENT: ReadonlySet<BlockType | "foreign"> = new Set<BlockType>(["table_row", "column"]);

/** A block and those below it that comments can hang on. */
export function commentable(block: SnapshotBlock): readonly string[] {
  const below = (block.children ?? []).flatMap(commentable);
  return SILENT.has(block.type) ? below : [block.id, ...below];
}

/** Tells whether blocks have open comments; undefined, and asked for, where that was not read. */
export function hasComments(ids: readonly string[], context: PlanContext): boolean | undefined {
  const { comments: rule, rewrite } = context.input.options;
  // What is rewritten takes comments with it, so that these are named.
  if (rule === "ignore" && !rewrite) return false;
  let isOpen = false;
  for (const id of ids) {
    const comments = context.ask({ kind: "comments", block: id });
    if (comments === undefined) isOpen = true;
    else if (comments.length > 0) return true;
  }
  return isOpen ? undefined : false;
}

/** Whose a container is with all that is in it; null where that must be read first. */
export function contentOf(work: Comparison, line: BlockMemory, live: SnapshotBlock): Inside | null {
  const whole = withSubtree(work, live);
  return whole === null ? null : inside(line.children, whole.children ?? [], work.context.input);
}

/** The block with its whole subtree as read; null where it has to be asked for. */
function withSubtree(work: Comparison, live: SnapshotBlock): SnapshotBlock | null {
  if (!live.hasChildren) return { ...live, children: [] };
  const children = work.context.ask({ kind: "children", block: live.id, deep: true });
  return children === undefined ? null : { ...live, children: children ?? [] };
}

/**
 * Decides about a block that the draft no longer has, by what was read of it in this run.
 *
 * @param line - what is remembered of it
 * @param live - the block as it is
 */
export function judgeRemoval(work: Comparison, line: BlockMemory, live: SnapshotBlock): Removal {
  const { options, digest, account } = work.context.input;
  const isByUs = live.createdBy === account.botId && live.lastEditedBy === account.botId;
  const isByAuthor = work.unwanted === "author" || work.learned.has(line);
  if (work.unwanted === "release" || (isByAuthor && !isByUs)) return "release";
  const whole = withSubtree(work, live);
  if (whole === null) return "open";
  const content = inside(line.children, whole.children ?? [], work.context.input);
  if (content === "foreign") {
    work.messages.push(message("block-holds-others", describe(live), work.path));
    return "keep";
  }
  const isOwnEdited = !sameAsRemembered(live, line, digest) && !isLaterOwn(work, live);
  if (content === "edited" || isOwnEdited) {
    work.conflicts += 1;
    if (!fileWins(options)) {
      work.messages.push(message("block-conflict", describe(live), work.path));
      return "release";
    }
    work.messages.push(message("block-conflict-overwritten", describe(live), work.path));
  }
  const commented = hasComments(commentable(whole), work.context);
  if (commented === undefined) return "open";
  const id = options.rewrite ? "block-comments-lost" : "block-commented";
  if (commented) work.messages.push(message(id, describe(live), work.path));
  return commented && !options.rewrite ? "keep" : "delete";
}
