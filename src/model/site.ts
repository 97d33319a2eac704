import type { PageKey } from "./pending.ts";

/** A file that becomes a page, as links see it. */
export interface SitePage {
  readonly key: PageKey;
  readonly title: string;
  /** Other names it is found by: its own title, its aliases. */
  readonly names?: readonly string[];
  /** Slugs a `#fragment` can name; null where the file was not read. */
  readonly slugs: ReadonlySet<string> | null;
}

/** A local file that a page shows or offers. */
export interface Asset {
  /** sha-256 of its content, hex. */
  readonly digest: string;
  readonly bytes: number;
  /** What it is called, where its path does not tell of its type. */
  readonly name?: string;
}

/** Why a path cannot be used as an asset. */
export type AssetProblem = "missing" | "outside" | "hidden" | "tooLarge" | "unreadable";

/**
 * What a file may refer to. Paths are relative to the root, with `/`.
 */
export interface Site {
  /** Published files, and folders (with a trailing `/`), by path. */
  readonly pages: ReadonlyMap<string, SitePage>;
  readonly assets: ReadonlyMap<string, Asset | AssetProblem>;
  /** Files that exist but are not published. */
  readonly others: ReadonlySet<string>;
  /** Files that are no pages and are referred to by name, wherever they lie: name → path. */
  readonly named?: ReadonlyMap<string, string>;
}
