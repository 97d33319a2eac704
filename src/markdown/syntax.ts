import type { Root } from "mdast";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { frontmatter } from "micromark-extension-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import { VFileMessage } from "vfile-message";
import type { ConvertOptions } from "../model/options.ts";
import { type DialectOptions, dialectsOf } from "./dialect/index.ts";
import { FENCES } from "./frontMatter/index.ts";
import { mdxFromMarkdown, mdxSyntax } from "./mdx/syntax.ts";
import { crowdFromMarkdown, crowdSyntax } from "./micromark/crowd.ts";
import { withQuickEdits } from "./micromark/edits.ts";
import { withBoundedFootnotes } from "./micromark/footnotes.ts";
import { pluginsOf } from "./plugins.ts";

/** Unified plugin: front matter becomes a node at the head of the tree. */
function frontMatterSyntax(this: Processor): undefined {
  const data = this.data();
  const fences = FENCES.map((fence) => ({ ...fence }));
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), frontmatter(fences)];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), frontmatterFromMarkdown(fences)];
}

interface SyntaxOptions extends DialectOptions {
  /** Offsets at which no block of a dialect begins; null: there are none at all. */
  readonly refused: ReadonlySet<number> | null;
}

/** Unified plugin: the syntax of the dialects. */
function dialectSyntax(this: Processor, { refused, ...options }: SyntaxOptions): undefined {
  const data = this.data();
  for (const { syntax } of dialectsOf(options)) {
    if (syntax === undefined) continue;
    const { micromark, blocks, fromMarkdown } = syntax;
    const flow = refused === null ? undefined : blocks?.(refused);
    const extensions = [micromark, flow].filter((extension) => extension !== undefined);
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...extensions];
    data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown];
  }
}

/** Unified plugin: what takes the square of a text's length otherwise is bounded. To be used after other syntax. */
function boundedSyntax(this: Processor): undefined {
  const data = this.data();
  const known = (data.micromarkExtensions ?? []).map(withBoundedFootnotes);
  data.micromarkExtensions = [...known, crowdSyntax(known)];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), crowdFromMarkdown];
}

const NONE_REFUSED: ReadonlySet<number> = new Set();

function pluginsWith(options: SyntaxOptions): PluggableList {
  return [remarkParse, remarkGfm, frontMatterSyntax, [dialectSyntax, options], boundedSyntax];
}

type Parse = (text: string) => Root;

function parserOf(list: PluggableList): Parse {
  const processor = unified().use(remarkParse).use(list).freeze();
  return (text) => withQuickEdits(() => processor.parse(text));
}

/**
 * A parser with the dialects' syntax inside text.
 *
 * @param restrict - takes away what else the syntax would read
 */
export function textParser(options: DialectOptions, restrict: (this: Processor) => undefined): Parse {
  const dialects: SyntaxOptions = { ...options, refused: null };
  return parserOf([remarkGfm, [dialectSyntax, dialects], restrict, boundedSyntax]);
}

/**
 * Reads a text again when blocks in it turned out to be none: without these, and where others then do, without
 * any. So no text is read more than three times.
 */
function careful(make: (refused: ReadonlySet<number> | null) => Parse): Parse {
  const first = make(NONE_REFUSED);
  return (text) => {
    const tree = first(text);
    const broken = tree.data?.broken;
    if (broken === undefined) return tree;
    const again = make(new Set(broken))(text);
    return again.data?.broken === undefined ? again : make(null)(text);
  };
}

/** What chooses a parser. */
export interface ParserOptions extends DialectOptions, Pick<ConvertOptions, "remarkPlugins"> {
  /** Of the file: its ending tells of its syntax. */
  readonly path: string;
}

/** Docusaurus reads all its texts as MDX. */
function isMdxFile({ path, preset }: ParserOptions): boolean {
  return path.endsWith(".mdx") || (preset === "docusaurus" && path.endsWith(".md"));
}

/** Unified plugin: MDX. */
function mdxPlugin(this: Processor): undefined {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...mdxSyntax()];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), mdxFromMarkdown];
}

/** A text that is no valid MDX is read as Markdown; the tree tells why (`RootData.notMdx`). */
function orPlain(mdx: Parse, plain: Parse): Parse {
  return (text) => {
    try {
      const tree = mdx(text);
      tree.data = { ...tree.data, isMdx: true };
      return tree;
    } catch (error) {
      if (!(error instanceof VFileMessage)) throw error;
      const tree = plain(text);
      const { line = 1, column = 1 } = error;
      tree.data = { ...tree.data, notMdx: { reason: error.reason, line, column } };
      return tree;
    }
  };
}

declare module "mdast" {
  interface RootData {
    /** The text is MDX. */
    isMdx?: true;
    /** Why the text is no MDX, which it should have been. */
    notMdx?: { readonly reason: string; readonly line: number; readonly column: number };
  }
}

/** A parser with a user's plugins, and what they do with its trees. */
function extended(make: (extra: PluggableList) => Parse, remarkPlugins: PluggableList, path: string): Parse {
  const plugins = pluginsOf(remarkPlugins);
  const read = (text: string): Root => {
    try {
      return make(plugins.list)(text);
    } catch (error) {
      throw error instanceof RangeError ? error : plugins.failed(error, path);
    }
  };
  return (text) => plugins.run(read(text), text, path);
}

const NO_PLUGINS: PluggableList = [];

const parsers = new WeakMap<PluggableList, Map<string, Parse>>();

/**
 * The parser of a preset, made once.
 *
 * @param withFrontMatter - false: a block between `---` at the head is Markdown like any other
 * @throws PluginError, also by what it returns
 */
export function parser(options: ParserOptions, withFrontMatter: boolean): Parse {
  const { preset, directives, remarkPlugins, path } = options;
  const isMdx = isMdxFile(options);
  const key = `${preset} ${directives} ${withFrontMatter} ${isMdx}`;
  const made = (plugins: PluggableList): Parse => {
    const list = plugins.length === 0 ? NO_PLUGINS : plugins;
    const known = parsers.get(list) ?? new Map<string, Parse>();
    parsers.set(list, known);
    const found = known.get(key) ?? parserFor({ preset, directives }, list, withFrontMatter, isMdx);
    known.set(key, found);
    return found;
  };
  return remarkPlugins.length === 0 ? made(NO_PLUGINS) : extended(made, remarkPlugins, path);
}

function parserFor(
  options: DialectOptions,
  extra: PluggableList,
  withFrontMatter: boolean,
  isMdx: boolean,
): Parse {
  const parserWith = (more: PluggableList): Parse =>
    careful((refused) => {
      const list = [...pluginsWith({ ...options, refused }), ...more, ...extra];
      return parserOf(list.filter((plugin) => withFrontMatter || plugin !== frontMatterSyntax));
    });
  const plain = parserWith([]);
  return isMdx ? orPlain(parserWith([mdxPlugin]), plain) : plain;
}
