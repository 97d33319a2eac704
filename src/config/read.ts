import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isCollection, LineCounter, parseDocument } from "yaml";
import { gitRoot } from "../files/git.ts";
import { reasonOf } from "../files/source.ts";
import { type Message, message, type Place } from "../model/message.ts";

/** Names of configurations, in one folder at most one of them. */
const CONFIG_NAMES: readonly string[] = [
  "mdnotion.config.json",
  "mdnotion.config.yaml",
  "mdnotion.config.yml",
  "mdnotion.config.mjs",
];

/** A configuration as it is written. */
export interface RawConfig {
  /** Absolute. */
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands, or with `key` the last key of the path; null in a program. */
  place(path: readonly PropertyKey[], key?: boolean): Place | null;
}

export type ReadResult<T> =
  | { readonly value: T; readonly problem: null }
  | { readonly value: null; readonly problem: Message };

const good = <T>(value: T): ReadResult<T> => ({ value, problem: null });
const bad = <T>(problem: Message): ReadResult<T> => ({ value: null, problem });

/** Working directory and the folders above it up to the top of the git working tree; without git only itself. */
function searched(folder: string): readonly string[] {
  const top = gitRoot(folder);
  if (top === null || top === folder) return [folder];
  return [folder, ...searched(dirname(folder))];
}

/**
 * The configuration that holds for a folder: the nearest one upward, no further than the git working tree.
 *
 * @returns its absolute path; null when there is none
 */
export function findConfig(folder: string): ReadResult<string | null> {
  for (const place of searched(folder)) {
    const found = CONFIG_NAMES.filter((name) => existsSync(join(place, name)));
    if (found.length > 1) return bad(message("config-ambiguous", { folder: place, files: found.join(", ") }));
    const [name] = found;
    if (name !== undefined) return good(join(place, name));
  }
  return good(null);
}

/** JSON is read as YAML, of which it is a part: the places come with it. */
function parse(text: string, file: string): ReadResult<RawConfig> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (start: number, end: number): Place => {
    const [from, to] = [lines.linePos(start), lines.linePos(end)];
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  const [error] = document.errors;
  if (error) {
    const format = extname(file) === ".json" ? "JSON" : "YAML";
    const reason = error.message.replace(/\.$/, "");
    return bad(message("config-syntax", { format, reason }, basename(file), placeAt(...error.pos)));
  }
  return good({
    file,
    value: document.toJS() ?? {},
    place(path, key = false) {
      const node = key ? keyNode(document, path) : document.getIn(path, true);
      const range = rangeOf(node);
      if (range) return placeAt(range[0], range[1]);
      return path.length === 0 ? null : this.place(path.slice(0, -1), key);
    },
  });
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const isNode = typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
  if (!isNode || !Array.isArray(node.range)) return null;
  const [start, end]: readonly unknown[] = node.range;
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}

function keyNode(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): unknown {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isCollection(parent)) return null;
  const name = String(path.at(-1));
  for (const item of parent.items) {
    if (typeof item === "object" && item !== null && "key" in item && String(item.key) === name)
      return item.key;
  }
  return null;
}

async function load(file: string): Promise<ReadResult<RawConfig>> {
  try {
    const url = pathToFileURL(file);
    // A program is loaded once under one address, and a watch reads its configuration again when it changes.
    url.searchParams.set("changed", String(statSync(file).mtimeMs));
    const loaded: unknown = await import(url.href);
    const isModule = typeof loaded === "object" && loaded !== null && "default" in loaded;
    if (isModule) return good({ file, value: await loaded.default, place: () => null });
    return bad(message("config-failed", { file, reason: "it has no default export" }));
  } catch (error) {
    return bad(
      message("config-failed", { file, reason: error instanceof Error ? error.message : String(error) }),
    );
  }
}

/**
 * Reads a configuration. A program is run only when `code` allows it.
 *
 * @param file - absolute
 */
export async function readConfig(file: string, code: boolean): Promise<ReadResult<RawConfig>> {
  if (extname(file) === ".mjs") {
    return code ? load(file) : bad(message("config-code-refused", { file: basename(file) }));
  }
  try {
    return parse(await readFile(file, "utf8"), file);
  } catch (error) {
    return bad(message("config-not-found", { file, reason: reasonOf(error) }));
  }
}
