import type { Nodes } from "mdast";
import { isCreatable } from "../facts/blocks.ts";
import type { Block, DraftBlock } from "../model/block.ts";
import type { Handler, HandlerContext, HandlerResult } from "../model/extension.ts";
import type { Place } from "../model/message.ts";
import type { Annotations, RichText } from "../model/richText.ts";
import { text } from "../model/text.ts";
import type { Context, Mark, Piece } from "./context.ts";
import { pushText, runsOf, UNMARKED_IN_LINE } from "./pieces.ts";
import { placeOf } from "./place.ts";

type NodeOf<T extends Nodes["type"]> = Extract<Nodes, { type: T }>;

/**
 * What the user's own handler makes of a node.
 *
 * @returns null where there is none, or where it leaves the node alone
 */
export function handled<T extends Nodes["type"]>(
  type: T,
  node: NodeOf<T>,
  mark: Mark,
  context: Context,
): readonly Piece[] | null {
  const { handlers } = context.options;
  if (!Object.hasOwn(handlers, type) || context.handling.has(node)) return null;
  const handler: Handler<NodeOf<T>> | undefined = handlers[type];
  return handler === undefined ? null : called(handler, node, `handler of \`${type}\``, node, mark, context);
}

/**
 * Calls a function of the user. Where it throws, or gives what can be no content, the page is refused.
 *
 * @param what - its name in messages
 * @param node - where messages point to
 */
export function called<N>(
  handler: Handler<N>,
  given: N,
  what: string,
  node: Nodes,
  mark: Mark,
  context: Context,
): readonly Piece[] | null {
  context.handling.add(node);
  try {
    const result = handler(given, contextFor(node, context));
    return result === undefined ? null : piecesOf(result, node, mark);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    context.report("handler-failed", { what, reason: text.split("\n")[0]?.replace(/\.$/, "") ?? "" }, node);
    return [];
  } finally {
    context.handling.delete(node);
  }
}

const isList = (nodes: Nodes | readonly Nodes[]): nodes is readonly Nodes[] => Array.isArray(nodes);

const listOf = (nodes: Nodes | readonly Nodes[]): readonly Nodes[] => (isList(nodes) ? nodes : [nodes]);

function contextFor(node: Nodes, context: Context): HandlerContext {
  return {
    path: context.document.path,
    frontmatter: context.document.frontMatter?.values ?? {},
    blocks: (nodes) => context.flow(listOf(nodes)),
    text(nodes) {
      const pieces: Piece[] = [];
      context.phrasing(listOf(nodes), UNMARKED_IN_LINE, pieces);
      return runsOf(pieces);
    },
    warn: (says, fix = "Correct the text, or turn this message off in `rules`.") =>
      context.report("handler-says", { says, fix }, node),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function isBlock(value: unknown): value is Block {
  return (
    isRecord(value) &&
    typeof value["type"] === "string" &&
    isCreatable(value["type"]) &&
    isRecord(value["value"]) &&
    Array.isArray(value["children"]) &&
    value["children"].every(isBlock)
  );
}

function isRun(value: unknown): value is RichText {
  if (!isRecord(value) || !isRecord(value["annotations"])) return false;
  const { type } = value;
  return (type === "text" || type === "mention" || type === "equation") && isRecord(value[type]);
}

function piecesOf(result: HandlerResult, node: Nodes, mark: Mark): readonly Piece[] {
  if (result === null || result === undefined) return [];
  const parts: readonly unknown[] = Array.isArray(result) ? result : [result];
  const place = placeOf(node);
  const slugs = node.type === "heading" ? [node.data?.slug ?? "", ...(node.data?.ids ?? [])] : [];
  const pieces: Piece[] = [];
  for (const part of parts) {
    if (typeof part === "string") pushText(pieces, part, mark);
    else if (isRun(part)) pieces.push(marked(part, mark));
    else if (!isBlock(part)) throw new TypeError(`it gave ${shown(part)}, which is neither block nor text`);
    else if (mark.inLine) pieces.push(...textIn(part).map((run) => marked(run, mark)));
    else pieces.push({ type: "block", block: draftOf(part, place, pieces.length === 0 ? slugs : []) });
  }
  return pieces;
}

function shown(value: unknown): string {
  if (value instanceof Promise) return "a promise";
  return isRecord(value)
    ? `an object with ${Object.keys(value).join(", ") || "nothing in it"}`
    : typeof value;
}

/** A run in the look of what is around it, too. */
function marked(run: RichText, mark: Mark): RichText {
  const annotations = both(run.annotations, mark.annotations);
  if (run.type !== "text") return { ...run, annotations };
  return { ...run, text: { ...run.text, link: run.text.link ?? mark.link }, annotations };
}

function both(own: Annotations, around: Annotations): Annotations {
  return {
    bold: own.bold || around.bold,
    italic: own.italic || around.italic,
    strikethrough: own.strikethrough || around.strikethrough,
    underline: own.underline || around.underline,
    code: own.code || around.code,
    color: own.color === "default" ? around.color : own.color,
  };
}

/** A user's block as one of the draft: those that came from `context.blocks` know where they stand. */
function draftOf(block: Block, place: Place | null, slugs: readonly string[]): DraftBlock {
  const known = "place" in block && "slugs" in block && Array.isArray(block.slugs);
  const own: readonly string[] = known && Array.isArray(block.slugs) ? block.slugs : [];
  const children = block.children.map((child) => draftOf(child, place, []));
  const added = slugs.filter((slug) => slug !== "" && !own.includes(slug));
  return { ...block, children, place: placeIn(block) ?? place, slugs: [...own, ...added] };
}

function placeIn(block: Block): Place | null {
  if (!("place" in block) || !isRecord(block.place)) return null;
  const { line, column, endLine, endColumn, path } = block.place;
  const isPlace =
    typeof line === "number" &&
    typeof column === "number" &&
    typeof endLine === "number" &&
    typeof endColumn === "number";
  if (!isPlace) return null;
  return { line, column, endLine, endColumn, ...(typeof path === "string" && { path }) };
}

/** What a block says, for a line of text. */
function textIn({ value, children }: Block): readonly RichText[] {
  const own = "rich_text" in value ? value.rich_text : "caption" in value ? value.caption : [];
  const cells = "cells" in value ? value.cells.flatMap((cell) => [...cell, text(" ")]) : [];
  const expression = "expression" in value ? [text(value.expression)] : [];
  const inside = children.flatMap((child) => [text(" "), ...textIn(child)]);
  return [...own, ...cells, ...expression, ...inside];
}
