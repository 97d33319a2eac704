import type { Color } from "../facts/colors.ts";
import type { Reference } from "./pending.ts";

/** Formatting of one run; every key is always there. Source: SDK type `AnnotationResponse`. */
export interface Annotations {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strikethrough: boolean;
  readonly underline: boolean;
  readonly code: boolean;
  readonly color: Color;
}

/** A run without any formatting. */
export const PLAIN: Annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: "default",
};

/** Text, at most 2000 UTF-16 units, perhaps linked. */
export interface TextRun {
  readonly type: "text";
  readonly text: { readonly content: string; readonly link: { readonly url: Reference } | null };
  readonly annotations: Annotations;
}

/** What a mention points at. The last three are read from Notion and cannot be written. */
export type Mention =
  | { readonly user: { readonly id: Reference } }
  | { readonly page: { readonly id: Reference } }
  | { readonly database: { readonly id: Reference } }
  | {
      readonly date: {
        readonly start: string;
        readonly end: string | null;
        readonly time_zone: string | null;
      };
    }
  | { readonly template_mention: { readonly template_mention_date: "today" | "now" } }
  | { readonly template_mention: { readonly template_mention_user: "me" } }
  | { readonly custom_emoji: { readonly id: Reference } }
  | { readonly link_preview: { readonly url: string } }
  | { readonly link_mention: { readonly url: string } }
  | { readonly other: { readonly kind: string; readonly text: string } };

export interface MentionRun {
  readonly type: "mention";
  readonly mention: Mention;
  readonly annotations: Annotations;
}

/** An inline KaTeX expression, at most 1000 UTF-16 units. */
export interface EquationRun {
  readonly type: "equation";
  readonly equation: { readonly expression: string };
  readonly annotations: Annotations;
}

/**
 * One item of a rich text array in canonical form: annotations complete, link explicit.
 * Source: SDK types `RichTextItemRequest`, `RichTextItemResponse`.
 */
export type RichText = TextRun | MentionRun | EquationRun;
