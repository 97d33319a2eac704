/**
 * Hashes of content: what the memory keeps of a block or page, and how what Notion has is compared with it.
 */
import type { Block, BlockType, Cover, Icon, Payloads, SnapshotBlock } from "./block.ts";
import {
  type Canonical,
  canonicalCover,
  canonicalFile,
  canonicalIcon,
  canonicalId,
  canonicalLink,
  canonicalProperty,
  canonicalRuns,
  uploadDigest,
} from "./canonical.ts";
import type { BlockMemory, PageBase } from "./memory.ts";
import { isPending } from "./pending.ts";
import type { PropertyValue } from "./property.ts";

/** Makes a digest of a text: hexadecimal, the same for the same text. */
export type Digest = (text: string) => string;

/** Characters of a digest that are kept: 64 bits tell the blocks of one page apart. */
const HASH_LENGTH = 16;

/** The parts of a payload that are compared, by name; those not set are left out. */
type Fields = Readonly<Record<string, Canonical>>;

const textual = (value: Payloads["toggle"]): Fields => ({
  rich_text: canonicalRuns(value.rich_text),
  color: value.color,
});
const heading = (value: Payloads["heading_1"]): Fields => ({
  ...textual(value),
  is_toggleable: value.is_toggleable,
});
const withIcon = (value: Payloads["callout"]): Fields => ({
  ...textual(value),
  ...(value.icon === undefined ? {} : { icon: canonicalIcon(value.icon) }),
});
const media = (value: Payloads["image"]): Fields => ({
  file: canonicalFile(value),
  caption: canonicalRuns(value.caption),
});
const web = (value: Payloads["bookmark"]): Fields => ({
  url: canonicalLink(value.url),
  caption: canonicalRuns(value.caption),
});
const nothing = (): Fields => ({});

const FIELDS: { readonly [T in BlockType]: (value: Payloads[T]) => Fields } = {
  paragraph: withIcon,
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: textual,
  numbered_list_item: textual,
  to_do: (value) => ({ ...textual(value), checked: value.checked }),
  toggle: textual,
  quote: textual,
  callout: withIcon,
  code: (value) => ({
    rich_text: canonicalRuns(value.rich_text),
    language: value.language,
    caption: canonicalRuns(value.caption),
  }),
  equation: (value) => ({ expression: value.expression }),
  divider: nothing,
  breadcrumb: nothing,
  table_of_contents: (value) => ({ color: value.color }),
  bookmark: web,
  embed: web,
  image: media,
  video: media,
  pdf: media,
  audio: media,
  file: (value) => ({ ...media(value), ...(value.name === undefined ? {} : { name: value.name }) }),
  link_to_page: (value) => ({
    to: Object.entries(value).map(([kind, id]) => [kind, canonicalId(id)]),
  }),
  table: (value) => ({ ...value }),
  table_row: (value) => ({ cells: value.cells.map(canonicalRuns) }),
  column_list: nothing,
  column: (value) => ({ ...value }),
  tab: nothing,
  synced_block: ({ synced_from }) => ({
    synced_from: synced_from === null ? null : canonicalId(synced_from.block_id),
  }),
  template: (value) => ({ rich_text: canonicalRuns(value.rich_text) }),
};

/** The optional keys of each type, and whether a block usually sets them. */
const OPTIONAL: { readonly [T in BlockType]?: Readonly<Record<string, boolean>> } = {
  paragraph: { icon: false },
  callout: { icon: true },
  file: { name: true },
  column: { width_ratio: true },
};

type Content<T extends BlockType> = {
  readonly [K in T]: { readonly type: K; readonly value: Payloads[K] };
}[T];

function fieldsOf<T extends BlockType>(block: Content<T>): Fields {
  const fields: { readonly [K in T]: (value: Payloads[K]) => Fields } = FIELDS;
  return fields[block.type](block.value);
}

/** Names of the fields to compare, where they are not the type's usual ones. */
function unusual(type: BlockType, set: Fields): readonly string[] | undefined {
  const optional = OPTIONAL[type];
  if (optional === undefined) return undefined;
  const differs = Object.entries(optional).some(([name, usual]) => usual !== Object.hasOwn(set, name));
  return differs ? Object.keys(set) : undefined;
}

function project(type: BlockType, set: Fields, fields: readonly string[] | undefined): Canonical {
  const wanted = fields ?? Object.keys(set).filter((name) => OPTIONAL[type]?.[name] ?? true);
  return [...wanted].sort().map((name) => [name, set[name] ?? null]);
}

function short(value: Canonical, digest: Digest): string {
  return digest(JSON.stringify(value)).slice(0, HASH_LENGTH);
}

