import { normalizeId, parseNotionUrl } from "../links.ts";
import { isPending, type Reference } from "../pending.ts";

/** An id in canonical form: of an id with or without dashes, or of a page's address. Anything else stays. */
export function idOf(reference: Reference): Reference {
  if (isPending(reference)) return reference;
  return normalizeId(reference) ?? parseNotionUrl(reference)?.page ?? reference;
}
