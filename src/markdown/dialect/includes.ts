import type { Code, Paragraph, RootContent } from "mdast";
import type { Position } from "unist";
import { endingOf } from "../../facts/media.ts";
import type { ConvertOptions } from "../../model/options.ts";
import { directoryOf, joinPath, localTargets } from "../../model/paths.ts";
import type { Included, IncludeRequest } from "../include/index.ts";
import { codeOf, type Part, WHOLE } from "../include/text.ts";
import type { Dialect, DialectContext } from "./dialect.ts";
import { at } from "./parts.ts";
import { only } from "./presets.ts";

type Put = readonly (RootContent | Included)[];

/** The folders links that begin with `/` are read from, those of files that are no pages last. */
function folders({ linkRoots }: ConvertOptions): readonly string[] {
  return (linkRoots["/"] ?? [""]).map((folder) => (folder === "" ? "." : folder));
}

/** A paragraph as it is written. */
function sourceOf({ position, children }: Paragraph, { source }: DialectContext): string {
  const from = position?.start.offset;
  const to = position?.end.offset;
  if (from !== undefined && to !== undefined) return source(from, to);
  // What was taken out of a longer one, behind the first line of a callout.
  const [only, ...others] = children;
  return only?.type === "text" && others.length === 0 ? only.value : "";
}

// ------------------------------------------------------------------------------------------------ MkDocs

const SNIPPET = /^-+8<-+ +(?:"([^"\n]+)"|'([^'\n]+)')$/;
const SNIPPETS = /^-+8<-+ *\n([\s\S]*?)\n-+8<-+ *$/;
const NUMBERS = /^(.+?):(\d*)(?::(\d*))?$/;

/** `file`, `file:3`, `file:3:10`, `file:section`. */
function snippetPart(name: string): { readonly path: string; readonly part: Part } {
  const [, path, from = "", to] = NUMBERS.exec(name) ?? [];
  if (path !== undefined) {
    const start = from === "" ? 1 : Number(from);
    return { path, part: { ...WHOLE, lines: [[start, to === undefined || to === "" ? null : Number(to)]] } };
  }
  const named = /^(.+?):([A-Za-z][\w-]*)$/.exec(name);
  if (named?.[1] === undefined || named[2] === undefined) return { path: name, part: WHOLE };
  return { path: named[1], part: { ...WHOLE, section: named[2] } };
}

/**
 * Snippets are looked for in the folders that `base_path` names, then from the folder of `mkdocs.yml`, which is the
 * last of the roots.
 */
