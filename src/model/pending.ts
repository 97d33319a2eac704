/**
 * References to what Notion has not told yet.
 *
 * A `Pending` may stand wherever Notion wants an id or a URL. `otherwise` is the text shown in its place
 * when it cannot be resolved.
 */

/** Key of a page within a run: `path` of the unnamed source, `source:path` of a named one. A folder's page ends in `/`. */
export type PageKey = string;

/** Number of an operation within its plan. */
export type OperationId = number;

/** The page of a file. */
export interface PendingPage {
  readonly kind: "page";
  readonly path: PageKey;
  readonly otherwise: string;
}

/** A block in the page of a file: a heading by its slug, an explicit `{#id}`, or a footnote's note. */
export interface PendingHeading {
  readonly kind: "heading";
  readonly path: PageKey;
  readonly slug: string;
  readonly otherwise: string;
}

/** An uploaded file, by the digest of its content. */
export interface PendingUpload {
  readonly kind: "upload";
  readonly digest: string;
  readonly otherwise: string;
}

/** A member of the workspace, by e-mail address, name or id. */
export interface PendingUser {
  readonly kind: "user";
  readonly who: string;
  readonly otherwise: string;
}

/** A custom emoji of the workspace, by name without colons. */
export interface PendingEmoji {
  readonly kind: "emoji";
  readonly name: string;
  readonly otherwise: string;
}

/** A row of a data source, by its title or by its `Source`. */
export interface PendingRow {
  readonly kind: "row";
  readonly dataSource: string;
  readonly by: "title" | "source";
  readonly text: string;
  readonly otherwise: string;
}

/**
 * What an earlier operation of the same plan makes: its page (`child: null`), or the n-th block of its first
 * level. For a block, `page` is the page it lies in, so that a link to it can be written.
 */
export interface PendingCreated {
  readonly kind: "created";
  readonly operation: OperationId;
  readonly child: number | null;
  readonly page?: Reference;
  readonly otherwise: string;
}

export type Pending =
  | PendingPage
  | PendingHeading
  | PendingUpload
  | PendingUser
  | PendingEmoji
  | PendingRow
  | PendingCreated;

/** An id or a URL, or what will become one. */
export type Reference = string | Pending;

/** Tells whether a reference is still to be resolved. */
export function isPending(reference: Reference): reference is Pending {
  return typeof reference !== "string";
}

const KEY_PARTS: {
  readonly [K in Pending["kind"]]: (pending: Extract<Pending, { kind: K }>) => readonly unknown[];
} = {
  page: (p) => [p.path],
  heading: (p) => [p.path, p.slug],
  upload: (p) => [p.digest],
  user: (p) => [p.who],
  emoji: (p) => [p.name],
  row: (p) => [p.dataSource, p.by, p.text],
  created: (p) => [p.operation, p.child],
};

function keyParts<K extends Pending["kind"]>(
  kind: K,
  pending: Extract<Pending, { kind: K }>,
): readonly unknown[] {
  return KEY_PARTS[kind](pending);
}

/** One string per distinct pending thing, whatever its `otherwise`; for maps and for comparing. */
export function pendingKey(pending: Pending): string {
  return JSON.stringify([pending.kind, ...keyParts(pending.kind, pending)]);
}
