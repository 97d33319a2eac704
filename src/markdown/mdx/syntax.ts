import { Parser } from "acorn";
import type { CompileContext, Extension } from "mdast-util-from-markdown";
import { htmlFlow, htmlText } from "micromark-core-commonmark";
import { mdxExpression } from "micromark-extension-mdx-expression";
import { mdxJsx } from "micromark-extension-mdx-jsx";
import { mdxMd } from "micromark-extension-mdx-md";
import { mdxjsEsm } from "micromark-extension-mdxjs-esm";
import type { Construct, State, Extension as Syntax, Token } from "micromark-util-types";
import { COMPONENTS } from "../html/components.ts";
import { readTag } from "./tag.ts";

const BANG = 33;
const LESS = 60;

/** `<!` begins a comment. */
const comment: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const second: State = (code) => (code === BANG ? ok(code) : nok(code));
    return (code) => {
      effects.enter("data");
      effects.consume(code);
      effects.exit("data");
      return second;
    };
  },
};

/** A construct at `<`, where a comment follows or where none does. */
function where(isComment: boolean, construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const use = effects.attempt(construct, ok, nok);
      return isComment ? effects.check(comment, use, nok) : effects.check(comment, nok, use);
    },
  };
}

function constructsAt(syntax: Syntax, place: "flow" | "text"): readonly Construct[] {
  const found = syntax[place]?.[LESS];
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

/** Tags of JSX; comments of HTML are still read, as Docusaurus does. */
function tags(): Syntax {
  const jsx = mdxJsx();
  const at = (place: "flow" | "text", html: Construct): Construct[] => [
    ...constructsAt(jsx, place).map((construct) => where(false, construct)),
    where(true, { ...html, name: `${place}Comment` }),
  ];
  return { ...jsx, flow: { [LESS]: at("flow", htmlFlow) }, text: { [LESS]: at("text", htmlText) } };
}

/** The syntax of MDX. What it refuses it throws. */
export function mdxSyntax(): readonly Syntax[] {
  return [
    mdxMd(),
    // The same syntax as a dialect has it.
    { disable: { null: ["htmlBeforeColons"] } },
    tags(),
    mdxExpression(),
    mdxjsEsm({ acorn: Parser, acornOptions: { ecmaVersion: 2024, sourceType: "module" } }),
  ];
}

const IMPORT = /import\s+([A-Za-z_$][\w$]*)\s+from\s+(?:"([^"]+)"|'([^']+)')/g;

function enterTag(this: CompileContext, token: Token): undefined {
  const source = this.sliceSerialize(token);
  const { name, html } = readTag(source, (component) => Object.hasOwn(COMPONENTS, component));
  this.enter({ type: "html", value: html, data: { tag: name } }, token);
}

/** A list of attributes after a heading is none. */
const ATTRIBUTES = /^(?:[#.:]|toggle(?:\s|$)|[\w-]+=[^=>])/;

/** What an expression shows: a text its text, a comment nothing, a program itself as code. */
function enterExpression(this: CompileContext, token: Token): undefined {
  const source = this.sliceSerialize(token).slice(1, -1).trim();
  const [, double, single, template] = /^(?:"([^"\\]*)"|'([^'\\]*)'|`([^`$\\]*)`)$/.exec(source) ?? [];
  const text = double ?? single ?? template;
  const remark = /^\/\*([\s\S]*)\*\/$/.exec(source)?.[1];
  if (ATTRIBUTES.test(source)) {
    const type = token.type === "mdxTextExpression" ? "attributeList" : "text";
    this.enter({ type, value: this.sliceSerialize(token) }, token);
  } else if (text !== undefined) this.enter({ type: "text", value: text }, token);
  else if (source === "" || remark !== undefined)
    this.enter({ type: "html", value: `<!--${remark ?? ""}-->` }, token);
  else this.enter({ type: "inlineCode", value: source, data: { isProgram: true } }, token);
}

function enterProgram(this: CompileContext, token: Token): undefined {
  const [root] = this.stack;
  const source = this.sliceSerialize(token);
  const found = [...source.matchAll(IMPORT)].map(
    ([, name = "", double, single]) => [name, double ?? single ?? ""] as const,
  );
  if (root?.type === "root") root.data = { ...root.data, imports: [...(root.data?.imports ?? []), ...found] };
  this.enter({ type: "html", value: "<!---->" }, token);
}

function leave(this: CompileContext, token: Token): undefined {
  this.exit(token);
}

/** Nodes of MDX as nodes of Markdown: tags are raw HTML, as its dialect reads it. */
export const mdxFromMarkdown: Extension = {
  enter: {
    mdxJsxFlowTag: enterTag,
    mdxJsxTextTag: enterTag,
    mdxFlowExpression: enterExpression,
    mdxTextExpression: enterExpression,
    mdxjsEsm: enterProgram,
  },
  exit: {
    mdxJsxFlowTag: leave,
    mdxJsxTextTag: leave,
    mdxFlowExpression: leave,
    mdxTextExpression: leave,
    mdxjsEsm: leave,
  },
};

declare module "mdast" {
  interface HtmlData {
    /** Name of the JSX tag it was, as written. */
    tag?: string;
  }
  interface InlineCodeData {
    /** It is an expression of MDX, which nobody evaluates. */
    isProgram?: true;
  }
  interface RootData {
    /** Names of components and what they are imported from. */
    imports?: readonly (readonly [string, string])[];
  }
}
