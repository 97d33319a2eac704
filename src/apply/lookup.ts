import type { BlockMemory, MemoryPosition } from "../model/memory.ts";
import { isPending, type Pending, type Reference } from "../model/pending.ts";
import type { Operation, Position } from "../model/plan.ts";
import type { Lookup, Resolved } from "../model/resolve.ts";
import type { RunState } from "./context.ts";

/** Raised where an operation's page, parent or anchor was not made. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

function resolved(pending: Pending, state: RunState): Resolved | undefined {
  if (pending.kind === "upload") {
    const id = state.uploads.get(pending.digest);
    return id === undefined ? undefined : { id };
  }
  if (pending.kind !== "created") return undefined;
  const made = state.made.get(pending.operation);
  const id = pending.child === null ? made?.page : made?.children[pending.child];
  if (id === undefined || id === null) return undefined;
  return pending.child === null || made?.page === undefined || made.page === null
    ? { id }
    : { id, page: made.page };
}

/** Resolves what earlier operations made; everything else was resolved by the plan. */
export function lookupIn(state: RunState): Lookup {
  return (pending) => resolved(pending, state);
}

/** The id a reference stands for. @throws Unreachable where it was not made */
export function idOf(reference: Reference, state: RunState): string {
  if (!isPending(reference)) return reference;
  const found = resolved(reference, state);
  if (found === undefined) throw new Unreachable("what it belongs to was not made");
  return found.id;
}

/** A position with ids. */
export type PlainPosition = "start" | "end" | { readonly after: string };

/** A position with its anchor's id. @throws Unreachable */
export function positionOf(position: Position, state: RunState): PlainPosition {
  return typeof position === "string" ? position : { after: idOf(position.after, state) };
}

/** Where new blocks stand among ours. @throws Unreachable */
export function memoryPositionOf(
  position: Position,
  follows: Position | undefined,
  state: RunState,
): MemoryPosition {
  return positionOf(follows ?? position, state);
}

/** Lines with the ids an answer told; ids of deeper levels stay unknown. */
export function withIds(
  lines: readonly BlockMemory[],
  ids: readonly (string | null)[],
): readonly BlockMemory[] {
  return lines.map((line, index) => ({ ...line, id: ids[index] ?? null }));
}

/** How many blocks are in lines, nested ones included. */
export function countBlocks(lines: readonly BlockMemory[]): number {
  return lines.reduce((sum, line) => sum + 1 + countBlocks(line.children), 0);
}

/** Calls `visit` for every pending thing anywhere in a value. */
function eachPending(
  value: unknown,
  visit: (pending: { kind: string; operation?: unknown; digest?: unknown }) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) eachPending(item, visit);
  } else if (typeof value === "object" && value !== null) {
    if ("kind" in value && "otherwise" in value && typeof value.kind === "string")
      visit({ ...value, kind: value.kind });
    for (const item of Object.values(value)) eachPending(item, visit);
  }
}

/**
 * The operations whose outcome an operation uses.
 *
 * @param uploads - the upload operation of each digest
 */
export function dependencies(operation: Operation, uploads: ReadonlyMap<string, number>): readonly number[] {
  const found = new Set<number>();
  eachPending(operation, ({ kind, operation: earlier, digest }) => {
    if (kind === "created" && typeof earlier === "number") found.add(earlier);
    const upload = kind === "upload" && typeof digest === "string" ? uploads.get(digest) : undefined;
    if (upload !== undefined) found.add(upload);
  });
  return [...found];
}
