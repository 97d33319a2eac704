import type { Nodes } from "mdast";
import type { DraftBlock } from "../model/block.ts";
import type { Document, HeadingEntry } from "../model/document.ts";
import { type Message, message, type Place } from "../model/message.ts";
import { type Need, needKey } from "../model/need.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { Site } from "../model/site.ts";
import type { Context, Mark, Piece } from "./context.ts";
import { collectDefinitions } from "./definitions.ts";
import { leaves, MAX_DEPTH, toFlow, toPhrasing } from "./flow.ts";
import { isPhrasing } from "./kind.ts";
import { noteSlug } from "./notes.ts";
import { placeOf } from "./place.ts";

/** A conversion under way, and what it has to say so far. */
export interface State {
  readonly context: Context;
  readonly messages: readonly Message[];
  readonly needs: ReadonlyMap<string, Need>;
}

function isNode(at: Nodes | Place): at is Nodes {
  return "type" in at;
}

/** What flattened blocks are made of; text that stands bare counts as one of them. */
function isLeafBlock(node: Nodes): boolean {
  return node.type === "paragraph" || node.type === "heading" || node.type === "table" || isPhrasing(node);
}

// A link keeps its text only: what it leads to does not survive among what is flattened.
const isLeafText = () => false;

function slugsOfEntry({ slug, ids = [] }: HeadingEntry): string[] {
  return [slug, ...ids];
}

/** All that a `#fragment` of the document can name, by its lower-case form. */
function slugsIn({ headings, anchors }: Document, notes: Iterable<string>): Map<string, string> {
  const slugs = [...headings.flatMap(slugsOfEntry), ...anchors, ...Array.from(notes, noteSlug)];
  return new Map(slugs.map((slug) => [slug.toLowerCase(), slug]));
}

/** Begins a conversion. The context remembers how deep it is and which notes were called. */
export function createState(document: Document, site: Site, options: ConvertOptions): State {
  const messages: Message[] = [];
  const needs = new Map<string, Need>();
  const { links, notes } = collectDefinitions(document.tree);
  let blockDepth = 0;
  let textDepth = 0;
  let flattened = false;

  const tooDeep = (node: Nodes | undefined) => {
    if (!flattened) context.report("nesting-too-deep", { depth: MAX_DEPTH }, node ?? null);
    flattened = true;
  };

  const context: Context = {
    document,
    site,
    options,
    self: site.pages.get(document.path)?.key ?? null,
    definitions: links,
    notes: { definitions: notes, numbers: new Map() },
    slugs: slugsIn(document, notes.keys()),
    titleSlugs: new Set(document.headings.filter(({ isTitle }) => isTitle === true).flatMap(slugsOfEntry)),
    flow(nodes: readonly Nodes[]): DraftBlock[] {
      if (nodes.length === 0) return [];
      const isTooDeep = blockDepth >= MAX_DEPTH;
      if (isTooDeep) tooDeep(nodes[0]);
      blockDepth += 1;
      const blocks = toFlow(isTooDeep ? leaves(nodes, isLeafBlock) : nodes, context);
      blockDepth -= 1;
      return blocks;
    },
    phrasing(nodes: readonly Nodes[], mark: Mark, out: Piece[]): void {
      const isTooDeep = textDepth >= MAX_DEPTH;
      if (isTooDeep) tooDeep(nodes[0]);
      textDepth += 1;
      toPhrasing(isTooDeep ? leaves(nodes, isLeafText) : nodes, mark, context, out);
      textDepth -= 1;
    },
    handling: new Set(),
    report(id, values, at) {
      const place = at === null || !isNode(at) ? at : placeOf(at);
      messages.push(message(id, values, document.path, place));
    },
    need(need) {
      needs.set(needKey(need), need);
    },
  };
  return { context, messages, needs };
}
