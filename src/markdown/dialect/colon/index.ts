import type { RootContent } from "mdast";
import type { ContentKind, Dialect, DialectContext } from "../dialect.ts";
import { only } from "../presets.ts";
import { colonFromMarkdown } from "./mark.ts";
import { MEANING, OWN_CONTAINERS, OWN_LEAVES } from "./names.ts";
import { pairMarks } from "./pair.ts";
import { colonSyntax } from "./syntax.ts";

function rewrite(list: readonly RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  return kind === "flow" ? pairMarks(list, MEANING, context) : [...list];
}

const siblings = { type: "paragraph", rewrite } as const;

/**
 * Admonitions between colons, of any name.
 *
 * Sources: https://docusaurus.io/docs/markdown-features/admonitions,
 * https://vitepress.dev/guide/markdown#custom-containers, https://starlight.astro.build/guides/authoring-content/#asides
 */
export const colonAdmonitions: Dialect = {
  name: "colon-admonitions",
  presets: only("docusaurus", "vitepress", "starlight"),
  syntax: {
    micromark: colonSyntax({ containers: null, leaves: new Set() }),
    fromMarkdown: colonFromMarkdown,
  },
  siblings,
};

/** mdnotion's own containers and leaves, in the form of generic directives. */
export const directives: Dialect = {
  name: "directives",
  presets: only(),
  isOwn: true,
  syntax: {
    micromark: colonSyntax({ containers: OWN_CONTAINERS, leaves: OWN_LEAVES }),
    fromMarkdown: colonFromMarkdown,
  },
  siblings,
};
