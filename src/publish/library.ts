import { type Files, FilesError, readText, resolveAssets } from "../files/index.ts";
import { parseDocument } from "../markdown/index.ts";
import type { Document, IncludeFile } from "../model/document.ts";
import type { Message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { Asset, AssetProblem } from "../model/site.ts";
import { finder } from "./finder.ts";
import { includable } from "./includable.ts";

/** The texts and files of a run, each looked at no more than once. */
export interface Library {
  /** The parsed file; or why there is none. */
  document(path: string, options: ConvertOptions): Promise<Document | readonly Message[]>;
  /** Digest of a text; empty where it cannot be read. */
  digest(path: string): Promise<string>;
  asset(path: string): Promise<Asset | AssetProblem>;
  /** What a text gets that asks for a file to be included. */
  include(wanted: string): Promise<IncludeFile>;
  exists(path: string): Promise<boolean>;
  /** The file of a name, wherever it lies; null: there is none. */
  find(name: string): Promise<string | null>;
  /** Lets go of the parsed files, the largest thing in memory. */
  forgetDocuments(): void;
}

/** Tells a document from the reasons why there is none. */
export function isDocument(found: Document | readonly Message[]): found is Document {
  return "tree" in found;
}

function remembered<T>(look: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const found = known.get(path) ?? look(path);
    known.set(path, found);
    return found;
  };
}

async function orElse<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FilesError) return otherwise;
    throw error;
  }
}

/** Parses a text with all that it includes, fetched as it turns out to be wanted. */
async function parseWhole(
  text: string,
  path: string,
  options: ConvertOptions,
  include: (wanted: string) => Promise<IncludeFile>,
): Promise<Document> {
  const known = new Map<string, IncludeFile>();
  for (;;) {
    const document = parseDocument(text, path, options, known);
    const missing = document.includes.filter((wanted) => !known.has(wanted));
    if (missing.length === 0) return document;
    const found = await Promise.all(missing.map(include));
    for (const [index, file] of found.entries()) known.set(missing[index] ?? "", file);
  }
}

/** A library over files; every path is relative to the root. */
export function openLibrary(files: Files): Library {
  const documents = new Map<string, Promise<Document | readonly Message[]>>();
  const include = remembered(includable(files));
  const parse = async (path: string, options: ConvertOptions): Promise<Document | readonly Message[]> => {
    const { text, problem } = await readText(files, path);
    return problem === null ? await parseWhole(text, path, options, include) : [problem];
  };
  return {
    document: (path, options) => {
      const found = documents.get(path) ?? parse(path, options);
      documents.set(path, found);
      return found;
    },
    digest: remembered((path) => orElse(files.digest(path), "")),
    asset: remembered(async (path) => (await resolveAssets(files, [path])).get(path) ?? "missing"),
    include,
    find: remembered(finder(files)),
    exists: remembered(async (path) => (await orElse(files.stat(path), null)) !== null),
    forgetDocuments: () => documents.clear(),
  };
}
