import { splitName } from "../convert/named.ts";
import { isDataUrl } from "../model/dataUrl.ts";
import type { Document } from "../model/document.ts";
import { isOutside, type LinkRoots, localTargets } from "../model/paths.ts";

/** A file that a link leads to. */
export interface LocalLink {
  /** Relative to the root. */
  readonly path: string;
  /** It was written as a folder. */
  readonly folder: boolean;
  /** It names a place in the file. */
  readonly fragment: boolean;
}

/** A file that is referred to by its name, wherever it lies. */
export interface NamedFile {
  readonly name: string;
  /** A place in it is meant. */
  readonly fragment: boolean;
}

/** The local files a document refers to, each once. */
export interface LocalReferences {
  readonly links: readonly LocalLink[];
  /** Images, media, icon and cover; relative to the root. */
  readonly assets: readonly string[];
  /** Files written into the text as addresses (`data:`). */
  readonly embedded: readonly string[];
  /** Files whose text it asks for. */
  readonly includes: readonly string[];
  readonly named: readonly NamedFile[];
}

/** Reads which local files a document may refer to; what leaves the root is not followed. */
export function localReferences(document: Document, roots: LinkRoots): LocalReferences {
  const links = new Map<string, LocalLink>();
  const named = new Map<string, NamedFile>();
  for (const { url, byName } of [...document.links, ...document.assets]) {
    const { name, place } = splitName(url);
    if (byName !== true || name === "") continue;
    const fragment = place !== null;
    named.set(JSON.stringify([name, fragment]), { name, fragment });
  }
  for (const { url, byName } of document.links) {
    if (byName === true) continue;
    for (const { path, folder, fragment } of localTargets(url, document.path, roots)) {
      if (path === null || isOutside(path)) continue;
      const link = { path, folder, fragment: fragment !== null };
      links.set(JSON.stringify(link), link);
    }
  }
  const assets = new Set<string>();
  for (const { url } of document.assets) {
    for (const { path } of localTargets(url, document.path, roots)) if (path !== null) assets.add(path);
  }
  return {
    links: [...links.values()],
    assets: [...assets],
    embedded: document.assets.flatMap(({ url }) => (isDataUrl(url) ? [url] : [])),
    includes: document.includes,
    named: [...named.values()],
  };
}
