/** Ids as the API takes and gives them. */

const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BARE = /^[0-9a-f]{32}$/i;

/** An id in its dashed form, or null when the text is no id. */
export function dashed(text: string): string | null {
  if (DASHED.test(text)) {
    return text.toLowerCase();
  }
  if (!BARE.test(text)) {
    return null;
  }
  const hex = text.toLowerCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** An id without its dashes. */
export function bare(id: string): string {
  return id.replaceAll("-", "");
}
