import type { DraftBlock } from "../model/block.ts";
import { answerTo } from "../model/need.ts";
import { isPending, type PageKey, type Pending, type Reference } from "../model/pending.ts";
import type { Lookup, Resolved } from "../model/resolve.ts";
import type { PlanInput } from "./input.ts";

/** It will be known once an operation of this plan is done. */
const COMING = "coming";

interface BlockPlace {
  readonly id: Reference;
  readonly page: Reference;
}

/** What the references in drafts stand for, as far as it is known at a point of the plan. */
export interface References {
  /** Resolves what is known; what an operation still to come tells, and uploads, stay pending. */
  readonly known: Lookup;
  /** Resolves for sending: what is not known by then is dropped; uploads stay pending. */
  readonly now: Lookup;
  /** Key of what a reference waits for; null where it waits for nothing. */
  waitsFor(pending: Pending): string | null;
  expectPage(key: PageKey): void;
  setPage(key: PageKey, page: Reference): void;
  expectBlock(key: PageKey, slug: string): void;
  setBlock(key: PageKey, slug: string, place: BlockPlace): void;
}

/** Key under which others wait for a page. */
export function pageWait(key: PageKey): string {
  return JSON.stringify([key]);
}

/** Key under which others wait for a place in a page. */
export function blockWait(key: PageKey, slug: string): string {
  return JSON.stringify([key, slug]);
}

/** Every slug by which links reach a block or one in its subtree, with that block. */
export function* slugsIn(blocks: readonly DraftBlock[]): Generator<readonly [string, DraftBlock]> {
  for (const block of blocks) {
    for (const slug of block.slugs) yield [slug, block];
    yield* slugsIn(block.children);
  }
}

function placeOf({ id, page }: BlockPlace): Resolved | Pending {
  if (isPending(id)) return id.kind === "created" ? { ...id, page } : id;
  return isPending(page) ? { id } : { id, page };
}

/** What the references of a plan's drafts stand for before its first operation. */
export function createReferences(input: PlanInput): References {
  const { memory, answers } = input;
  const pages = new Map<PageKey, Reference | typeof COMING>();
  for (const [key, page] of memory.pages) pages.set(key, page.id);
  const blocks = new Map<string, BlockPlace | typeof COMING>();
  const uploads = memory.uploads[input.accountKey] ?? {};

  const find: {
    readonly [K in Pending["kind"]]: (
      pending: Extract<Pending, { kind: K }>,
    ) => Resolved | Pending | undefined;
  } = {
    page: (pending) => {
      const page = pages.get(pending.path);
      if (page === undefined) return undefined;
      if (page === COMING) return pending;
      return isPending(page) ? page : { id: page };
    },
    heading: (pending) => {
      const { path, otherwise } = pending;
      const place = blocks.get(blockWait(path, pending.slug));
      // Without the place, the top of its page is the next best.
      if (place === undefined) return find.page({ kind: "page", path, otherwise });
      return place === COMING ? pending : placeOf(place);
    },
    upload: (pending) => {
      const exists = input.files.has(pending.digest) || Object.hasOwn(uploads, pending.digest);
      return exists ? pending : undefined;
    },
    user: (pending) => {
      const ids = answerTo(answers, { kind: "user", who: pending.who });
      const [id, another] = ids ?? [];
      if (ids === undefined) return pending;
      return id === undefined || another !== undefined ? undefined : { id };
    },
    emoji: (pending) => {
      const id = answerTo(answers, { kind: "emoji", name: pending.name });
      return id === undefined ? pending : id === null ? undefined : { id };
    },
    row: (pending) => {
      const { dataSource, by, text } = pending;
      const ids = answerTo(answers, { kind: "row", dataSource, by, text });
      const [id, another] = ids ?? [];
      if (ids === undefined) return pending;
      return id === undefined || another !== undefined ? undefined : { id };
    },
    created: (pending) => pending,
  };
  const findKind = <K extends Pending["kind"]>(kind: K, pending: Extract<Pending, { kind: K }>) =>
    find[kind](pending);
  const known: Lookup = (pending) => findKind(pending.kind, pending);

  return {
    known,
    now: (pending) => {
      const found = known(pending);
      const isOpen =
        found !== undefined && "kind" in found && found.kind !== "created" && found.kind !== "upload";
      return isOpen ? undefined : found;
    },
    waitsFor: (pending) => {
      const found = known(pending);
      if (found === undefined || !("kind" in found)) return null;
      if (found.kind === "page") return pageWait(found.path);
      return found.kind === "heading" ? blockWait(found.path, found.slug) : null;
    },
    expectPage: (key) => pages.set(key, COMING),
    setPage: (key, page) => pages.set(key, page),
    expectBlock: (key, slug) => blocks.set(blockWait(key, slug), COMING),
    setBlock: (key, slug, place) => blocks.set(blockWait(key, slug), place),
  };
}
