import type { Color } from "./colors.ts";

/** How a kind of callout looks. */
export interface CalloutLook {
  readonly icon: string;
  readonly color: Color;
}

const LOOKS = {
  note: { icon: "ℹ️", color: "blue_background" },
  tip: { icon: "💡", color: "green_background" },
  important: { icon: "❗", color: "purple_background" },
  warning: { icon: "⚠️", color: "yellow_background" },
  caution: { icon: "🛑", color: "red_background" },
  success: { icon: "✅", color: "green_background" },
  failure: { icon: "❌", color: "red_background" },
  danger: { icon: "⚡", color: "red_background" },
  bug: { icon: "🐛", color: "red_background" },
  question: { icon: "❓", color: "yellow_background" },
  abstract: { icon: "📋", color: "blue_background" },
  todo: { icon: "☑️", color: "blue_background" },
  example: { icon: "🧪", color: "purple_background" },
  quote: { icon: "💬", color: "gray_background" },
} as const satisfies Record<string, CalloutLook>;

/**
 * Looks by lower-case kind.
 * Sources: https://github.com/orgs/community/discussions/16925 (note, tip, important, warning, caution),
 * https://help.obsidian.md/callouts (kinds and their other names), https://docusaurus.io/docs/markdown-features/admonitions,
 * https://squidfunk.github.io/mkdocs-material/reference/admonitions/
 */
export const CALLOUTS: Readonly<Record<string, CalloutLook>> = {
  ...LOOKS,
  info: LOOKS.note,
  seealso: LOOKS.note,
  hint: LOOKS.tip,
  attention: LOOKS.warning,
  warn: LOOKS.warning,
  secondary: { icon: "📌", color: "gray_background" },
  check: LOOKS.success,
  done: LOOKS.success,
  fail: LOOKS.failure,
  missing: LOOKS.failure,
  error: LOOKS.danger,
  help: LOOKS.question,
  faq: LOOKS.question,
  summary: LOOKS.abstract,
  tldr: LOOKS.abstract,
  cite: LOOKS.quote,
};

/** The look of a kind nobody described. */
export const DEFAULT_CALLOUT: CalloutLook = LOOKS.note;
