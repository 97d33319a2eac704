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

/** Unified plugin: the syntax of the dialects. */
function dialectSyntax(this: Processor, options: DialectOptions): undefined {
  const data = this.data();
  for (const { syntax } of dialectsOf(options)) {
    if (syntax === undefined) continue;
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), syntax.micromark];
    data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), syntax.fromMarkdown];
  }
}

/** The syntax of a preset as unified plugins, parser included: CommonMark, GFM, front matter and the dialects'. */
export function plugins({ preset, directives }: DialectOptions): PluggableList {
  return [remarkParse, remarkGfm, frontMatterSyntax, [dialectSyntax, { preset, directives }]];
}

type Parse = (text: string) => Root;

function parserOf(list: PluggableList): Parse {
  const processor = unified().use(remarkParse).use(list).freeze();
  return (text) => processor.parse(text);
}

const parsers = new Map<string, Parse>();

/**
 * The parser of a preset, made once.
 *
 * @param withFrontMatter - false: a block between `---` at the head is Markdown like any other
 */
export function parser(options: DialectOptions, withFrontMatter: boolean): Parse {
  const key = `${options.preset} ${options.directives} ${withFrontMatter}`;
  const known = parsers.get(key);
  if (known !== undefined) return known;
  const list = plugins(options).filter((plugin) => withFrontMatter || plugin !== frontMatterSyntax);
  const made = parserOf(list);
  parsers.set(key, made);
  return made;
}
