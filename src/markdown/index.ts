import type { Root, RootContent } from "mdast";
import type { Node } from "unist";
import type { Document, FrontMatter } from "../model/document.ts";
import { type Message, message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import { conflictPlace } from "./conflict.ts";
import type { DialectContext } from "./dialect/dialect.ts";
import { dialectsOf } from "./dialect/index.ts";
import { type FrontMatterResult, readFrontMatter } from "./frontMatter/index.ts";
import { outlineCollector } from "./outline.ts";
import { placeOf } from "./place.ts";
import { parser } from "./syntax.ts";
import { cleanText, sizeComplaint } from "./text.ts";
import { walkTree } from "./walk.ts";

export { plugins } from "./syntax.ts";

function contextFor(
  path: string,
  text: string,
  names: ReadonlySet<string>,
  messages: Message[],
  options: ConvertOptions,
): DialectContext {
  const once = new Set<string>();
  const context: DialectContext = {
    options,
    source: (from, to) => text.slice(from, to),
    report: (id, values, position) => messages.push(message(id, values, path, placeOf(position))),
    reportOnce(key, id, values, position) {
      if (once.has(`${id} ${key}`)) return;
      once.add(`${id} ${key}`);
      context.report(id, values, position);
    },
    ids: [],
    has: (name) => names.has(name),
  };
  return context;
}

function bare(path: string, children: RootContent[], reason: Message): Document {
  return {
    path,
    tree: { type: "root", children },
    frontMatter: null,
    title: null,
    headings: [],
    links: [],
    assets: [],
    messages: [reason],
  };
}

/** The parser and what reads trees recurse; a text nested so deeply that they cannot is shown as it is. */
function unread(text: string, path: string): Document {
  const lines = text.split("\n").length;
  const place = { line: 1, column: 1, endLine: lines, endColumn: 1 };
  const shown: RootContent[] = [{ type: "code", lang: null, meta: null, value: text }];
  return bare(path, shown, message("text-too-deep", {}, path, place));
}

function finishTree(
  tree: Root,
  text: string,
  path: string,
  frontMatter: FrontMatter | null,
  messages: Message[],
  options: ConvertOptions,
): Document {
  const dialects = dialectsOf(options);
  const context = contextFor(path, text, new Set(dialects.map(({ name }) => name)), messages, options);
  const collector = outlineCollector(context.ids);
  for (const { prepare } of dialects) prepare?.(tree, context);
  walkTree(tree, { dialects, context, see: collector.see });
  const outline = collector.finish(tree, frontMatter);
  return { path, tree, frontMatter, ...outline, messages };
}

/**
 * Makes a document of a tree that is already parsed, by our parser or by one with other plugins. The tree is
 * changed.
 *
 * @param tree - its first node may be front matter
 * @param text - what the tree was parsed from
 * @param path - of the file, relative to the root
 */
export function documentOf(tree: Root, text: string, path: string, options: ConvertOptions): Document {
  const head: Node | undefined = tree.children[0];
  return documentWith(readFrontMatter(head, path), tree, text, path, options);
}

function documentWith(
  front: FrontMatterResult,
  tree: Root,
  text: string,
  path: string,
  options: ConvertOptions,
): Document {
  if (front.kind !== "none") tree.children.shift();
  const conflict = conflictPlace(text, tree);
  const messages: Message[] = [];
  // Conflict markers in the front matter break it: the conflict is the reason to tell.
  if (conflict !== null) messages.push(message("merge-conflict", {}, path, conflict));
  else if (front.kind === "refused" || front.kind === "keyless") messages.push(front.message);
  return finishTree(tree, text, path, front.kind === "values" ? front.frontMatter : null, messages, options);
}

function parseText(text: string, path: string, options: ConvertOptions): Document {
  const tree = parser(options, true)(text);
  const head: Node | undefined = tree.children[0];
  const front = readFrontMatter(head, path);
  if (front.kind !== "keyless") return documentWith(front, tree, text, path, options);
  const document = documentOf(parser(options, false)(text), text, path, options);
  const conflict = document.messages.some(({ id }) => id === "merge-conflict");
  return conflict ? document : { ...document, messages: [front.asMarkdown, ...document.messages] };
}

/**
 * Parses a text file.
 *
 * What is wrong with the text comes back as messages, each with its place. One of severity `error` says that the
 * page must not be published; tree and outline are then as far as they could be read.
 *
 * @param text - decoded from UTF-8; byte order mark and any line ends are welcome
 * @param path - of the file, relative to the root
 * @returns the tree with dialects resolved and the title's heading taken out, front matter, outline and messages
 */
export function parseDocument(text: string, path: string, options: ConvertOptions): Document {
  const clean = cleanText(text);
  const tooLarge = sizeComplaint(clean, path);
  if (tooLarge !== null) return bare(path, [], tooLarge);
  try {
    return parseText(clean, path, options);
  } catch (error) {
    if (error instanceof RangeError) return unread(clean, path);
    throw error;
  }
}
