import type { BlockMemory, Effect, Memory, MemoryPosition, PageBase, PageMemory } from "./memory.ts";
import type { PageKey } from "./pending.ts";

/** What is remembered before the first run: nothing. */
export function emptyMemory(): Memory {
  return { targets: {}, pages: new Map(), uploads: {} };
}

/** A memory under change: its maps are copies, its pages are replaced whole. */
interface Draft {
  targets: Memory["targets"];
  readonly pages: Map<PageKey, PageMemory>;
  uploads: Memory["uploads"];
}

type Blocks = readonly BlockMemory[];

/** The blocks with the one of this id replaced by what `edit` makes of it; null when none has the id. */
function editBlock(blocks: Blocks, id: string, edit: (block: BlockMemory) => Blocks): Blocks | null {
  for (const [at, block] of blocks.entries()) {
    if (block.id === id) return blocks.toSpliced(at, 1, ...edit(block));
    const children = editBlock(block.children, id, edit);
    if (children !== null) return blocks.with(at, { ...block, children });
  }
  return null;
}

/** Changes the children of a block, of the page itself when `parent` is null. */
function editChildren(
  blocks: Blocks,
  parent: string | null,
  edit: (children: Blocks) => Blocks,
): Blocks | null {
  return parent === null
    ? edit(blocks)
    : editBlock(blocks, parent, (block) => [{ ...block, children: edit(block.children) }]);
}

function hasId(blocks: Blocks, id: string): boolean {
  return blocks.some((block) => block.id === id || hasId(block.children, id));
}

/** A neighbour nobody knows puts the new ones last: that they are ours matters more than their order. */
function insert(siblings: Blocks, position: MemoryPosition, blocks: Blocks): Blocks {
  if (position === "start") return [...blocks, ...siblings];
  if (position === "end") return [...siblings, ...blocks];
  const at = siblings.findIndex((block) => block.id === position.after);
  return at < 0 ? [...siblings, ...blocks] : siblings.toSpliced(at + 1, 0, ...blocks);
}

function mergeBase(old: PageBase, fresh: PageBase): PageBase {
  const properties = { ...old.properties, ...fresh.properties };
  const relations = { ...old.relations, ...fresh.relations };
  return {
    ...old,
    ...fresh,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(Object.keys(relations).length > 0 && { relations }),
  };
}

/** Replaces what is known of a page's blocks. A page whose content changed is not in step until it is finished. */
function editBlocks(draft: Draft, key: PageKey, edit: (blocks: Blocks) => Blocks | null): void {
  const page = draft.pages.get(key);
  const blocks = page && edit(page.blocks);
  if (page && blocks) draft.pages.set(key, { ...page, blocks, inputs: null });
}

function editPage(draft: Draft, key: PageKey, edit: (page: PageMemory) => PageMemory): void {
  const page = draft.pages.get(key);
  if (page) draft.pages.set(key, edit(page));
}

type Of<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;

const FOLD: { readonly [K in Effect["kind"]]: (draft: Draft, effect: Of<K>) => void } = {
  target: (draft, { source, target }) => {
    draft.targets = { ...draft.targets, [source]: target };
  },
  page: (draft, { key, page }) => {
    draft.pages.set(key, page);
  },
  started: (draft, { key }) => editPage(draft, key, (page) => ({ ...page, inputs: null })),
  inserted: (draft, { key, parent, position, blocks }) =>
    editBlocks(draft, key, (known) => {
      const fresh = blocks.filter((block) => block.id === null || !hasId(known, block.id));
      return editChildren(known, parent, (siblings) => insert(siblings, position, fresh));
    }),
  learned: (draft, { key, parent, ids }) =>
    editPage(draft, key, (page) => {
      const name: (block: BlockMemory, at: number) => BlockMemory = (block, at) => ({
        ...block,
        id: ids[at] ?? block.id,
      });
      const blocks = editChildren(page.blocks, parent, (children) => children.map(name));
      return blocks === null ? page : { ...page, blocks };
    }),
  updated: (draft, { key, block: id, hash, fields }) =>
    editBlocks(draft, key, (known) =>
      editBlock(known, id, ({ fields: _, ...block }) => [{ ...block, hash, ...(fields && { fields }) }]),
    ),
  removed: (draft, { key, block }) => editBlocks(draft, key, (known) => editBlock(known, block, () => [])),
  base: (draft, { key, base }) =>
    editPage(draft, key, (page) => ({ ...page, base: mergeBase(page.base, base), inputs: null })),
  finished: (draft, { key, inputs }) => editPage(draft, key, (page) => ({ ...page, inputs })),
  forgotten: (draft, { key }) => {
    draft.pages.delete(key);
  },
  renamed: (draft, { key, to }) => {
    const page = draft.pages.get(key);
    if (!page) return;
    draft.pages.delete(key);
    draft.pages.set(to, page);
  },
  uploaded: (draft, { account, digest, id }) => {
    draft.uploads = { ...draft.uploads, [account]: { ...draft.uploads[account], [digest]: id } };
  },
};

function apply<K extends Effect["kind"]>(draft: Draft, kind: K, effect: Of<K>): void {
  FOLD[kind](draft, effect);
}

/**
 * What is known after confirmed changes, in their order. An effect on a page or block that is not known has
 * no effect; a block already known by its id is not inserted again.
 *
 * @param memory - what was known before; stays as it is
 * @param effects - lines of the journal, or what a plan's operations confirmed
 */
export function fold(memory: Memory, effects: readonly Effect[]): Memory {
  if (effects.length === 0) return memory;
  const draft: Draft = { targets: memory.targets, pages: new Map(memory.pages), uploads: memory.uploads };
  for (const effect of effects) apply(draft, effect.kind, effect);
  return draft;
}
