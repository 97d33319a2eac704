/** What a page is to hold, given as Markdown or as blocks. */
import { convertBlocks, NO_SITE } from "../convert/index.ts";
import { parseDocument } from "../markdown/index.ts";
import type { Block, DraftBlock } from "../model/block.ts";
import type { Message } from "../model/message.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import { pendingsOf, resolveBlock } from "../model/resolve.ts";
import { type ConvertResult, convert, type RemarkOptions } from "../remark.ts";
import { answersTo, lookupIn, needOf } from "./answers.ts";
import type { Session } from "./session.ts";

/** Markdown, or blocks as `convert` and the builders of `mdnotion/blocks` make them. */
export type Content =
  | { readonly markdown: string; readonly options?: RemarkOptions; readonly blocks?: never }
  | { readonly blocks: readonly Block[]; readonly markdown?: never; readonly options?: never };

/** Content ready to be sent. */
export interface ReadyContent {
  /** Front matter's, else the first heading's; null without either, and for blocks. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** What could not be expressed. */
  readonly messages: readonly Message[];
}

const NAMELESS = "text.md";

function blocksOf(markdown: string, { path = NAMELESS, ...given }: RemarkOptions): ReadyContent {
  const options = { ...DEFAULT_CONVERT_OPTIONS, ...given };
  const { blocks, messages } = convertBlocks(parseDocument(markdown, path, options), NO_SITE, options);
  return { title: null, blocks, messages };
}

function titled({ title, blocks, messages }: ConvertResult): ReadyContent {
  return { title, blocks, messages };
}

/**
 * Makes content ready to be sent; people and custom emojis that it names are looked up, others stand as text.
 *
 * @param takesTitle - the heading that gives a title is left out of the blocks
 * @throws NotionError
 */
export async function readyContent(
  session: Session,
  content: Content,
  takesTitle: boolean,
): Promise<ReadyContent> {
  const made =
    content.markdown === undefined
      ? { title: null, blocks: content.blocks, messages: [] }
      : takesTitle
        ? titled(convert(content.markdown, content.options))
        : blocksOf(content.markdown, content.options ?? {});
  const needs = made.blocks.flatMap(pendingsOf).flatMap((pending) => needOf(pending) ?? []);
  const lookup = lookupIn(await answersTo(session, needs));
  return { ...made, blocks: made.blocks.map((block) => resolveBlock(block, lookup)) };
}

/** Blocks as a draft has them; nothing links to places in them. */
export function draftsOf(blocks: readonly Block[]): readonly DraftBlock[] {
  return blocks.map((block): DraftBlock => {
    const more = { children: draftsOf(block.children), place: null, slugs: [] };
    return { ...block, ...more };
  });
}
