import { attributeLists } from "./attributeList.ts";
import { bracketSpans } from "./bracketSpan.ts";
import { comment } from "./comment.ts";
import type { Dialect } from "./dialect.ts";
import { emoji } from "./emoji.ts";
import { highlight, inserted } from "./highlight.ts";
import { inlineNotes } from "./inlineNote.ts";
import { math } from "./math.ts";
import { mentions } from "./mention.ts";
import { script } from "./script.ts";
import { wikiLinks } from "./wikiLink.ts";

/** The dialects whose constructs stand inside a line, in the order in which they are asked. */
export const INLINE_DIALECTS: readonly Dialect[] = [
  math,
  inlineNotes,
  emoji,
  highlight,
  inserted,
  script,
  comment,
  attributeLists,
  bracketSpans,
  mentions,
  wikiLinks,
];
