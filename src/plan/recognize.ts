/** Telling what Notion shows as what is remembered or wanted. */
import type { BlockType, SnapshotBlock } from "../model/block.ts";
import { type Digest, snapshotHash } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Account } from "../model/snapshot.ts";
import { align, type Gap, gapsBetween, type Match } from "./align.ts";

type Fields = readonly string[] | undefined;

/** How lines of one type were hashed, and the lines by the part of their hash that can be read back. */
interface Variants {
  readonly fields: Map<string, Fields>;
  readonly lines: Map<string, BlockMemory>;
}

/** Hashes a block of Notion as the lines it may be were hashed. */
export type Recognizer = (block: SnapshotBlock) => Pick<BlockMemory, "hash" | "fields">;

function readable(hash: string): string {
  return hash.split(".", 1)[0] ?? hash;
}

function eachLine(lines: readonly BlockMemory[], visit: (line: BlockMemory) => void): void {
  for (const line of lines) {
    visit(line);
    eachLine(line.children, visit);
  }
}

/**
 * Makes a recognizer of lines and what is below them. A block with the content of a line gets that line's
 * hash, with the part that covers uploads, which cannot be read back.
 */
export function createRecognizer(lines: readonly BlockMemory[], digest: Digest): Recognizer {
  const types = new Map<BlockType, Variants>();
  eachLine(lines, (line) => {
    const variants = types.get(line.type) ?? { fields: new Map(), lines: new Map() };
    types.set(line.type, variants);
    variants.fields.set(JSON.stringify(line.fields ?? null), line.fields);
    variants.lines.set(readable(line.hash), line);
  });
  return (block) => {
    const variants = block.type === "foreign" ? undefined : types.get(block.type);
    for (const fields of variants?.fields.values() ?? []) {
      const line = variants?.lines.get(snapshotHash(block, fields, digest));
      if (line !== undefined) {
        return { hash: line.hash, ...(line.fields === undefined ? {} : { fields: line.fields }) };
      }
    }
    return { hash: snapshotHash(block, undefined, digest) };
  };
}

/** What the memory would keep of blocks that Notion has; foreign ones apart. Children must have been read. */
export function linesOfSnapshot(
  blocks: readonly SnapshotBlock[],
  recognize: Recognizer,
): readonly BlockMemory[] {
  return blocks.flatMap((block): BlockMemory[] => {
    if (block.type === "foreign") return [];
    const children = linesOfSnapshot(block.children ?? [], recognize);
    return [{ id: block.id, type: block.type, children, ...recognize(block) }];
  });
}

/** What blocks are told apart by. */
export interface Eyes {
  readonly digest: Digest;
  readonly account: Account;
}

interface Unknown {
  readonly line: BlockMemory;
  readonly index: number;
}

/** Of as many lines and blocks between neighbours, of the same types, each is taken for its counterpart. */
function pairEdited(
  unknown: readonly Unknown[],
  free: readonly SnapshotBlock[],
  { a, b }: Gap,
  { account }: Eyes,
): readonly Match[] {
  const isOurs = (at: number): boolean => free[at]?.createdBy === account.botId;
  const rest = a.length === b.length ? b : b.filter(isOurs);
  const pairs = a.map((at, index): Match => [at, rest[index] ?? -1]);
  const isSame = pairs.every(([at, other]) => unknown[at]?.line.type === free[other]?.type);
  return a.length === rest.length && isSame ? pairs : [];
}

/** Blocks with the content of a line, wherever they stand, each once and in order. */
function pairMoved(
  unknown: readonly Unknown[],
  free: readonly SnapshotBlock[],
  keys: { readonly ofLine: (one: Unknown) => string; readonly ofBlock: (block: SnapshotBlock) => string },
  taken: readonly Match[],
): readonly Match[] {
  const isTaken = new Set(taken.map(([at]) => at));
  const used = new Set(taken.map(([, other]) => other));
  const places = new Map<string, number[]>();
  for (const [at, block] of free.entries()) {
    if (used.has(at)) continue;
    const key = keys.ofBlock(block);
    places.set(key, [...(places.get(key) ?? []), at]);
  }
  return unknown.flatMap((one, at): Match[] => {
    const other = isTaken.has(at) ? undefined : places.get(keys.ofLine(one))?.shift();
    return other === undefined ? [] : [[at, other]];
  });
}

/**
 * Finds remembered siblings among what a listing shows: those with an id by it, the others by content, those in
 * order first; between those found, as many unknown ones as there are left, of the same types, are taken for
 * ours that somebody edited.
 *
 * @returns for each line its id, or null where it is not there
 */
export function locate(
  lines: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
  eyes: Eyes,
): readonly (string | null)[] {
  const present = new Set(listed.map((block) => block.id));
  const found = lines.map((line) => (line.id !== null && present.has(line.id) ? line.id : null));
  const unknown = lines.flatMap((line, index): Unknown[] => (line.id === null ? [{ line, index }] : []));
  if (unknown.length === 0) return found;
  const named = new Set(lines.flatMap((line) => line.id ?? []));
  const free = listed.filter((block) => block.type !== "foreign" && !named.has(block.id));
  const recognize = createRecognizer(
    unknown.map(({ line }) => line),
    eyes.digest,
  );
  const ofLine = ({ line }: Unknown): string => `${line.type} ${readable(line.hash)}`;
  const ofBlock = (block: SnapshotBlock): string => `${block.type} ${readable(recognize(block).hash)}`;
  const equal = align(unknown.map(ofLine), free.map(ofBlock));
  const moved = pairMoved(unknown, free, { ofLine, ofBlock }, equal);
  const movedFrom = new Set(moved.map(([at]) => at));
  const movedTo = new Set(moved.map(([, other]) => other));
  const edited = gapsBetween(equal, unknown.length, free.length).flatMap(({ a, b }) => {
    const gap = { a: a.filter((at) => !movedFrom.has(at)), b: b.filter((other) => !movedTo.has(other)) };
    return pairEdited(unknown, free, gap, eyes);
  });
  for (const [a, b] of [...equal, ...moved, ...edited]) found[unknown[a]?.index ?? -1] = free[b]?.id ?? null;
  return found;
}

/** Ids of a tree's blocks that its lines stand for. */
function claim(
  lines: readonly BlockMemory[],
  blocks: readonly SnapshotBlock[],
  eyes: Eyes,
  into: Set<string>,
): void {
  const ids = locate(lines, blocks, eyes);
  for (const [index, line] of lines.entries()) {
    const id = ids[index] ?? line.id;
    if (id !== null) into.add(id);
    claim(line.children, blocks.find((block) => block.id === id)?.children ?? [], eyes, into);
  }
}

function* everyBlock(blocks: readonly SnapshotBlock[]): Generator<SnapshotBlock> {
  for (const block of blocks) {
    yield block;
    yield* everyBlock(block.children ?? []);
  }
}

/**
 * Blocks of a page that no line stands for where its siblings are: people's, and ours that somebody put elsewhere.
 *
 * @param lines - all that is remembered of the page's blocks
 * @param blocks - the page's blocks with their whole subtrees
 */
export function strays(
  lines: readonly BlockMemory[],
  blocks: readonly SnapshotBlock[],
  eyes: Eyes,
): readonly SnapshotBlock[] {
  const claimed = new Set<string>();
  claim(lines, blocks, eyes, claimed);
  return [...everyBlock(blocks)].filter((block) => block.type !== "foreign" && !claimed.has(block.id));
}
