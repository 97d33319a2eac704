import { pageNamed } from "../convert/named.ts";
import { pageOf } from "../convert/site.ts";
import type { Inputs } from "../model/draft.ts";
import type { PageMemory } from "../model/memory.ts";
import type { PageKey } from "../model/pending.ts";
import type { Asset, AssetProblem, Site } from "../model/site.ts";
import type { LocalReferences } from "./references.ts";

/** Raised whenever the same text and options may convert to other blocks. */
const CONVERTER_REVISION = "1";

/** What the inputs of a page are digested from. */
export interface InputSources {
  /** Paths of published files and folders; slugs are not needed. */
  readonly site: Site;
  readonly pages: ReadonlyMap<PageKey, PageMemory>;
  /** The file of a page; null for a folder without one. */
  fileOf(key: PageKey): string | null;
  /** Digest of the options that steer conversion in a source. */
  optionsOf(source: string): string;
  /** What rows of a source depend on beside their files; null: its files become pages. */
  schemaOf(source: string): string | null;
  /** Digest of a text's content; relative to the root. */
  digestOf(path: string): Promise<string>;
  /** A file to show, or why it cannot be shown. */
  assetOf(path: string): Promise<Asset | AssetProblem>;
  /** State of a file whose text is asked for. */
  includeOf(wanted: string): Promise<string>;
  /** Whether a file is there. */
  exists(path: string): Promise<boolean>;
  /** The file of a name, wherever it lies; null: there is none. */
  find(name: string): Promise<string | null>;
}

/** What a page stands on, beside its references. */
export interface InputSubject {
  readonly path: string | null;
  readonly source: string;
  readonly parent: PageKey | null;
  readonly title: string;
}

/** What a link's target is now: a page's id, `new` for one that has none, `file`, or `none`. */
async function targetState(path: string, folder: boolean, sources: InputSources): Promise<string> {
  const page = pageOf(path, folder, sources.site);
  if (page !== null) return sources.pages.get(page.key)?.id ?? "new";
  return (await sources.exists(path)) ? "file" : "none";
}

/** A link to a place depends on the target's text too: its blocks may be other ones. */
async function placeState(path: string, folder: boolean, sources: InputSources): Promise<string> {
  const page = pageOf(path, folder, sources.site);
  const file = page === null ? null : sources.fileOf(page.key);
  const state = await targetState(path, folder, sources);
  return file === null ? state : `${state}@${await sources.digestOf(file)}`;
}

/** What a name stands for now: a page, else a file with its content. */
async function nameState(
  name: string,
  isPlace: boolean,
  { path }: InputSubject,
  sources: InputSources,
): Promise<string> {
  const page = pageNamed(name, path ?? "", sources.site);
  if (page !== null) {
    const file = isPlace ? sources.fileOf(page.key) : null;
    const id = sources.pages.get(page.key)?.id ?? "new";
    return file === null ? id : `${id}@${await sources.digestOf(file)}`;
  }
  const found = await sources.find(name);
  return found === null ? "none" : `${found}@${await sources.digestOf(found)}`;
}

type Compute = (rest: string, subject: InputSubject, sources: InputSources) => Promise<string> | string;

const asFolder = (rest: string): boolean => rest.endsWith("/") || rest === ".";
const bare = (rest: string): string => (rest.endsWith("/") ? rest.slice(0, -1) : rest);

/** How each kind of input is digested; what follows the colon is the path it concerns. */
const COMPUTE: Readonly<Record<string, Compute>> = {
  file: (_rest, { path }, sources) => (path === null ? "" : sources.digestOf(path)),
  parent: (_rest, { parent }) => parent ?? "",
  title: (_rest, { title }) => title,
  options: (_rest, { source }, sources) => sources.optionsOf(source),
  schema: (_rest, { source }, sources) => sources.schemaOf(source) ?? "",
  converter: () => CONVERTER_REVISION,
  asset: async (rest, _subject, sources) => {
    const asset = await sources.assetOf(rest);
    return typeof asset === "string" ? asset : asset.digest;
  },
  include: (rest, _subject, sources) => sources.includeOf(rest),
  name: (rest, subject, sources) => nameState(rest, false, subject, sources),
  nameplace: (rest, subject, sources) => nameState(rest, true, subject, sources),
  ref: (rest, _subject, sources) => targetState(bare(rest), asFolder(rest), sources),
  place: (rest, _subject, sources) => placeState(bare(rest), asFolder(rest), sources),
};

const ALWAYS = ["converter", "file", "options", "parent", "title"] as const;

async function compute(key: string, subject: InputSubject, sources: InputSources): Promise<string> {
  const colon = key.indexOf(":");
  const kind = colon < 0 ? key : key.slice(0, colon);
  return (await COMPUTE[kind]?.(key.slice(colon + 1), subject, sources)) ?? "unknown";
}

/** Digests all that a page depends on. */
export async function inputsOf(
  subject: InputSubject,
  references: LocalReferences,
  sources: InputSources,
): Promise<Inputs> {
  const keys = [
    ...ALWAYS,
    ...(sources.schemaOf(subject.source) === null ? [] : ["schema"]),
    ...references.includes.map((path) => `include:${path}`),
    ...references.named.map(({ name, fragment }) => `${fragment ? "nameplace" : "name"}:${name}`),
    ...references.assets.map((path) => `asset:${path}`),
    ...references.links.map(
      ({ path, folder, fragment }) => `${fragment ? "place" : "ref"}:${path}${folder ? "/" : ""}`,
    ),
  ];
  const entries = await Promise.all(
    keys.sort().map(async (key) => [key, await compute(key, subject, sources)] as const),
  );
  return Object.fromEntries(entries);
}

/** Tells whether all that a page was made from is still the same; nothing is parsed. */
export async function isUnchanged(
  inputs: Inputs,
  subject: InputSubject,
  sources: InputSources,
): Promise<boolean> {
  const isRow = sources.schemaOf(subject.source) !== null;
  if (isRow !== Object.hasOwn(inputs, "schema")) return false;
  for (const [key, digest] of Object.entries(inputs)) {
    if ((await compute(key, subject, sources)) !== digest) return false;
  }
  return true;
}
