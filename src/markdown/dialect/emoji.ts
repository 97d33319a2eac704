import type { Code, Construct } from "micromark-util-types";
import { emojiNamed } from "../../facts/emoji.ts";
import { codeOf, isOneOf, isWordCharacter } from "../micromark/codes.ts";
import { nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { Dialect } from "./dialect.ts";
import { everyBut } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    emojiName: "emojiName";
  }
}

const COLON = codeOf(":");

/** Longer than any name. */
const MOST = 80;

function scanner(): Scanner {
  let length = 0;
  return opened(":", (code) => {
    if (code === COLON) return "last";
    length += 1;
    return length < MOST && (isWordCharacter(code) || isOneOf(code, "_+-")) ? "more" : "no";
  });
}

function emojiIn(source: string): string | null {
  return emojiNamed(source.slice(1, -1));
}

/** Names such as `100` stand in times and ratios too (`1:100:2`). */
function accepts(source: string, after: Code): boolean {
  return emojiIn(source) !== null && !(/^:\d+:$/.test(source) && isWordCharacter(after));
}

/** Two colons set a scope (`a::key::b`), unless the first one ends another emoji. */
const opens: NonNullable<Construct["previous"]> = function (before) {
  return before !== COLON || this.events.at(-1)?.[1].type === "emojiName";
};

/**
 * Emoji by name: `:rocket:`. A name nobody knows stays as it is.
 *
 * Source: https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#using-emojis
 */
export const emoji: Dialect = {
  name: "emoji",
  presets: everyBut("commonmark"),
  syntax: {
    micromark: {
      text: {
        [COLON]: spanConstruct({ token: "emojiName", opens, scanner, accepts }),
      },
    },
    fromMarkdown: nodesOf("emojiName", (source) => ({
      type: "sign",
      value: emojiIn(source) ?? source,
      written: source,
    })),
  },
};
