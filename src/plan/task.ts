/** What has to be done for one page, and how its operations come about. */
import type { Block, Cover, DraftBlock, Icon } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import type { OperationId, PageKey, Pending, PendingCreated, Reference } from "../model/pending.ts";
import type { Operation, PageParent, UpdatePage } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { pendingsOf, pendingsOfLook, resolveBlock } from "../model/resolve.ts";
import type { PlanContext } from "./context.ts";
import { blockWait, pageWait, type References } from "./references.ts";
import type { Placed, Sink, Slot } from "./split.ts";
import { created } from "./tree.ts";

/** New siblings still to be sent, and where they go. */
export interface Gap extends Slot {
  readonly blocks: readonly DraftBlock[];
}

/** A block to be changed in place. */
export interface TaskRewrite {
  readonly id: Reference;
  readonly draft: DraftBlock;
  readonly reason: string;
  /** It goes although its links wait. */
  readonly isForced?: true;
}

/** Where a page is to be made. */
export interface Creation {
  /** Key of a parent that this plan makes, or the parent itself. */
  readonly parent: { readonly key: PageKey } | PageParent;
}

/** Work on one page; its lists shrink as operations are emitted. */
export interface Task {
  readonly key: PageKey;
  readonly draft: PageDraft;
  readonly creation: Creation | null;
  page: Reference | null;
  gaps: readonly Gap[];
  rewrites: readonly TaskRewrite[];
  removals: readonly string[];
  look: Pick<UpdatePage, "title" | "icon" | "cover" | "properties"> | null;
  /** Where a page that is there goes; null: it stays where it is. */
  move: Creation["parent"] | null;
  readonly operations: OperationId[];
  /** What it waits for beside its own page and blocks. */
  readonly waits: Set<string>;
}

/** Turns work into operations, and keeps track of what they make. */
export interface Emitter {
  readonly references: References;
  readonly context: PlanContext;
  add(task: Task, make: (id: OperationId) => Operation): OperationId;
  /** Adds the uploads that content needs and nobody has added. */
  upload(task: Task, pendings: readonly Pending[]): void;
  sink(task: Task): Sink;
  /** A block on the first level of an operation added before. */
  placeOf(block: Block): PendingCreated | undefined;
  /** Links to pages and places in a block's subtree. */
  links(block: Block): readonly Pending[];
  /** Keys of what a block's subtree waits for. */
  waitsOf(block: Block): readonly string[];
  /** Tells whether somebody links to a place in this block itself. */
  isWanted(block: Block): boolean;
  /** Marks a block that an update will give its links. */
  want(block: Block): void;
  isPatched(block: Block): boolean;
  /** Blocks as they are sent at this point. */
  resolved(blocks: readonly Block[]): readonly Block[];
  /** Everything pending in a block. */
  pendings(block: Block): readonly Pending[];
  /** Tells those who wait that something is known. */
  settle(wait: string): void;
}

function isDraft(block: Block | DraftBlock): block is DraftBlock {
  return "slugs" in block;
}

const UPLOAD_REASON = "a file the page shows";

/**
 * Makes an emitter.
 *
 * @param tasks - all work of the plan
 * @param wanted - blocks that links lead to
 */
