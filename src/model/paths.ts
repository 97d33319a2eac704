/**
 * Paths inside the root, always with `/`, as pure text. A path that leaves the root begins with `../`.
 */

/** Takes `.`, `..` and doubled slashes out. `..` steps above the start are kept; the empty path is `.`. */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(part);
  }
  return kept.length === 0 ? "." : kept.join("/");
}

/** Joins parts with `/` and normalises. */
export function joinPath(...parts: readonly string[]): string {
  return normalizePath(parts.join("/"));
}

/** The folder of a path; `.` at the top. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at <= 0 ? "." : path.slice(0, at);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Tells whether a normalised path leaves the root. */
export function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../");
}

/** How to get from one folder to a path; both relative to the root. */
export function relativePath(fromFolder: string, to: string): string {
  const start = normalizePath(fromFolder)
    .split("/")
    .filter((part) => part !== ".");
  const goal = normalizePath(to)
    .split("/")
    .filter((part) => part !== ".");
  let same = 0;
  while (same < start.length && same < goal.length && start[same] === goal[same]) same += 1;
  const up = start.slice(same).map(() => "..");
  return [...up, ...goal.slice(same)].join("/") || ".";
}

/** What a relative URL points at. */
export interface LocalTarget {
  /** Relative to the root; begins with `../` where it leaves it; null for a bare `#fragment` or `?query`. */
  readonly path: string | null;
  /** It ends in `/`: a folder is meant. */
  readonly folder: boolean;
  /** Without `#`, decoded; null without one. */
  readonly fragment: string | null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads a URL as a path from one file to another. Percent-encoding is decoded, the query is left out, a leading
 * `/` means the root.
 *
 * @param url - as the file writes it
 * @param file - the file it stands in, relative to the root
 * @returns null for a URL with a scheme or a host
 */
export function localTarget(url: string, file: string): LocalTarget | null {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:|^\/\//.test(url)) return null;
  const match = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url);
  const raw = decode(match?.[1] ?? "");
  const fragment = match?.[2] === undefined ? null : decode(match[2]);
  if (raw === "") return { path: null, folder: false, fragment };
  const path = raw.startsWith("/") ? normalizePath(raw) : joinPath(directoryOf(file), raw);
  return { path, folder: /(?:^|\/)\.{0,2}$/.test(raw), fragment };
}

/** How links begin → the folders they are then read from. */
export type LinkRoots = Readonly<Record<string, readonly string[]>>;

function withPath(target: LocalTarget, folder: string, rest: string): LocalTarget {
  return { ...target, path: joinPath(folder === "" ? "." : folder, rest.replace(/^\/+/, "") || ".") };
}

/**
 * Every path a URL can mean where links have roots, the likeliest first: the roots of the longest beginning that
 * fits, then the folder of the file, then the roots of any link.
 *
 * @param roots - folders relative to the root
 * @returns at least one for what `localTarget` can read; none for a URL with a scheme or a host
 */
export function localTargets(url: string, file: string, roots: LinkRoots): readonly LocalTarget[] {
  const plain = localTarget(url, file);
  if (plain === null) return [];
  if (plain.path === null) return [plain];
  const raw = decode(/^[^?#]*/.exec(url)?.[0] ?? "");
  const start = Object.keys(roots)
    .filter((beginning) => beginning !== "" && raw.startsWith(beginning))
    .sort((a, b) => b.length - a.length)[0];
  const rooted =
    start === undefined
      ? []
      : (roots[start] ?? []).map((folder) => withPath(plain, folder, raw.slice(start.length)));
  const isNamed = start !== undefined || /^\.{0,2}\//.test(raw);
  const anywhere = isNamed ? [] : (roots[""] ?? []).map((folder) => withPath(plain, folder, raw));
  return [...rooted, plain, ...anywhere];
}
