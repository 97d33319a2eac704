import { MENTION_KINDS, type Mention, type MentionKind } from "../../model/nodes.ts";
import { codeOf, isLineEnd, isOneOf, isWordCharacter } from "../micromark/codes.ts";
import { nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mention: "mention";
  }
}

const COLON = codeOf(":");
const OPEN = codeOf("[");

/** The longest of the kinds. */
const MOST = Math.max(...MENTION_KINDS.map((kind) => kind.length));

function scanner(): Scanner {
  let length = 0;
  let isInside = false;
  return opened(":", (code) => {
    if (isLineEnd(code)) return "no";
    if (isInside) return code === codeOf("]") ? "last" : code === OPEN ? "no" : "more";
    if (code === OPEN) {
      isInside = true;
      return "more";
    }
    length += 1;
    return length <= MOST && isWordCharacter(code) ? "more" : "no";
  });
}

const PATTERN = /^:(\w+)\[\s*(.*\S)\s*\]$/;

function kindOf(name: string | undefined): MentionKind | null {
  return MENTION_KINDS.find((kind) => kind === name) ?? null;
}

function mentionIn(source: string): Mention | null {
  const [, name, value] = PATTERN.exec(source) ?? [];
  const kind = kindOf(name);
  return kind === null || value === undefined ? null : { type: "mention", kind, value };
}

/** What Notion mentions: `:date[2026-01-31]`, `:user[name@example.org]`, `:page[other.md]`, `:emoji[name]`. */
export const mentions: Dialect = {
  name: "mentions",
  presets: only(),
  isOwn: true,
  syntax: {
    micromark: {
      text: {
        [COLON]: spanConstruct({
          token: "mention",
          opens: (before) => !isWordCharacter(before) && !isOneOf(before, ":"),
          scanner,
          accepts: (source) => mentionIn(source) !== null,
        }),
      },
    },
    fromMarkdown: nodesOf("mention", (source) => mentionIn(source) ?? { type: "text", value: source }),
  },
};