function snippet(name: string, context: DialectContext): IncludeRequest | null {
  if (/^[a-z]+:\/\//i.test(name)) return null;
  const { path, part } = snippetPart(name);
  const named = context.options.linkRoots["--8<-- "] ?? [];
  const bases = [...named.map((folder) => folder || "."), ...[...folders(context.options)].reverse()];
  const candidates = [...bases, directoryOf(context.path)].map((folder) => joinPath(folder, path));
  return { candidates: [...new Set(candidates)], written: name, part, fragment: null, ownLinks: false };
}

function snippetNames(text: string): readonly string[] | null {
  const block = SNIPPETS.exec(text)?.[1];
  if (block !== undefined)
    return block
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const names = text.split("\n").map((line) => {
    const [, double, single] = SNIPPET.exec(line.trim()) ?? [];
    return double ?? single ?? null;
  });
  return names.every((name) => name !== null) ? names : null;
}

function snippets(node: Paragraph, context: DialectContext): Put | null {
  const text = sourceOf(node, context);
  const names = /^-+8<-/.test(text) ? snippetNames(text) : null;
  const requests = names?.map((name) => snippet(name, context));
  if (requests === undefined || !requests.every((request) => request !== null)) return null;
  return requests.flatMap((request) => context.include(request, node.position));
}

/** In code, too, a line of its own is replaced: that is what the syntax is mostly used for. */
function snippetsInCode(node: Code, context: DialectContext): Put | null {
  if (!/^[ \t]*-+8<-+ +["']/m.test(node.value)) return null;
  const lines = node.value.split("\n").map((line) => {
    const [, double, single] = SNIPPET.exec(line.trim()) ?? [];
    const name = double ?? single;
    const request = name === undefined ? null : snippet(name, context);
    const text = request === null ? null : context.includeText(request, node.position);
    if (text === null) return line;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    return codeOf(text).replace(/^(?=.)/gm, indent);
  });
  return [{ ...node, value: lines.join("\n") }];
}

/** Source: https://facelessuser.github.io/pymdown-extensions/extensions/snippets/ */
const mkdocsSnippets: Dialect = {
  name: "mkdocs-snippets",
  presets: only("mkdocs"),
  rewrites: { paragraph: snippets, code: snippetsInCode },
};

// ---------------------------------------------------------------------------------------------- VitePress

function fileAt(url: string, { path, options }: DialectContext): readonly string[] {
  return localTargets(url, path, options.linkRoots).flatMap((target) => target.path ?? []);
}

const CODE_IMPORT = /^<<< *(\S[^{[#\n]*?)(?:#([\w-]+))? *(?:\{([^}\n]*)\})? *(?:\[([^\]\n]*)\])?$/;

/** `<<< @/file.js#region{1,3 ts:line-numbers}[title]` */
function codeImport(node: Paragraph, context: DialectContext): Put | null {
  const [, url, section, braces = "", title] = CODE_IMPORT.exec(sourceOf(node, context)) ?? [];
  if (url === undefined) return null;
  const candidates = fileAt(url, context);
  if (candidates.length === 0) return null;
  const part = { ...WHOLE, section: section ?? null };
  const request = { candidates, written: url, part, fragment: null, ownLinks: false };
  const text = context.includeText(request, node.position);
  if (text === null) return [];
  const lang = /(?:^|\s)([A-Za-z][\w+-]*)(?::\S*)?\s*$/.exec(braces)?.[1] ?? endingOf(url);
  const meta = title === undefined ? null : `title="${title.replaceAll('"', "'")}"`;
  return [{ type: "code", lang: lang === "" ? null : lang, meta, value: codeOf(text), ...at(node.position) }];
}

const FILE_INCLUDE = /^<!--\s*@include:\s*([^\s#{]+)(?:#([^\s{]+))?((?:\{[\d,\s]*\})*)\s*-->$/;

/** `{3,10}`, `{3,}`, `{,10}`, `{3}` */
function lineRanges(braces: string): Part["lines"] {
  return [...braces.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = ""]) => {
    const [from = "", to] = inside.split(",").map((part) => part.trim());
    if (from === "" && (to ?? "") === "") return [];
    const start = from === "" ? 1 : Number(from);
    return [[start, to === undefined ? start : to === "" ? null : Number(to)] as const];
  });
}

/** Comments are read with all HTML; this one waits as an empty paragraph until its turn comes. */
function waiting(node: RootContent): RootContent {
  if (node.type !== "html" || !FILE_INCLUDE.test(node.value.trim())) return node;
  return { type: "paragraph", children: [], data: { includes: node.value.trim() }, ...at(node.position) };
}

function fileInclude(comment: string, position: Position | undefined, context: DialectContext): Put {
  const [, url = "", anchor, braces = ""] = FILE_INCLUDE.exec(comment) ?? [];
  const request: IncludeRequest = {
    candidates: fileAt(url, context),
    written: url,
    part: { ...WHOLE, lines: lineRanges(braces) },
    fragment: null,
    ownLinks: false,
  };
  if (anchor === undefined) return context.include(request, position);
  // An anchor is a marked region, else a heading.
  const region = { ...request, part: { ...request.part, section: anchor } };
  const text = context.includeText({ ...request, part: WHOLE }, position);
  if (text === null) return [];
  const hasRegion = new RegExp(`region\\s+${anchor.replace(/[^\w-]/g, "\\$&")}`).test(text);
  return context.include(hasRegion ? region : { ...request, fragment: anchor }, position);
}

function vitepress(node: Paragraph, context: DialectContext): Put | null {
  const comment = node.data?.includes;
  return comment === undefined ? codeImport(node, context) : fileInclude(comment, node.position, context);
}

/** Source: https://vitepress.dev/guide/markdown#import-code-snippets and #markdown-file-inclusion */
const vitepressIncludes: Dialect = {
  name: "vitepress-includes",
  presets: only("vitepress"),
  rewrites: { paragraph: vitepress },
  siblings: { type: "html", rewrite: (list, kind) => (kind === "flow" ? list.map(waiting) : [...list]) },
};

// ----------------------------------------------------------------------------------------------- Obsidian

const EMBED = /^!\[\[([^\]|#\n]*)(#[^\]|\n]+)?(?:\|[^\]\n]*)?\]\]$/;

/** `![[note]]`, `![[note#Heading]]`, `![[note#^block]]`; what has another ending than a text is shown, not included. */
function embed(node: Paragraph, context: DialectContext): Put | null {
  const [, name = "", hash] = EMBED.exec(sourceOf(node, context)) ?? [];
  const ending = endingOf(name);
  if (name === "" || (ending !== "" && ending !== "md" && /^[a-z0-9]{1,5}$/i.test(ending))) return null;
  const file = ending === "md" ? name : `${name}.md`;
  const request: IncludeRequest = {
    candidates: [...fileAt(encodeURI(file), context), `**/${file}`],
    written: name,
    part: WHOLE,
    // Of nested headings the last one is meant.
    fragment: hash === undefined ? null : (hash.split("#").at(-1) ?? null),
    ownLinks: true,
  };
  const included = context.include(request, node.position);
  // What cannot be shown keeps its name.
  return included.length > 0 ? included : [{ ...node, children: [{ type: "text", value: name }] }];
}

/** Source: https://help.obsidian.md/embeds */
const obsidianEmbeds: Dialect = {
  name: "obsidian-embeds",
  presets: only("obsidian"),
  rewrites: { paragraph: embed },
};

/** Text of other files in place of what names them. */
export const INCLUDE_DIALECTS: readonly Dialect[] = [mkdocsSnippets, vitepressIncludes, obsidianEmbeds];

declare module "mdast" {
  interface ParagraphData {
    /** A comment that asks for a file. */
    includes?: string;
  }
}
