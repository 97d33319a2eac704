import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import type { CompileContext, Extension } from "mdast-util-from-markdown";
import type { Token } from "micromark-util-types";
import { type Attributes, NO_ATTRIBUTES, readAttributes } from "../../attributes.ts";

/** A line of colons, as a paragraph of its label. */
export interface ColonMark {
  colons: number;
  /** In lower case; empty: the line closes what others opened. */
  name: string;
  attributes: Attributes;
  /** The line as written, up to its label and from there. */
  before: string;
  after: string;
}

declare module "mdast" {
  interface ParagraphData {
    mark?: ColonMark;
  }
}

/** A paragraph that is a line of colons. */
export interface MarkParagraph extends Paragraph {
  readonly data: { readonly mark: ColonMark };
}

export function isMark(node: RootContent): node is MarkParagraph {
  return node.type === "paragraph" && node.data?.mark !== undefined;
}

function markOf(context: CompileContext): ColonMark | undefined {
  const node = context.stack.at(-1);
  return node?.type === "paragraph" ? node.data?.mark : undefined;
}

/** Words that mean something in the braces; others make them part of the title. */
const FLAGS: ReadonlySet<string> = new Set(["open", "closed"]);

/** Keeps what stands before and after a label, whose brackets take `margin` characters on each side. */
function cutAt(label: Token, margin: 0 | 1, context: CompileContext): void {
  const mark = markOf(context);
  if (mark === undefined) return;
  const whole = mark.before;
  const start = context.stack.at(-1)?.position?.start.offset ?? 0;
  mark.before = whole.slice(0, label.start.offset - start + margin);
  mark.after = whole.slice(label.end.offset - start - margin);
}

/** Reads attributes; behind a title without brackets, braces that say nothing we know belong to the title. */
function readBraces(token: Token, node: Paragraph, mark: ColonMark, context: CompileContext): void {
  const written = context.sliceSerialize(token);
  const attributes = readAttributes(written);
  const isKnown = attributes !== null && [...attributes.flags].every((flag) => FLAGS.has(flag));
  if (isKnown || mark.after.startsWith("]")) {
    mark.attributes = attributes ?? NO_ATTRIBUTES;
    return;
  }
  const hasTitle = node.children.length > 0;
  node.children.push({ type: "text", value: hasTitle ? ` ${written}` : written });
  if (!hasTitle) mark.before = mark.before.slice(0, mark.before.lastIndexOf(written));
  mark.after = "";
}

/** Makes lines of colons paragraphs that carry what the line says. */
export const colonFromMarkdown: Extension = {
  enter: {
    colonMark(token) {
      const mark: ColonMark = {
        colons: 0,
        name: "",
        attributes: NO_ATTRIBUTES,
        before: this.sliceSerialize(token),
        after: "",
      };
      this.enter({ type: "paragraph", children: [], data: { mark } }, token);
    },
    colonLabel(token) {
      cutAt(token, 1, this);
    },
    colonTitle(token) {
      cutAt(token, 0, this);
    },
  },
  exit: {
    colonSequence(token) {
      const mark = markOf(this);
      if (mark !== undefined) mark.colons = token.end.offset - token.start.offset;
    },
    colonName(token) {
      const mark = markOf(this);
      if (mark !== undefined) mark.name = this.sliceSerialize(token).toLowerCase();
    },
    colonAttributes(token) {
      const node = this.stack.at(-1);
      if (node?.type !== "paragraph" || node.data?.mark === undefined) return;
      readBraces(token, node, node.data.mark, this);
    },
    colonMark(token) {
      this.exit(token);
    },
  },
};

/** Adds to what a paragraph holds; text that meets text is one. */
export function append(list: PhrasingContent[], more: readonly PhrasingContent[]): void {
  for (const node of more) {
    const last = list.at(-1);
    if (node.type === "text" && last?.type === "text") last.value += node.value;
    else if (node.type === "text") list.push({ type: "text", value: node.value });
    else list.push(node);
  }
}

/** The line as it was written: its label keeps its formatting. */
export function asWritten({ children, position, data }: MarkParagraph): Paragraph {
  const written: PhrasingContent[] = [];
  const text = (value: string): PhrasingContent[] => (value === "" ? [] : [{ type: "text", value }]);
  append(written, [...text(data.mark.before), ...children, ...text(data.mark.after)]);
  return { type: "paragraph", children: written, ...(position && { position }) };
}
