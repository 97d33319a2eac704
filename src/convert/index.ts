import type { Root } from "mdast";
import type { Cover, DraftBlock, Icon } from "../model/block.ts";
import type { Document } from "../model/document.ts";
import type { PageContent } from "../model/draft.ts";
import type { Message, Place } from "../model/message.ts";
import type { Need } from "../model/need.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { SchemaChange } from "../model/property.ts";
import type { Site } from "../model/site.ts";
import type { Context } from "./context.ts";
import { coverOf, iconOf } from "./icon.ts";
import { noteBlocks } from "./notes.ts";
import { type RowRules, rowProperties } from "./properties/index.ts";
import { applyRules } from "./rules.ts";
import { createState } from "./state.ts";
import { titleOf, treeWithTitle } from "./title.ts";

export {
  convertInline,
  convertValues,
  type RowRules,
  rowReferences,
} from "./properties/index.ts";
export { meantBy } from "./properties/match.ts";
export { NO_SITE } from "./site.ts";

/** A page's content, and what must be looked up before it is whole. */
export interface Converted {
  readonly content: PageContent;
  readonly needs: readonly Need[];
  /** What the data source lacks for the properties that the file asks for. */
  readonly changes: readonly SchemaChange[];
}

/** Front matter's text under a key, where it stands; null where there is none. */
function stringAt(document: Document, key: string): { value: string; place: Place } | null {
  const matter = document.frontMatter;
  const value = matter?.values[key];
  if (matter === null || typeof value !== "string" || value.trim() === "") return null;
  return { value, place: matter.places[key] ?? matter.place };
}

function icon(document: Document, context: Context): Icon | undefined {
  const said = stringAt(document, "icon");
  return said === null ? undefined : (iconOf(said.value, context, said.place) ?? undefined);
}

function cover(document: Document, context: Context): Cover | undefined {
  const said = stringAt(document, "cover");
  return said === null ? undefined : (coverOf(said.value, context, said.place) ?? undefined);
}

/** The text, then the notes it calls. */
function bodyBlocks(tree: Root, context: Context): DraftBlock[] {
  const blocks = context.flow(tree.children);
  return [...blocks, ...noteBlocks(context)];
}

/**
 * What a file becomes in Notion: title, icon, cover, blocks. Front matter and the title's heading are no blocks.
 *
 * @param document - the parsed file
 * @param site - the files its links and images may refer to
 * @param row - the data source it becomes a row of; null under a page
 * @returns the content, its messages (the document's among them) as the rules want them, and what to look up
 */
export function convertDocument(
  document: Document,
  site: Site,
  row: RowRules | null,
  options: ConvertOptions,
): Converted {
  const { context, messages, needs } = createState(document, site, options);
  const blocks = bodyBlocks(document.tree, context);
  const found = row === null ? null : rowProperties(document, row, context);
  const look = { icon: icon(document, context), cover: cover(document, context) };
  const said = [...document.messages, ...messages, ...(found?.messages ?? [])];
  const content: PageContent = {
    title: titleOf(document, site, options.preset),
    ...look,
    properties: found?.properties ?? {},
    ...(found !== null && { propertyPlaces: found.places }),
    blocks,
    bound: stringAt(document, "notion")?.value ?? null,
    messages: applyRules(said, options, document),
  };
  return { content, needs: [...needs.values()], changes: found?.changes ?? [] };
}

/** The blocks of a whole document, its title's heading among them. */
export function convertBlocks(
  document: Document,
  site: Site,
  options: ConvertOptions,
): { readonly blocks: readonly DraftBlock[]; readonly messages: readonly Message[] } {
  const { context, messages } = createState(document, site, options);
  const blocks = bodyBlocks(treeWithTitle(document), context);
  return { blocks, messages: applyRules([...document.messages, ...messages], options, document) };
}