/** `upload` hashes what can only be compared with our own memory. */
function join(main: string, upload: string | null, digest: Digest): string {
  return upload === null ? main : `${main}.${digest(upload).slice(0, HASH_LENGTH)}`;
}

function uploadOf(value: Payloads[BlockType]): string | null {
  if ("file_upload" in value) return uploadDigest(value);
  return "icon" in value && value.icon !== undefined ? uploadDigest(value.icon) : null;
}

/**
 * Hash of a block's content, its children apart.
 *
 * @param block - with its references resolved: what is still pending hashes unlike anything resolved
 * @param fields - keys of the payload to cover; without them all that are set
 */
function hashBlock(block: Block, digest: Digest, fields?: readonly string[]): string {
  const set = fieldsOf(block);
  const main = short([block.type, project(block.type, set, fields ?? Object.keys(set))], digest);
  return join(main, uploadOf(block.value), digest);
}

/** The line the memory keeps of a block that was sent, with its whole subtree; ids are not known yet. */
export function lineOf(block: Block, digest: Digest): BlockMemory {
  const fields = unusual(block.type, fieldsOf(block));
  return {
    id: null,
    type: block.type,
    hash: hashBlock(block, digest),
    children: block.children.map((child) => lineOf(child, digest)),
    ...(fields === undefined ? {} : { fields }),
  };
}

/**
 * Hash of what Notion has, to compare with a memory's line by `sameContent`.
 *
 * @param fields - those of the line; undefined: the usual ones of the type
 */
export function snapshotHash(
  snapshot: SnapshotBlock,
  fields: readonly string[] | undefined,
  digest: Digest,
): string {
  if (snapshot.type === "foreign") return short(["foreign", snapshot.name, snapshot.title], digest);
  const set = fieldsOf(snapshot);
  return short([snapshot.type, project(snapshot.type, set, fields)], digest);
}

/** Tells whether two hashes mean the same as far as Notion can tell: uploads cannot be read back. */
export function sameContent(a: string, b: string): boolean {
  return a.split(".", 1)[0] === b.split(".", 1)[0];
}

/** Tells whether a block that Notion has is what a line remembers, children apart. */
export function sameAsRemembered(snapshot: SnapshotBlock, line: BlockMemory, digest: Digest): boolean {
  return snapshot.type === line.type && sameContent(snapshotHash(snapshot, line.fields, digest), line.hash);
}

/** Hash of a page's title. */
export function hashTitle(title: string, digest: Digest): string {
  return short(["title", title], digest);
}

/** Hash of a page's icon; null is none. */
export function hashIcon(icon: Icon | null, digest: Digest): string {
  return join(short(["icon", canonicalIcon(icon)], digest), icon && uploadDigest(icon), digest);
}

/** Hash of a page's cover; null is none. */
export function hashCover(cover: Cover | null, digest: Digest): string {
  return join(short(["cover", canonicalCover(cover)], digest), cover && uploadDigest(cover), digest);
}

/** Hash of a property's value. */
export function hashProperty(property: PropertyValue, digest: Digest): string {
  const files = property.type === "files" ? property.value : [];
  const uploads = files.flatMap((file) => uploadDigest(file) ?? []);
  const main = short(["property", canonicalProperty(property)], digest);
  return join(main, uploads.length === 0 ? null : uploads.join(" "), digest);
}

/** What is written of a page beside its blocks; what is left out was not written. */
export interface PageLook {
  readonly title?: string;
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  /** Id of the parent. */
  readonly parent?: string;
  readonly properties?: Readonly<Record<string, PropertyValue>>;
}

/** The ids that relations among some properties hold; what is not resolved yet is none. */
export function relationsOf(
  properties: Readonly<Record<string, PropertyValue>>,
): Readonly<Record<string, readonly string[]>> {
  const found = Object.entries(properties).flatMap(([name, property]) => {
    if (property.type !== "relation") return [];
    const ids = property.value.flatMap(({ id }) => (isPending(id) ? [] : [id]));
    return [[name, ids] as const];
  });
  return Object.fromEntries(found);
}

/** The hashes the memory keeps of what was written of a page beside its blocks. */
export function baseOf(look: PageLook, digest: Digest): PageBase {
  const { title, icon, cover, parent } = look;
  const properties = Object.entries(look.properties ?? {}).map(
    ([name, value]) => [name, hashProperty(value, digest)] as const,
  );
  const relations = relationsOf(look.properties ?? {});
  return {
    ...(title === undefined ? {} : { title: hashTitle(title, digest) }),
    ...(icon === undefined ? {} : { icon: hashIcon(icon, digest) }),
    ...(cover === undefined ? {} : { cover: hashCover(cover, digest) }),
    ...(parent === undefined ? {} : { parent }),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(Object.keys(relations).length === 0 ? {} : { relations }),
  };
}
