import type { Extension } from "mdast-util-from-markdown";
import type { TokenType } from "micromark-util-types";
import type { Styled } from "../../model/nodes.ts";
import { codeOf } from "../micromark/codes.ts";
import { pairSyntax } from "../micromark/pair.ts";
import type { Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    highlight: "highlight";
    highlightMark: "highlightMark";
    highlightLoose: "highlightLoose";
    inserted: "inserted";
    insertedMark: "insertedMark";
    insertedLoose: "insertedLoose";
  }
}

/** Makes formatting of a pair. */
function styledBy(token: TokenType, style: Styled["style"]): Extension {
  return {
    canContainEols: ["styled"],
    enter: {
      [token](made) {
        this.enter({ type: "styled", style, children: [] }, made);
      },
    },
    exit: {
      [token](made) {
        this.exit(made);
      },
    },
  };
}

/**
 * `==text==`.
 *
 * Sources: https://help.obsidian.md/syntax#Bold,+italics,+highlights,
 * https://facelessuser.github.io/pymdown-extensions/extensions/mark/
 */
export const highlight: Dialect = {
  name: "highlight",
  presets: only("obsidian", "mkdocs"),
  syntax: {
    micromark: pairSyntax({
      character: codeOf("="),
      size: 2,
      whole: "highlight",
      mark: "highlightMark",
      loose: "highlightLoose",
    }),
    fromMarkdown: styledBy("highlight", { color: "yellow_background" }),
  },
};

/**
 * `^^text^^`.
 *
 * Source: https://facelessuser.github.io/pymdown-extensions/extensions/caret/
 */
export const inserted: Dialect = {
  name: "inserted",
  presets: only("mkdocs"),
  syntax: {
    micromark: pairSyntax({
      character: codeOf("^"),
      size: 2,
      whole: "inserted",
      mark: "insertedMark",
      loose: "insertedLoose",
    }),
    fromMarkdown: styledBy("inserted", { underline: true }),
  },
};
