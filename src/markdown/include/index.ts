import type { RootContent, RootData } from "mdast";
import type { Node, Position } from "unist";
import type { IncludeFile, IncludeFiles, IncludeProblem } from "../../model/document.ts";
import type { ConvertOptions } from "../../model/options.ts";
import { isOutside } from "../../model/paths.ts";
import { isTooDeep } from "../deep.ts";
import type { DialectContext } from "../dialect/dialect.ts";
import { readFrontMatter } from "../frontMatter/index.ts";
import { parser } from "../syntax.ts";
import { cleanText, sizeComplaint } from "../text.ts";
import { fragmentOf } from "./section.ts";
import { type Part, partOf } from "./text.ts";

/** A wish for another file's text. */
export interface IncludeRequest {
  /** Paths relative to the root, the likeliest first; two stars and a slash before a name stand for any folder. */
  readonly candidates: readonly string[];
  /** As it is written, for messages. */
  readonly written: string;
  readonly part: Part;
  /** A heading's slug or text, or `^id` of a block; null: the whole. */
  readonly fragment: string | null;
  /** Links in it are relative to itself; else to the file that includes it. */
  readonly ownLinks: boolean;
}

/** What another file says, in place of what asked for it. */
export interface Included {
  readonly type: "included";
  readonly path: string;
  readonly text: string;
  readonly children: RootContent[];
  /** What is known of its whole tree. */
  readonly data?: RootData;
  readonly ownLinks: boolean;
  /** The files it stands in, itself last. */
  readonly stack: readonly string[];
}

/** The files around a text, and those it asked for. */
export interface Including {
  /** Null: there are none at all. */
  readonly files: IncludeFiles | null;
  readonly asked: Set<string>;
}

/** Files in files. A person gets along with three. */
const MAX_INCLUDES = 10;

const REASONS: { readonly [P in Exclude<IncludeProblem, "missing">]: string } = {
  outside: "it lies outside the project's root",
  hidden: "it is hidden or ignored by git",
  skipped: "its front matter keeps it from being published",
  unreadable: "it cannot be read as text",
};

type Found = Exclude<IncludeFile, string>;

/** Looks for the file; null where there is none, which has then been said, or is to be fetched first. */
function find(
  request: IncludeRequest,
  position: Position | undefined,
  stack: readonly string[],
  { files, asked }: Including,
  context: DialectContext,
): Found | null {
  const { written } = request;
  if (files === null) {
    context.report("include-local", { path: written }, position);
    return null;
  }
  let problem: IncludeProblem = "missing";
  for (const path of request.candidates) {
    const file = isOutside(path) ? "outside" : files.get(path);
    if (!isOutside(path)) asked.add(path);
    if (file === undefined) return null;
    if (typeof file !== "string") {
      if (!stack.includes(file.path) && stack.length <= MAX_INCLUDES) return file;
      context.report("include-circle", { path: written }, position);
      return null;
    }
    if (problem === "missing") problem = file;
  }
  if (problem === "missing") context.report("include-not-found", { path: written }, position);
  else context.report("include-refused", { path: written, reason: REASONS[problem] }, position);
  return null;
}

/** How a context of a file fetches the text of others. */
export function includer(
  options: ConvertOptions,
  stack: readonly string[],
  including: Including,
  context: () => DialectContext,
): Pick<DialectContext, "include" | "includeText"> {
  const textOf = (request: IncludeRequest, position: Position | undefined): Found | null => {
    const found = find(request, position, stack, including, context());
    if (found === null) return null;
    const text = partOf(cleanText(found.text), request.part);
    if (text === null) {
      const part = request.part.section ?? "";
      context().report("include-part", { path: request.written, part }, position);
    }
    return text === null ? null : { path: found.path, text };
  };
  return {
    includeText: (request, position) => textOf(request, position)?.text ?? null,
    include(request, position) {
      const found = textOf(request, position);
      if (found === null) return [];
      const { path, text } = found;
      if (sizeComplaint(text, path) !== null || isTooDeep(text)) {
        const reason = "it is too large";
        context().report("include-refused", { path: request.written, reason }, position);
        return [];
      }
      const tree = parser({ ...options, path }, true)(text);
      const head: Node | undefined = tree.children[0];
      if (readFrontMatter(head, path).kind !== "none") tree.children.shift();
      const { fragment, ownLinks } = request;
      const children = fragment === null ? tree.children : fragmentOf(tree.children, fragment);
      if (children === null) {
        context().report("include-part", { path: request.written, part: `#${fragment}` }, position);
        return [];
      }
      return [
        {
          type: "included",
          path,
          text,
          children,
          ...(tree.data && { data: tree.data }),
          ownLinks,
          stack: [...stack, path],
        },
      ];
    },
  };
}