export function createEmitter(
  context: PlanContext,
  references: References,
  tasks: readonly Task[],
  wanted: ReadonlySet<Block>,
): Emitter {
  const { input, operations } = context;
  const uploaded = new Set(Object.keys(input.memory.uploads[input.accountKey] ?? {}));
  const places = new Map<Block, PendingCreated>();
  const links = new Map<Block, readonly Pending[]>();
  const patched = new Set<Block>();
  const waiting = new Map<string, Task[]>();
  for (const task of tasks) {
    for (const wait of task.waits) {
      const others = waiting.get(wait) ?? [];
      others.push(task);
      waiting.set(wait, others);
    }
  }

  const settle = (wait: string): void => {
    for (const task of waiting.get(wait) ?? []) task.waits.delete(wait);
    waiting.delete(wait);
  };
  const add: Emitter["add"] = (task, make) => {
    const id = operations.add(make);
    task.operations.push(id);
    return id;
  };
  const upload: Emitter["upload"] = (task, pendings) => {
    for (const pending of pendings) {
      if (pending.kind !== "upload" || uploaded.has(pending.digest)) continue;
      const file = input.files.get(pending.digest);
      if (file === undefined) continue;
      const { digest } = pending;
      uploaded.add(digest);
      const { path, name, contentType, bytes } = file;
      const { key } = task;
      add(task, (id) => ({
        kind: "upload",
        id,
        key,
        reason: UPLOAD_REASON,
        digest,
        path,
        name,
        contentType,
        bytes,
      }));
    }
  };
  const register = (task: Task, block: Block, at: PendingCreated): void => {
    places.set(block, at);
    if (!isDraft(block) || task.page === null) return;
    for (const slug of block.slugs) {
      references.setBlock(task.key, slug, { id: at, page: task.page });
      settle(blockWait(task.key, slug));
    }
  };
  const pageOf = (task: Task): Reference => task.page ?? "";
  const sink = (task: Task): Sink => ({
    append: (slot: Slot, placed: readonly Placed[]) => {
      upload(
        task,
        placed.flatMap(({ sent }) => pendingsOf(sent)),
      );
      const children = placed.map(({ sent }) => resolveBlock(sent, references.now));
      const { key } = task;
      const reason = task.creation === null ? "new in the file" : "content of the new page";
      const operation = add(task, (id) => ({
        kind: "append",
        id,
        key,
        reason,
        page: pageOf(task),
        ...slot,
        children,
      }));
      for (const [index, { source }] of placed.entries()) register(task, source, created(operation, index));
      return operation;
    },
    list: (container: Reference, children: readonly Block[]) => {
      const { key } = task;
      const reason = "ids that no answer told";
      const count = children.length;
      const operation = add(task, (id) => ({
        kind: "list",
        id,
        key,
        reason,
        page: pageOf(task),
        container,
        count,
      }));
      for (const [index, child] of children.entries()) register(task, child, created(operation, index));
      return operation;
    },
  });
  const linksOf = (block: Block): readonly Pending[] => {
    const found =
      links.get(block) ?? pendingsOf(block).filter(({ kind }) => kind === "page" || kind === "heading");
    links.set(block, found);
    return found;
  };
  return {
    references,
    context,
    add,
    upload,
    sink,
    links: linksOf,
    placeOf: (block) => places.get(block),
    waitsOf: (block) => linksOf(block).flatMap((pending) => references.waitsFor(pending) ?? []),
    isWanted: (block) => wanted.has(block) || patched.has(block),
    want: (block) => patched.add(block),
    isPatched: (block) => patched.has(block),
    resolved: (blocks) => blocks.map((block) => resolveBlock(block, references.now)),
    pendings: pendingsOf,
    settle,
  };
}

/** What a page's content and properties wait for, beside itself. */
export function waitsOfTask(
  draft: PageDraft,
  blocks: readonly DraftBlock[],
  properties: Properties,
  references: References,
): ReadonlySet<string> {
  const own = pageWait(draft.key);
  const waits = new Set(waitsOfProperties(properties, references));
  waits.delete(own);
  for (const block of blocks) {
    for (const pending of pendingsOf(block)) {
      if (pending.kind === "heading" && pending.path === draft.key) continue;
      const wait = references.waitsFor(pending);
      if (wait !== null && wait !== own) waits.add(wait);
    }
  }
  return waits;
}

type Properties = Readonly<Record<string, PropertyValue>>;

/** What a row's properties wait for: the pages of files they name. Its own page is one of them. */
export function waitsOfProperties(properties: Properties, references: References): readonly string[] {
  return Object.values(properties)
    .flatMap(pendingsOfLook)
    .flatMap((pending) => references.waitsFor(pending) ?? []);
}

interface LookFiles {
  readonly icon?: Icon | null | undefined;
  readonly cover?: Cover | null | undefined;
  readonly properties?: Properties | undefined;
}

/** Uploads that a page's look needs. */
export function uploadsOfLook({ icon, cover, properties = {} }: LookFiles): readonly Pending[] {
  return [icon, cover, ...Object.values(properties)].flatMap(pendingsOfLook);
}
