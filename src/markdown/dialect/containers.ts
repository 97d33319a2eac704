import { abbreviations } from "./abbreviation.ts";
import { obsidianCallouts, titledAlerts } from "./alert.ts";
import { colonAdmonitions, directives } from "./colon/index.ts";
import { definitionLists } from "./definitionList.ts";
import type { Dialect } from "./dialect.ts";
import { headingAttributes } from "./headingAttributes.ts";
import { INCLUDE_DIALECTS } from "./includes.ts";
import { indentedBlocks } from "./indented/index.ts";
import { mdx } from "./mdx.ts";
import { tasks } from "./tasks.ts";

/**
 * Dialects of blocks that hold blocks. They come before HTML: tags are paired within what stands between lines of
 * colons.
 */
export const CONTAINER_DIALECTS: readonly Dialect[] = [
  mdx,
  ...INCLUDE_DIALECTS,
  directives,
  colonAdmonitions,
  indentedBlocks,
  definitionLists,
  abbreviations,
  obsidianCallouts,
  titledAlerts,
  headingAttributes,
  tasks,
];
