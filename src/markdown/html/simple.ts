import type { RootContent, Text } from "mdast";
import type { ContentKind, DialectContext } from "../dialect/dialect.ts";
import { tableOfContents } from "../dialect/toc.ts";
import { commentIn, type Directive, directiveIn } from "./comments.ts";

const LINE_BREAK = /^<br\s*\/?>$/i;

function directiveOf(node: RootContent): Directive | null {
  const comment = node.type === "html" ? commentIn(node.value) : null;
  return comment === null ? null : directiveIn(comment);
}

/** Puts an empty comment for each region whose two comments stand among these siblings. */
function withoutIgnored(siblings: readonly RootContent[]): readonly RootContent[] {
  const ends = siblings.flatMap((node, index) => (directiveOf(node) === "end" ? [index] : []));
  if (ends.length === 0) return siblings;
  const kept: RootContent[] = [];
  for (let index = 0; index < siblings.length; index += 1) {
    const node = siblings[index];
    if (node === undefined) break;
    const end = directiveOf(node) === "ignore" ? ends.find((at) => at > index) : undefined;
    if (end === undefined) kept.push(node);
    else {
      kept.push({ type: "html", value: "<!---->" });
      index = end;
    }
  }
  return kept;
}

function trimmed(node: Text, pattern: RegExp): Text[] {
  const value = node.value.replace(pattern, "");
  return value === "" ? [] : [{ ...node, value }];
}

/** Adds a node after which no space counts: what HTML would not show at the end of a line goes. */
function pushBreak(result: RootContent[], node: RootContent): void {
  const last = result.at(-1);
  if (last?.type === "text") result.splice(-1, 1, ...trimmed(last, /[ \t\n]+$/));
  result.push({ type: "break", ...(node.position && { position: node.position }) });
}

function pushText(result: RootContent[], node: Text, gap: boolean): void {
  const last = result.at(-1);
  const space = last?.type === "break" || (gap && last?.type === "text" && /\s$/.test(last.value));
  if (space) result.push(...trimmed(node, /^[ \t\n]+/));
  else result.push(node);
}

/**
 * Resolves the raw HTML that needs no parser: comments, line breaks, regions to be left out. What is left of
 * `html` nodes does.
 */
export function resolveSimple(
  siblings: readonly RootContent[],
  kind: ContentKind,
  context: DialectContext,
): RootContent[] {
  const result: RootContent[] = [];
  // A comment went between the last node and this one.
  let gap = false;
  for (const node of withoutIgnored(siblings)) {
    const comment = node.type === "html" ? commentIn(node.value) : null;
    const directive = comment === null ? null : directiveIn(comment);
    const isKept = directive === "ignore" || directive === "end";
    const isContents = directive === "toc" && kind === "flow" && context.has("toc");
    if (comment !== null && !isKept && !isContents) {
      gap = true;
      continue;
    }
    if (isContents) result.push(tableOfContents(node));
    else pushNode(result, node, kind, gap);
    gap = false;
  }
  return result;
}

function pushNode(result: RootContent[], node: RootContent, kind: ContentKind, gap: boolean): void {
  if (node.type === "text") pushText(result, node, gap);
  else if (node.type !== "html" || !LINE_BREAK.test(node.value.trim())) result.push(node);
  else if (kind !== "flow") pushBreak(result, node);
}
