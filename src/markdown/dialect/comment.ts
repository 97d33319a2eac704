import type { Html } from "mdast";
import { blockConstruct } from "../micromark/block.ts";
import { codeOf } from "../micromark/codes.ts";
import { brokenBlocks, combined, nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    percentComment: "percentComment";
    percentBlock: "percentBlock";
    percentBlockBroken: "percentBlockBroken";
  }
}

const PERCENT = codeOf("%");

function scanner(): Scanner {
  let isSecond = false;
  return opened("%%", (code) => {
    const isLast = isSecond && code === PERCENT;
    isSecond = code === PERCENT;
    return isLast ? "last" : "more";
  });
}

/** What is said to mdnotion; all else is for nobody but the author. */
const DIRECTIVE = /^%%\s*(mdnotion:[a-z-]+[\w\s,-]*?)\s*%%$/;

/** What HTML has for it: the dialect that reads HTML takes it away, with the space it leaves. */
function commentOf(source: string): Html {
  return { type: "html", value: `<!--${DIRECTIVE.exec(source)?.[1] ?? ""}-->` };
}

/**
 * `%%comment%%`, in a line or over several.
 *
 * Source: https://help.obsidian.md/syntax#Comments
 */
export const comment: Dialect = {
  name: "comment",
  presets: only("obsidian"),
  syntax: {
    micromark: { text: { [PERCENT]: spanConstruct({ token: "percentComment", scanner }) } },
    blocks: (refused) => ({
      flow: {
        [PERCENT]: blockConstruct(
          {
            token: "percentBlock",
            broken: "percentBlockBroken",
            open: "%%",
            close: "%%",
            accepts: () => true,
          },
          refused,
        ),
      },
    }),
    fromMarkdown: combined(
      nodesOf("percentComment", commentOf),
      nodesOf("percentBlock", (source) => commentOf(source.trim())),
      brokenBlocks("percentBlockBroken", (source) => ({ type: "code", value: source })),
    ),
  },
};
