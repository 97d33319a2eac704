import type { Color } from "../../facts/colors.ts";
import { canonicalUrl } from "../links.ts";
import { isPending, type Reference } from "../pending.ts";
import {
  type Annotations,
  type EquationRun,
  type MentionRun,
  PLAIN,
  type RichText,
  type TextRun,
} from "../richText.ts";
import { mergeRuns, splitRuns, text } from "../text.ts";
import { idOf } from "./reference.ts";

export { text } from "../text.ts";

/** Text: a string, a run of it with formatting, or a list of both. */
export type Content = string | RichText | readonly (string | RichText)[];

function listOf(content: Content): readonly (string | RichText)[] {
  return typeof content === "string" || "type" in content ? [content] : content;
}

/** Runs in canonical form: equal neighbours merged, none longer than 2000 UTF-16 units. */
export function runsOf(content: Content): RichText[] {
  const runs = listOf(content).map((run) => (typeof run === "string" ? text(run) : run));
  return splitRuns(mergeRuns(runs));
}

/** Linked text. */
export function link(content: string, url: Reference, annotations: Partial<Annotations> = {}): TextRun {
  return text(content, annotations, isPending(url) ? url : canonicalUrl(url));
}

export function bold(content: string): TextRun {
  return text(content, { bold: true });
}

export function italic(content: string): TextRun {
  return text(content, { italic: true });
}

export function strikethrough(content: string): TextRun {
  return text(content, { strikethrough: true });
}

export function underline(content: string): TextRun {
  return text(content, { underline: true });
}

export function inlineCode(content: string): TextRun {
  return text(content, { code: true });
}

export function colored(content: string, color: Color): TextRun {
  return text(content, { color });
}

/** A KaTeX expression in text, at most 1000 UTF-16 units. */
export function inlineEquation(expression: string): EquationRun {
  return { type: "equation", equation: { expression }, annotations: PLAIN };
}

function mention(value: MentionRun["mention"]): MentionRun {
  return { type: "mention", mention: value, annotations: PLAIN };
}

/** A member of the workspace, by id. */
export function mentionUser(id: Reference): MentionRun {
  return mention({ user: { id: idOf(id) } });
}

export function mentionPage(id: Reference): MentionRun {
  return mention({ page: { id: idOf(id) } });
}

export function mentionDatabase(id: Reference): MentionRun {
  return mention({ database: { id: idOf(id) } });
}

/** @param start - ISO 8601 date or date-time */
export function mentionDate(
  start: string,
  end: string | null = null,
  timeZone: string | null = null,
): MentionRun {
  return mention({ date: { start, end, time_zone: timeZone } });
}

/** For templates: the day on which one is used. */
export function mentionToday(): MentionRun {
  return mention({ template_mention: { template_mention_date: "today" } });
}

/** For templates: the moment at which one is used. */
export function mentionNow(): MentionRun {
  return mention({ template_mention: { template_mention_date: "now" } });
}

/** For templates: whoever uses one. */
export function mentionMe(): MentionRun {
  return mention({ template_mention: { template_mention_user: "me" } });
}

/** A custom emoji of the workspace, by id. */
export function customEmoji(id: Reference): MentionRun {
  return mention({ custom_emoji: { id: idOf(id) } });
}
