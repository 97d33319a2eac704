/** Puts ids and URLs where references to come stand. */
import type { Block, BlockType, Cover, FileSource, Icon, Payloads } from "./block.ts";
import { notionUrl } from "./links.ts";
import { isPending, type Pending, type Reference } from "./pending.ts";
import type { PropertyValue } from "./property.ts";
import { type Mention, PLAIN, type RichText } from "./richText.ts";
import { text } from "./text.ts";

/** What a pending thing has become; a block tells the page it lies in. */
export interface Resolved {
  readonly id: string;
  readonly page?: string;
}

/**
 * Tells what a pending thing has become: its id; another pending thing, or the same, which then stands in its
 * place; or undefined where it cannot be resolved.
 */
export type Lookup = (pending: Pending) => Resolved | Pending | undefined;

function isResolved(found: Resolved | Pending): found is Resolved {
  return !("kind" in found);
}

/** Stands where an id is wanted; null: unresolvable. */
function idFor(reference: Reference, lookup: Lookup): Reference | null {
  if (!isPending(reference)) return reference;
  const found = lookup(reference);
  if (found === undefined) return null;
  return isResolved(found) ? found.id : found;
}

/** Stands where a URL is wanted; null: unresolvable. */
function urlFor(reference: Reference, lookup: Lookup): Reference | null {
  if (!isPending(reference)) return reference;
  const found = lookup(reference);
  if (found === undefined) return null;
  if (!isResolved(found)) return found;
  return found.page === undefined ? notionUrl(found.id) : notionUrl(found.page, found.id);
}

/** The reference inside a mention, and the mention with another in its place. */
function mentionParts(
  mention: Mention,
): { readonly reference: Reference; readonly put: (id: Reference) => Mention } | null {
  if ("user" in mention) return { reference: mention.user.id, put: (id) => ({ user: { id } }) };
  if ("page" in mention) return { reference: mention.page.id, put: (id) => ({ page: { id } }) };
  if ("database" in mention) return { reference: mention.database.id, put: (id) => ({ database: { id } }) };
  if ("custom_emoji" in mention) {
    return { reference: mention.custom_emoji.id, put: (id) => ({ custom_emoji: { id } }) };
  }
  return null;
}

function resolveRun(run: RichText, lookup: Lookup): RichText {
  if (run.type === "text") {
    const link = run.text.link;
    if (link === null || !isPending(link.url)) return run;
    const url = urlFor(link.url, lookup);
    return { ...run, text: { content: run.text.content, link: url === null ? null : { url } } };
  }
  const parts = run.type === "mention" ? mentionParts(run.mention) : null;
  if (parts === null || !isPending(parts.reference)) return run;
  const id = idFor(parts.reference, lookup);
  if (id === null) return text(parts.reference.otherwise, run.annotations);
  return { type: "mention", mention: parts.put(id), annotations: run.annotations };
}

/** Resolves rich text: an unresolvable link leaves its text, a mention the text that stands for it. */
function resolveRuns(runs: readonly RichText[], lookup: Lookup): readonly RichText[] {
  return runs.map((run) => resolveRun(run, lookup));
}

/** Resolves the upload a file is; null: unresolvable. */
function resolveFile<F extends FileSource | Icon>(file: F, lookup: Lookup): F | null {
  if (!("file_upload" in file) || !isPending(file.file_upload.id)) return file;
  const pending = file.file_upload.id;
  const id = idFor(pending, lookup);
  if (id === null) return null;
  const digest = pending.kind === "upload" ? { digest: pending.digest } : {};
  return { ...file, file_upload: { ...file.file_upload, id, ...digest } };
}

/** Resolves an icon; null: there is none, or it cannot be resolved. */
export function resolveIcon(icon: Icon | null, lookup: Lookup): Icon | null {
  if (icon === null) return null;
  if (!("custom_emoji" in icon)) return resolveFile(icon, lookup);
  const id = idFor(icon.custom_emoji.id, lookup);
  return id === null ? null : { custom_emoji: { id } };
}

/** Resolves a cover; null: there is none, or it cannot be resolved. */
export function resolveCover(cover: Cover | null, lookup: Lookup): Cover | null {
  return cover === null ? null : resolveFile(cover, lookup);
}

/** Resolves the references in a property's value; those that cannot be resolved are left out. */
export function resolveProperty(property: PropertyValue, lookup: Lookup): PropertyValue {
  if (property.type === "title" || property.type === "rich_text") {
    return { ...property, value: resolveRuns(property.value, lookup) };
  }
  if (property.type === "people" || property.type === "relation") {
    const ids = property.value.map((item) => idFor(item.id, lookup));
    return { ...property, value: ids.flatMap((id) => (id === null ? [] : [{ id }])) };
  }
  if (property.type === "files") {
    return { ...property, value: property.value.flatMap((file) => resolveFile(file, lookup) ?? []) };
  }
  return property;
}

/** Resolves the values of properties by name, as `resolveProperty` does. */
export function resolveProperties(
  properties: Readonly<Record<string, PropertyValue>>,
  lookup: Lookup,
): Readonly<Record<string, PropertyValue>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, resolveProperty(value, lookup)]),
  );
}

type Map<T extends BlockType> = (value: Payloads[T], lookup: Lookup) => Payloads[T] | null;

