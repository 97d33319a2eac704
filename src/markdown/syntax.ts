import type { Root } from "mdast";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { frontmatter } from "micromark-extension-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import { type DialectOptions, dialectsOf } from "./dialect/index.ts";
import { FENCES } from "./frontMatter/index.ts";

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

const NONE_REFUSED: ReadonlySet<number> = new Set();

function pluginsWith(options: SyntaxOptions): PluggableList {
  return [remarkParse, remarkGfm, frontMatterSyntax, [dialectSyntax, options]];
}

/** The syntax of a preset as unified plugins, parser included: CommonMark, GFM, front matter and the dialects'. */
export function plugins({ preset, directives }: DialectOptions): PluggableList {
  return pluginsWith({ preset, directives, refused: NONE_REFUSED });
}

type Parse = (text: string) => Root;

function parserOf(list: PluggableList): Parse {
  const processor = unified().use(remarkParse).use(list).freeze();
  return (text) => processor.parse(text);
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
export interface ParserOptions extends DialectOptions {
  /** Of the file: its ending tells of its syntax. */
  readonly path: string;
}

const parsers = new Map<string, Parse>();

/**
 * The parser of a preset, made once.
 *
 * @param withFrontMatter - false: a block between `---` at the head is Markdown like any other
 */
export function parser(options: ParserOptions, withFrontMatter: boolean): Parse {
  const key = `${options.preset} ${options.directives} ${withFrontMatter}`;
  const known = parsers.get(key);
  if (known !== undefined) return known;
  const made = careful((refused) => {
    const { preset, directives } = options;
    const list = pluginsWith({ preset, directives, refused });
    return parserOf(list.filter((plugin) => withFrontMatter || plugin !== frontMatterSyntax));
  });
  parsers.set(key, made);
  return made;
}
