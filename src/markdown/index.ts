import type { Nodes, Root, RootContent, RootData } from "mdast";
import type { Node } from "unist";
import type { Document, FrontMatter, IncludeFiles } from "../model/document.ts";
import { type Message, message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import { directoryOf, joinPath, relativePath } from "../model/paths.ts";
import { conflictPlace } from "./conflict.ts";
import { isTooDeep } from "./deep.ts";
import type { DialectContext } from "./dialect/dialect.ts";
import { dialectsOf } from "./dialect/index.ts";
import { type FrontMatterResult, readFrontMatter } from "./frontMatter/index.ts";
import { type Included, type Including, includer } from "./include/index.ts";
import { outlineCollector } from "./outline.ts";
import { placeOf } from "./place.ts";
import { PluginError } from "./plugins.ts";
import { placedRules } from "./rules.ts";
import { parser } from "./syntax.ts";
import { cleanText, sizeComplaint } from "./text.ts";
import { type Walk, walkTree } from "./walk.ts";

/** What the walk through one file, and through those it includes, is about. */
interface Reading {
  readonly names: ReadonlySet<string>;
  readonly messages: Message[];
  readonly options: ConvertOptions;
  readonly including: Including;
  readonly ids: string[];
}

/** @param stack - the files it stands in, itself last */
function contextFor(stack: readonly string[], text: string, reading: Reading): DialectContext {
  const { messages, names, options, including, ids } = reading;
  const path = stack.at(-1) ?? "";
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
    path,
    ...includer(options, stack, including, () => context),
    ids,
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
    anchors: [],
    links: [],
    assets: [],
    includes: [],
    rules: [],
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

/** Tells of a node where it stands, and lets its links lead where they lead from its own file. */
function settle(node: Nodes, { path, ownLinks }: Included, host: string): void {
  if (node.position !== undefined) node.position = { ...node.position, path };
  if (!ownLinks || !("url" in node)) return;
  const isRelative = /^(?![a-z][a-z0-9+.-]*:|[/#?@~]|$)/i.test(node.url);
  if (isRelative) Object.assign(node, { url: rebased(node.url, directoryOf(path), directoryOf(host)) });
}

/** A relative URL of one folder as another one writes it. */
function rebased(url: string, from: string, to: string): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const slash = path.endsWith("/") ? "/" : "";
  return `${relativePath(to, joinPath(from, path))}${slash}${rest}`;
}

/** Stands for the page where another file is shown in it: that file's first heading is not the page's title. */
const EMBEDDED: Nodes = { type: "section", children: [] };

function notMdx({ reason, line, column }: NonNullable<RootData["notMdx"]>, path: string): Message {
  const short = reason.split("\n")[0]?.replace(/\.$/, "") ?? "";
  const place = { line, column, endLine: line, endColumn: column };
  return message("mdx-broken", { reason: short }, path, place);
}

function failed({ plugin, reason, path: at, place }: PluginError, path: string): Message {
  const shown = place !== null && at !== null && at !== path ? { ...place, path: at } : place;
  return message("plugin-failed", { plugin, reason }, path, shown);
}

/** What plugins said of a text, that of the document or of one that it includes. */
function saidOf({ data }: Root, textPath: string, path: string): Message[] {
  return (data?.said ?? []).map(({ says, isError, place }) => {
    const shown = place !== null && textPath !== path ? { ...place, path: textPath } : place;
    return message(isError ? "plugin-stops" : "plugin-says", { says: says.replace(/\.$/, "") }, path, shown);
  });
}

function tooCrowded({ line, column }: NonNullable<RootData["crowded"]>, path: string): Message {
  const place = { line, column, endLine: line, endColumn: column + 1 };
  return message("text-crowded", {}, path, place);
}

function finishTree(
  tree: Root,
  text: string,
  path: string,
  frontMatter: FrontMatter | null,
  messages: Message[],
  { options, files }: Settings,
): Document {
  const dialects = dialectsOf(options);
  const names = new Set(dialects.map(({ name }) => name));
  const reading = { names, messages, options, including: { files, asked: new Set<string>() }, ids: [] };
  const collector = outlineCollector(reading.ids);
  const broken = tree.data?.notMdx;
  // Docusaurus may read its `.md` files as Markdown, too.
  if (broken !== undefined && path.endsWith(".mdx")) messages.push(notMdx(broken, path));
  const crowded = tree.data?.crowded;
  if (crowded !== undefined) messages.push(tooCrowded(crowded, path));
  const { rules, messages: complaints } = placedRules(tree, path);
  messages.push(...complaints);
  const walkOf = (root: Root, stack: readonly string[], content: string, see: Walk["see"]): Walk => {
    const context = contextFor(stack, content, reading);
    messages.push(...saidOf(root, context.path, path));
    for (const { prepare } of dialects) prepare?.(root, context);
    return { dialects, context, see, enter };
  };
  const enter: Walk["enter"] = (included) => {
    const root: Root = {
      type: "root",
      children: included.children,
      ...(included.data && { data: included.data }),
    };
    const walk = walkOf(root, included.stack, included.text, (node, parent) => {
      settle(node, included, path);
      collector.see(node, included.ownLinks && parent.type === "root" ? EMBEDDED : parent);
    });
    return { children: root.children, walk };
  };
  walkTree(tree, walkOf(tree, [path], text, collector.see));
  const outline = collector.finish(tree, frontMatter);
  const includes = [...reading.including.asked].sort();
  return { path, tree, frontMatter, ...outline, includes, rules, messages };
}

/** What steers reading. */
interface Settings {
  readonly options: ConvertOptions;
  readonly files: IncludeFiles | null;
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
  return documentWith(readFrontMatter(head, path), tree, text, path, { options, files: null });
}

function documentWith(
  front: FrontMatterResult,
  tree: Root,
  text: string,
  path: string,
  settings: Settings,
): Document {
  if (front.kind !== "none") tree.children.shift();
  const conflict = conflictPlace(text, tree);
  const messages: Message[] = [];
  // Conflict markers in the front matter break it: the conflict is the reason to tell.
  if (conflict !== null) messages.push(message("merge-conflict", {}, path, conflict));
  else if (front.kind === "refused" || front.kind === "keyless") messages.push(front.message);
  return finishTree(tree, text, path, front.kind === "values" ? front.frontMatter : null, messages, settings);
}

function parseText(text: string, path: string, settings: Settings): Document {
  const syntax = { ...settings.options, path };
  const tree = parser(syntax, true)(text);
  const head: Node | undefined = tree.children[0];
  const front = readFrontMatter(head, path);
  if (front.kind !== "keyless") return documentWith(front, tree, text, path, settings);
  const again = parser(syntax, false)(text);
  const next: Node | undefined = again.children[0];
  const document = documentWith(readFrontMatter(next, path), again, text, path, settings);
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
 * @param files - what includes may take; where one is missing that the document then asks for, its place stays
 *   empty, and the text is to be parsed again with it. Null: there are no files around the text
 * @returns the tree with dialects resolved and the title's heading taken out, front matter, outline and messages
 */
export function parseDocument(
  text: string,
  path: string,
  options: ConvertOptions,
  files: IncludeFiles | null = null,
): Document {
  const clean = cleanText(text);
  const tooLarge = sizeComplaint(clean, path);
  if (tooLarge !== null) return bare(path, [], tooLarge);
  if (isTooDeep(clean)) return unread(clean, path);
  try {
    return parseText(clean, path, { options, files });
  } catch (error) {
    if (error instanceof RangeError) return unread(clean, path);
    if (error instanceof PluginError) return bare(path, [], failed(error, path));
    throw error;
  }
}
