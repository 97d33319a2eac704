import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import type { Position } from "unist";
import type { Attributes } from "../../attributes.ts";
import type { DialectContext } from "../dialect.ts";
import { append, asWritten, isMark, type MarkParagraph } from "./mark.ts";

/** A container or a leaf that lines of colons spell out. */
export interface Spelled {
  readonly name: string;
  readonly label: PhrasingContent[];
  readonly attributes: Attributes;
  readonly position: Position | undefined;
  /** What stands inside. */
  readonly content: readonly RootContent[];
}

/** What becomes of what was spelled out; null: its name says nothing, and it stays as written. */
export type Build = (spelled: Spelled, context: DialectContext) => readonly RootContent[] | null;

/** What names mean. */
export interface Meaning {
  readonly container: Build;
  readonly leaf: Build;
  /** Tells that a container which is never closed is one all the same. */
  readonly isSure: (name: string, context: DialectContext) => boolean;
}

interface Frame {
  readonly mark: MarkParagraph;
  readonly content: RootContent[];
}

/** Siblings under way: what stands in none of the open containers, and those. */
interface State {
  readonly done: RootContent[];
  readonly open: Frame[];
  /** How many of the open containers have so many colons. */
  readonly sizes: Map<number, number>;
  readonly meaning: Meaning;
  readonly context: DialectContext;
  /** Lines that stay as written. */
  readonly written: Set<RootContent>;
}

function into({ open, done }: State): RootContent[] {
  return open.at(-1)?.content ?? done;
}

function isNext(before: Paragraph, after: Paragraph): boolean {
  const end = before.position?.end.line;
  return end !== undefined && after.position?.start.line === end + 1;
}

/** Adds a node; a line that stays as written belongs to the paragraph it stands in. */
function push(node: RootContent, state: State): void {
  const list = into(state);
  const last = list.at(-1);
  const joins =
    node.type === "paragraph" &&
    last?.type === "paragraph" &&
    (state.written.has(node) || state.written.has(last)) &&
    isNext(last, node);
  if (!joins) {
    list.push(node);
    return;
  }
  append(last.children, [{ type: "text", value: "\n" }, ...node.children]);
  if (last.position && node.position) last.position = { start: last.position.start, end: node.position.end };
  state.written.add(last);
}

function giveBack(mark: MarkParagraph, state: State): void {
  const paragraph = asWritten(mark);
  state.written.add(paragraph);
  push(paragraph, state);
}

function spell({ mark, content }: Frame, end: Position["end"] | undefined): Spelled {
  const { children: label, position, data } = mark;
  const { name, attributes } = data.mark;
  const span = position && end ? { start: position.start, end } : position;
  return { name, label, attributes, position: span, content };
}

function forget({ mark }: Frame, { sizes }: State): void {
  const { colons } = mark.data.mark;
  sizes.set(colons, (sizes.get(colons) ?? 1) - 1);
}

/** Takes the innermost container out and puts in its place what it becomes. */
function build(end: Position["end"] | undefined, state: State): boolean {
  const frame = state.open.pop();
  if (frame === undefined) return false;
  const made = state.meaning.container(spell(frame, end), state.context);
  if (made === null) {
    giveBack(frame.mark, state);
    for (const node of frame.content) push(node, state);
    return false;
  }
  for (const node of made) push(node, state);
  return true;
}

/**
 * Ends all containers from an index on, which no line closes. Those that are none after all leave their content to
 * what they stand in; from the outside in, so that nothing is moved twice.
 */
function leave(from: number, state: State): void {
  const frames = state.open.splice(from);
  for (const frame of frames) {
    forget(frame, state);
    if (state.meaning.isSure(frame.mark.data.mark.name, state.context)) {
      state.open.push(frame);
      continue;
    }
    giveBack(frame.mark, state);
    for (const node of frame.content) push(node, state);
  }
  while (state.open.length > from) {
    const frame = state.open.at(-1);
    if (frame === undefined) return;
    const { colons, name } = frame.mark.data.mark;
    const opening = `${":".repeat(colons)}${name}`;
    state.context.report("container-not-closed", { opening }, frame.mark.position);
    build(frame.content.at(-1)?.position?.end ?? frame.mark.position?.end, state);
  }
}

/** The index of the container that a line of so many colons closes: the innermost of that size, else a smaller one. */
function closedBy(colons: number, { open, sizes }: State): number {
  const has = (size: number): boolean => (sizes.get(size) ?? 0) > 0;
  if (has(colons)) return open.findLastIndex(({ mark }) => mark.data.mark.colons === colons);
  if (![...sizes.keys()].some((size) => size < colons && has(size))) return -1;
  return open.findLastIndex(({ mark }) => mark.data.mark.colons < colons);
}

function readMark(mark: MarkParagraph, state: State): void {
  const { name, colons } = mark.data.mark;
  if (colons === 2) {
    const made = state.meaning.leaf(spell({ mark, content: [] }, mark.position?.end), state.context);
    if (made === null) giveBack(mark, state);
    else for (const node of made) push(node, state);
  } else if (name !== "") {
    state.open.push({ mark, content: [] });
    state.sizes.set(colons, (state.sizes.get(colons) ?? 0) + 1);
  } else {
    const index = closedBy(colons, state);
    if (index < 0) {
      giveBack(mark, state);
      return;
    }
    leave(index + 1, state);
    const frame = state.open.at(-1);
    if (frame !== undefined) forget(frame, state);
    if (!build(mark.position?.end, state)) giveBack(mark, state);
  }
}

/**
 * Makes containers of siblings between lines of colons.
 *
 * A line without a name closes the innermost container opened by as many colons, else by fewer. So containers nest
 * by more colons, and, as each opening line has a name, by as many too. One that nothing closes ends with its
 * siblings.
 */
export function pairMarks(
  siblings: readonly RootContent[],
  meaning: Meaning,
  context: DialectContext,
): RootContent[] {
  if (!siblings.some(isMark)) return [...siblings];
  const state: State = {
    done: [],
    open: [],
    sizes: new Map(),
    meaning,
    context,
    written: new Set(),
  };
  for (const node of siblings) {
    if (isMark(node)) readMark(node, state);
    else push(node, state);
  }
  leave(0, state);
  return state.done;
}
