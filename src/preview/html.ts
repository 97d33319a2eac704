/** Markup that is safe to put into a document: every text in it has been escaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made inert for an element's content and for a quoted attribute. NUL, which HTML cannot hold, becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(/\0/g, "\uFFFD").replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function markupOf(part: Part): string {
  if (part === null) {
    return "";
  }
  if (typeof part === "string" || typeof part === "number") {
    return escapeHtml(String(part));
  }
  return "markup" in part ? part.markup : part.map(markupOf).join("");
}

/**
 * Template tag: what is put in is escaped unless it is `Html` already; `null` leaves nothing.
 * Attribute values must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.map((text, index) => text + markupOf(parts[index] ?? null)).join("");
  return { markup };
}

/** No markup at all. */
export const EMPTY: Html = { markup: "" };
