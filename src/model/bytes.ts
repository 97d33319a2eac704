/** Control characters that JSON writes with two characters; the others take six. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

/** Bytes of one UTF-16 unit in JSON. Halves of surrogate pairs take two each and count as three. */
function unitBytes(unit: number): number {
  if (unit >= 0x800) return 3;
  if (unit >= 0x80 || unit === 0x22 || unit === 0x5c) return 2;
  if (unit >= 0x20) return 1;
  return SHORT_ESCAPES.has(unit) ? 2 : 6;
}

/** Bytes of a string as JSON in UTF-8, quotes included; never too few. */
export function stringBytes(text: string): number {
  let bytes = 2;
  for (let at = 0; at < text.length; at += 1) bytes += unitBytes(text.charCodeAt(at));
  return bytes;
}
