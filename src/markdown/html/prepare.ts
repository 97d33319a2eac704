import type { Comment, Element, ElementContent, Root, RootContent } from "hast";
import type { DialectContext } from "../dialect/dialect.ts";
import { directiveIn } from "./comments.ts";
import { isKnownTag } from "./handlers.ts";
import { isOwnComponent } from "./ownComponents.ts";
import { dropSilent } from "./silent.ts";
import type { Woven } from "./weave.ts";

interface Preparation {
  readonly woven: Woven;
  readonly context: DialectContext;
  /** Runs of Markdown that are left out on purpose. */
  readonly met: Set<number>;
  /** The comment that opened the region being left out. */
  ignoring: Comment | null;
}

function keepComment(node: Comment, state: Preparation): boolean {
  const directive = directiveIn(node.value);
  if (directive === "ignore") state.ignoring ??= node;
  if (directive === "end") state.ignoring = null;
  return state.ignoring === null && directive === "toc";
}

function keepRun(element: Element, state: Preparation): boolean {
  const n = Number(element.properties["dataN"]);
  if (state.ignoring === null) return true;
  state.met.add(n);
  if (n === state.woven.runs.length) {
    const { position } = state.ignoring;
    state.context.reportOnce(JSON.stringify(position), "ignore-not-closed", {}, position);
  }
  return false;
}

function isKnown(name: string): boolean {
  return isKnownTag(name) || isOwnComponent(name);
}

function keepElement(element: Element, state: Preparation, foreign: boolean, asWritten: string): boolean {
  if (element.tagName === state.woven.tag) return keepRun(element, state);
  const inside = foreign || element.tagName === "svg" || element.tagName === "math";
  if (!inside && state.ignoring === null && !isKnown(element.tagName)) {
    const tag = asWritten.slice(0, element.tagName.length);
    state.context.reportOnce(element.tagName, "html-unknown-tag", { tag }, element.position);
  }
  const before = state.ignoring;
  prepareChildren(element, state, inside);
  return before === null || state.ignoring !== before;
}

function prepareChildren(parent: Root | Element, state: Preparation, foreign: boolean): void {
  const holder: { children: (RootContent | ElementContent)[] } = parent;
  holder.children = holder.children.filter((child) => {
    const offset = child.position?.start.offset ?? 0;
    const position = state.woven.inFile(child.position);
    if (position === undefined) delete child.position;
    else child.position = position;
    if (child.type === "comment") return keepComment(child, state);
    if (child.type === "element") {
      // The parser gives tag names in lower case; the author may have written a type (`Vec<String>`).
      return keepElement(child, state, foreign, state.woven.html.slice(offset + 1, offset + 100));
    }
    return state.ignoring === null;
  });
  dropSilent(parent);
}

/**
 * Makes a parsed HTML text ready to become mdast: positions are those in the file, comments and what they leave
 * out are gone, unknown tags are reported.
 *
 * @returns the numbers of the runs that are left out
 */
export function prepare(tree: Root, woven: Woven, context: DialectContext): Set<number> {
  const state: Preparation = { woven, context, met: new Set(), ignoring: null };
  delete tree.position;
  prepareChildren(tree, state, false);
  return state.met;
}
