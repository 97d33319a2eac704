/** Telling what Notion shows as what is remembered or wanted. */
import type { BlockType, SnapshotBlock } from "../model/block.ts";
import { type Digest, snapshotHash } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import { align, gapsBetween, type Match } from "./align.ts";

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

/**
 * Finds remembered siblings among what a listing shows: those with an id by it, the others in order by
 * content; between those found, as many unknown ones as there are left, of the same types, are taken for
 * ours that somebody edited.
 *
 * @returns for each line its id, or null where it is not there
 */
export function locate(
  lines: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
  digest: Digest,
): readonly (string | null)[] {
  const present = new Set(listed.map((block) => block.id));
  const found = lines.map((line) => (line.id !== null && present.has(line.id) ? line.id : null));
  const unknown = lines.flatMap((line, index) => (line.id === null ? [{ line, index }] : []));
  if (unknown.length === 0) return found;
  const named = new Set(lines.flatMap((line) => line.id ?? []));
  const free = listed.filter((block) => block.type !== "foreign" && !named.has(block.id));
  const recognize = createRecognizer(
    unknown.map(({ line }) => line),
    digest,
  );
  const equal = align(
    unknown.map(({ line }) => `${line.type} ${readable(line.hash)}`),
    free.map((block) => `${block.type} ${readable(recognize(block).hash)}`),
  );
  const edited = gapsBetween(equal, unknown.length, free.length).flatMap(({ a, b }): Match[] => {
    const pairs = a.map((at, index): Match => [at, b[index] ?? -1]);
    const sameTypes = pairs.every(([at, other]) => unknown[at]?.line.type === free[other]?.type);
    return a.length === b.length && sameTypes ? pairs : [];
  });
  for (const [a, b] of [...equal, ...edited]) found[unknown[a]?.index ?? -1] = free[b]?.id ?? null;
  return found;
}
