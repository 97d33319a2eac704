import type { Code } from "micromark-util-types";
import type { Sign } from "../../model/nodes.ts";
import { codeOf, isGap, isOneOf, isWordCharacter } from "../micromark/codes.ts";
import { combined, nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import { inScript, SCRIPTS } from "../scripts.ts";
import type { Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    subscript: "subscript";
    superscript: "superscript";
  }
}

const TILDE = codeOf("~");
const CARET = codeOf("^");

/** One or more characters without a space, up to the next mark. */
function between(mark: number): () => Scanner {
  return () => {
    let length = 0;
    return opened(String.fromCharCode(mark), (code) => {
      if (code === mark) return length === 0 ? "no" : "last";
      length += 1;
      return isGap(code) || isOneOf(code, "[]`") ? "no" : "more";
    });
  };
}

function textOf(source: string, script: keyof typeof SCRIPTS): Sign {
  const inside = source.slice(1, -1).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  const { open, close } = SCRIPTS[script];
  return {
    type: "sign",
    value: inScript(inside, script) ?? `${open}${inside}${close}`,
    written: inside,
  };
}

/** Another mark would make it the fence of something else. */
const isAlone = (mark: number) => (_source: string, after: Code) => after !== mark;

/**
 * `H~2~O` and `x^2^`. A tilde is one only right after a letter or digit: elsewhere it strikes through.
 *
 * Source: https://facelessuser.github.io/pymdown-extensions/extensions/tilde/ and `/caret/`
 */
export const script: Dialect = {
  name: "script",
  presets: only("mkdocs"),
  syntax: {
    micromark: {
      text: {
        [TILDE]: spanConstruct({
          token: "subscript",
          opens: isWordCharacter,
          scanner: between(TILDE),
          accepts: isAlone(TILDE),
        }),
        [CARET]: spanConstruct({
          token: "superscript",
          opens: (before) => isWordCharacter(before) || isOneOf(before, ")]}"),
          scanner: between(CARET),
          accepts: isAlone(CARET),
        }),
      },
    },
    fromMarkdown: combined(
      nodesOf("subscript", (source) => textOf(source, "sub")),
      nodesOf("superscript", (source) => textOf(source, "sup")),
    ),
  },
};