const keep = <V>(value: V): V => value;
const textual = <V extends { readonly rich_text: readonly RichText[] }>(value: V, lookup: Lookup): V => ({
  ...value,
  rich_text: resolveRuns(value.rich_text, lookup),
});
const captioned = <V extends { readonly caption: readonly RichText[] }>(value: V, lookup: Lookup): V => ({
  ...value,
  caption: resolveRuns(value.caption, lookup),
});

function withIcon<V extends Payloads["callout"]>(value: V, lookup: Lookup): V | Omit<V, "icon"> {
  const { icon, ...rest } = textual(value, lookup);
  const found = icon === undefined ? null : resolveIcon(icon, lookup);
  return found === null ? rest : { ...rest, icon: found };
}

function media<V extends Payloads["image"]>(value: V, lookup: Lookup): V | null {
  const file = resolveFile(value, lookup);
  return file === null ? null : captioned(file, lookup);
}

function web(value: Payloads["bookmark"], lookup: Lookup): Payloads["bookmark"] | null {
  const url = urlFor(value.url, lookup);
  return url === null ? null : captioned({ ...value, url }, lookup);
}

function pageLink(value: Payloads["link_to_page"], lookup: Lookup): Payloads["link_to_page"] | null {
  if ("page_id" in value) {
    const id = idFor(value.page_id, lookup);
    return id === null ? null : { page_id: id };
  }
  if ("database_id" in value) {
    const id = idFor(value.database_id, lookup);
    return id === null ? null : { database_id: id };
  }
  const id = idFor(value.comment_id, lookup);
  return id === null ? null : { comment_id: id };
}

function synced(value: Payloads["synced_block"], lookup: Lookup): Payloads["synced_block"] | null {
  if (value.synced_from === null) return value;
  const id = idFor(value.synced_from.block_id, lookup);
  return id === null ? null : { synced_from: { block_id: id } };
}

/** How each type's payload is resolved; null: the block cannot be without what is missing. */
const RESOLVE: { readonly [T in BlockType]: Map<T> } = {
  paragraph: withIcon,
  heading_1: textual,
  heading_2: textual,
  heading_3: textual,
  heading_4: textual,
  bulleted_list_item: textual,
  numbered_list_item: textual,
  to_do: textual,
  toggle: textual,
  quote: textual,
  callout: withIcon,
  code: (value, lookup) => captioned(textual(value, lookup), lookup),
  equation: keep,
  divider: keep,
  breadcrumb: keep,
  table_of_contents: keep,
  bookmark: web,
  embed: web,
  image: media,
  video: media,
  pdf: media,
  audio: media,
  file: media,
  link_to_page: pageLink,
  table: keep,
  table_row: (value, lookup) => ({ cells: value.cells.map((cell) => resolveRuns(cell, lookup)) }),
  column_list: keep,
  column: keep,
  tab: keep,
  synced_block: synced,
  template: textual,
};

type Node<T extends BlockType> = {
  readonly [K in T]: {
    readonly type: K;
    readonly value: Payloads[K];
    readonly children: readonly Block[];
  };
}[T];

/** The text shown for the first thing in a block that cannot be resolved. */
function otherwiseOf(value: Payloads[BlockType], lookup: Lookup): string {
  const missing = pendingsIn(value).find((pending) => lookup(pending) === undefined);
  return missing?.otherwise ?? "";
}

function resolveNode<T extends BlockType>(block: Node<T>, lookup: Lookup): Node<T> | Node<"paragraph"> {
  const children = block.children.map((child) => resolveBlock(child, lookup));
  const resolve: { readonly [K in T]: Map<K> } = RESOLVE;
  const value = resolve[block.type](block.value, lookup);
  if (value !== null) return { type: block.type, value, children };
  const caption = "caption" in block.value ? resolveRuns(block.value.caption, lookup) : [];
  const shown = caption.length > 0 ? caption : [text(otherwiseOf(block.value, lookup), PLAIN)];
  return { type: "paragraph", value: { rich_text: shown, color: "default" }, children };
}

/**
 * A block with its references replaced, its whole subtree included.
 *
 * What cannot be resolved goes in the mildest way: a link leaves its text, a mention the text that stands for
 * it, an icon is left out, and a block that is nothing without it becomes a paragraph: its caption, else the
 * text that stands for it. An upload keeps the digest of its content beside its id.
 */
export function resolveBlock(block: Block, lookup: Lookup): Block {
  return resolveNode(block, lookup);
}

/** Every pending thing anywhere in a value, in order. */
function pendingsIn(value: unknown): readonly Pending[] {
  const found: Pending[] = [];
  collect(value, found);
  return found;
}

function isPendingValue(value: object): value is Pending {
  return "kind" in value && "otherwise" in value;
}

function collect(value: unknown, into: Pending[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
  } else if (isPendingValue(value)) {
    into.push(value);
    if (value.kind === "created") collect(value.page, into);
  } else {
    for (const item of Object.values(value)) collect(item, into);
  }
}

/** The references to come in a block and its subtree, in order, each as often as it stands there. */
export function pendingsOf(block: Block): Pending[] {
  return [...pendingsIn(block.value), ...block.children.flatMap(pendingsOf)];
}

/** The references to come in an icon, a cover or a property's value. */
export function pendingsOfLook(look: Icon | Cover | PropertyValue | null | undefined): readonly Pending[] {
  return pendingsIn(look);
}
