/**
 * Markdown to Notion blocks as a library: no files, no network, no SDK.
 *
 * Text is converted by itself, so local links and images keep their text and are reported.
 */
import type { Root } from "mdast";
import type { Plugin } from "unified";
import type { Node } from "unist";
import { convertBlocks, convertDocument, NO_SITE } from "./convert/index.ts";
import { isPreset, PRESETS } from "./facts/presets.ts";
import { documentOf, parseDocument } from "./markdown/index.ts";
import type { Block } from "./model/block.ts";
import type { Document } from "./model/document.ts";
import type { Message, Severity } from "./model/message.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "./model/options.ts";
import { resolveBlock } from "./model/resolve.ts";
import { toRequest } from "./notion/toRequest.ts";

/** Options of a conversion; those left out have the defaults of the configuration. */
export interface RemarkOptions extends Partial<ConvertOptions> {
  /** Name of the text in messages. */
  readonly path?: string;
}

/** What a text becomes. */
export interface ConvertResult {
  /** Front matter's `title`, else the first heading's text, which is then not among the blocks; else null. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** Front matter as data; empty without one. */
  readonly frontmatter: Readonly<Record<string, unknown>>;
  readonly messages: readonly Message[];
}

const NAMELESS = "text.md";

function settingsOf({ path = NAMELESS, ...options }: RemarkOptions): {
  path: string;
  settings: ConvertOptions;
} {
  const settings = { ...DEFAULT_CONVERT_OPTIONS, ...options };
  if (!isPreset(settings.preset)) {
    const known = Object.keys(PRESETS).join(", ");
    throw new TypeError(`There is no preset \`${String(settings.preset)}\`: expected one of ${known}.`);
  }
  return { path, settings };
}

// What only a run against a workspace could tell (custom emoji) gives way to its text.
const nothingKnown = () => undefined;

function settled(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => resolveBlock(block, nothingKnown));
}

function resultOf(document: Document, settings: ConvertOptions): ConvertResult {
  const { content } = convertDocument(document, NO_SITE, null, settings);
  return {
    title: document.title,
    blocks: settled(content.blocks),
    frontmatter: document.frontMatter?.values ?? {},
    messages: content.messages,
  };
}

/**
 * Converts a Markdown text.
 *
 * @param markdown - of any length up to 20 MB
 * @returns title, blocks in canonical form (of any number and depth: `toRequests` cuts them to what the API
 *   takes), front matter, and what could not be expressed, each with its place
 */
export function convert(markdown: string, options: RemarkOptions = {}): ConvertResult {
  const { path, settings } = settingsOf(options);
  return resultOf(parseDocument(markdown, path, settings), settings);
}

/** A block as a request's `children` hold it, with all that is nested in it. Source: SDK type `BlockObjectRequest`. */
export type BlockJson = ReturnType<typeof toRequest>;

/** Options of `markdownToBlocks`. */
export interface BlocksOptions extends RemarkOptions {
  /** Is told each thing that could not be expressed. */
  readonly onMessage?: (message: Message) => void;
}

/**
 * Converts a Markdown text into the JSON the API takes as `children`, whole and unsplit. The first heading stays
 * a block; front matter is left out.
 *
 * @returns one item per block, nested to any depth; what goes past the limits of one request is for `toRequests`
 */
export function markdownToBlocks(markdown: string, options: BlocksOptions = {}): BlockJson[] {
  const { onMessage, ...rest } = options;
  const { path, settings } = settingsOf(rest);
  const { blocks, messages } = convertBlocks(parseDocument(markdown, path, settings), NO_SITE, settings);
  for (const message of messages) onMessage?.(message);
  return settled(blocks).map(toRequest);
}

declare module "unified" {
  interface CompileResultMap {
    ConvertResult: ConvertResult;
  }
}

// What a `VFileMessage` says by its `fatal`.
const FATAL = { error: true, warn: false, info: undefined } as const satisfies Record<Severity, unknown>;

function isRoot(node: Node): node is Root {
  return node.type === "root";
}

/**
 * Unified plugin: compiles a Markdown tree into `file.result`, a `ConvertResult`. Its messages are the file's too.
 *
 * @example
 * unified().use(remarkParse).use(remarkGfm).use(remarkNotion).processSync("# Hi").result.blocks
 */
export const remarkNotion: Plugin<[RemarkOptions?], Root, ConvertResult> = function (options = {}) {
  this.compiler = (tree, file) => {
    if (!isRoot(tree))
      throw new TypeError(`Cannot compile a \`${tree.type}\`: expected a Markdown \`root\`.`);
    const { path, settings } = settingsOf({
      ...(file.path !== undefined && { path: file.path }),
      ...options,
    });
    const result = resultOf(documentOf(tree, String(file), path, settings), settings);
    for (const { id, severity, says, fix, place } of result.messages) {
      const where = place === null ? {} : { place: { line: place.line, column: place.column } };
      const note = file.message(`${says} ${fix}`, { ...where, source: "mdnotion", ruleId: id });
      note.fatal = FATAL[severity];
    }
    return result;
  };
};
