import { endingOfType } from "../facts/media.ts";

/** A file that is written into the address itself. */
export function isDataUrl(url: string): boolean {
  return /^data:/i.test(url);
}

/**
 * The name such a file gets, by its content type: `image.png`.
 *
 * @returns null where the address is none, or Notion takes no such file
 */
export function dataUrlName(url: string): string | null {
  const type = /^data:([\w.+-]+\/[\w.+-]+)[;,]/i.exec(url)?.[1];
  const ending = type === undefined ? null : endingOfType(type);
  return ending === null ? null : `${/^[a-z]+/i.exec(type ?? "")?.[0].toLowerCase() ?? "file"}.${ending}`;
}
