import type { Cover, DraftBlock, Icon } from "./block.ts";
import type { Message, Place } from "./message.ts";
import type { PageKey } from "./pending.ts";
import type { PropertyValue } from "./property.ts";

/** Digests of all that steers a page: `file`, `include:…`, `asset:…`, `ref:…`, `schema`, `options`, `converter`. */
export type Inputs = Readonly<Record<string, string>>;

/** Where a page belongs. */
export type DraftParent = { readonly kind: "target" } | { readonly kind: "page"; readonly key: PageKey };

/** What `convert` makes of one file. `undefined` means: not ours to set. */
export interface PageContent {
  readonly title: string;
  readonly icon: Icon | undefined;
  readonly cover: Cover | undefined;
  /** By property name; the title is not among them. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Where the file says so, by the property's name; null: the configuration does. */
  readonly propertyPlaces?: Readonly<Record<string, Place | null>>;
  readonly blocks: readonly DraftBlock[];
  /** Page id or URL that front matter binds the file to. */
  readonly bound: string | null;
  readonly messages: readonly Message[];
}

/** By what a file's row is found in its data source. */
export interface RowKey {
  readonly by: "source" | "title";
  readonly text: string;
}

/** A page as the files want it. */
export interface PageDraft extends PageContent {
  readonly key: PageKey;
  /** Name of its source; empty for the unnamed one. */
  readonly source: string;
  /** Its file relative to the root; null for a folder without a text of its own. */
  readonly path: string | null;
  readonly parent: DraftParent;
  /** Where it is a row. */
  readonly row?: RowKey;
  readonly inputs: Inputs;
}
