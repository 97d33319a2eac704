import { type Files, FilesError, readText, resolveAssets } from "../files/index.ts";
import { parseDocument } from "../markdown/index.ts";
import type { Document } from "../model/document.ts";
import type { Message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { Asset, AssetProblem } from "../model/site.ts";

/** The texts and files of a run, each looked at no more than once. */
export interface Library {
  /** The parsed file; or why there is none. */
  document(path: string, options: ConvertOptions): Promise<Document | readonly Message[]>;
  /** Digest of a text; empty where it cannot be read. */
  digest(path: string): Promise<string>;
  asset(path: string): Promise<Asset | AssetProblem>;
  exists(path: string): Promise<boolean>;
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

/** A library over files; every path is relative to the root. */
export function openLibrary(files: Files): Library {
  const documents = new Map<string, Promise<Document | readonly Message[]>>();
  const parse = async (path: string, options: ConvertOptions): Promise<Document | readonly Message[]> => {
    const { text, problem } = await readText(files, path);
    return problem === null ? parseDocument(text, path, options) : [problem];
  };
  return {
    document: (path, options) => {
      const found = documents.get(path) ?? parse(path, options);
      documents.set(path, found);
      return found;
    },
    digest: remembered((path) => orElse(files.digest(path), "")),
    asset: remembered(async (path) => (await resolveAssets(files, [path])).get(path) ?? "missing"),
    exists: remembered(async (path) => (await orElse(files.stat(path), null)) !== null),
    forgetDocuments: () => documents.clear(),
  };
}
