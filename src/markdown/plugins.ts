import type { Root } from "mdast";
import { type Pluggable, type PluggableList, type Processor, unified } from "unified";
import type { Node } from "unist";
import { VFile } from "vfile";
import { VFileMessage } from "vfile-message";
import type { Place } from "../model/message.ts";
import { placeOf } from "./place.ts";

/** A plugin of the user that threw. */
export class PluginError extends Error {
  readonly plugin: string;
  readonly reason: string;
  /** The file it was given, relative to the root; null: none yet. */
  readonly path: string | null;
  readonly place: Place | null;

  constructor(plugin: string, error: unknown, path: string | null) {
    const reason = reasonOf(error);
    super(`The remark plugin \`${plugin}\` failed: ${reason}.`, { cause: error });
    this.name = "PluginError";
    this.plugin = plugin;
    this.reason = reason;
    this.path = path;
    this.place = error instanceof VFileMessage ? placeIn(error) : null;
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof VFileMessage ? error.reason : error instanceof Error ? error.message : error;
  return (String(text).split("\n")[0] ?? "").replace(/\.$/, "");
}

function placeIn({ place }: VFileMessage): Place | null {
  if (place === undefined) return null;
  if ("start" in place) return placeOf(place);
  return { line: place.line, column: place.column, endLine: place.line, endColumn: place.column };
}

const ASYNCHRONOUS = "it works asynchronously, and conversion is synchronous";

/** Tells a promise, whose own failure then bothers nobody. */
function isPromise(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("then" in value)) return false;
  Promise.resolve(value).catch(() => undefined);
  return true;
}

/** A function for what a plugin gives for its transformer: the same, telling whose error it is. */
function guarded(name: string, transform: (...given: readonly unknown[]) => unknown) {
  return (tree: Node, file: VFile): Node | undefined => {
    let made: unknown;
    let told: unknown;
    try {
      made = transform(tree, file, (error: unknown, next: unknown) => {
        told = error ?? next;
      });
    } catch (error) {
      // A text nested too deeply is not the plugin's fault.
      throw error instanceof RangeError ? error : new PluginError(name, error, file.path);
    }
    const result = told ?? made;
    if (result instanceof Error) throw new PluginError(name, result, file.path);
    if (isPromise(result)) throw new PluginError(name, ASYNCHRONOUS, file.path);
    return isNode(result) ? result : undefined;
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

type Attach = (this: Processor, ...parameters: unknown[]) => ReturnType<typeof guarded> | undefined;

/** The same plugin, telling whose error it is. */
function named(attach: unknown, name: string): Attach {
  return function (...parameters) {
    if (typeof attach !== "function") throw new PluginError(name, "it is no function", null);
    let transform: unknown;
    try {
      transform = Reflect.apply(attach, this, parameters);
    } catch (error) {
      throw new PluginError(name, error, null);
    }
    if (isPromise(transform)) throw new PluginError(name, ASYNCHRONOUS, null);
    if (typeof transform !== "function") return undefined;
    return guarded(name, (...given) => Reflect.apply(transform, undefined, given));
  };
}

interface Named {
  readonly name: string;
  readonly plugin: Pluggable;
}

/** Plugins one by one, each with its name for messages. */
function flat(list: PluggableList): readonly Named[] {
  return list.flatMap((pluggable, index): readonly Named[] => {
    if (!Array.isArray(pluggable) && typeof pluggable === "object") return flat(pluggable.plugins ?? []);
    const [attach, ...parameters]: readonly unknown[] = Array.isArray(pluggable) ? pluggable : [pluggable];
    const name = typeof attach === "function" && attach.name !== "" ? attach.name : `#${index + 1}`;
    return [{ name, plugin: [named(attach, name), ...parameters] }];
  });
}

/** What a plugin said of a text. */
interface Said {
  readonly says: string;
  readonly isError: boolean;
  readonly place: Place | null;
}

/** The plugins of a user. */
export interface Plugins {
  /** For a parser: with these it reads what syntax they add. */
  readonly list: PluggableList;
  /** Does with a parsed text what they do. @throws PluginError */
  readonly run: (tree: Root, text: string, path: string) => Root;
  /** The error of a parser that has them. */
  readonly failed: (error: unknown, path: string) => PluginError;
}

function isRoot(node: Node): node is Root {
  return node.type === "root";
}

// Derived from the list alone, so remembering it changes nothing but the time it takes.
const made = new WeakMap<PluggableList, Plugins>();

/** A user's plugins, made ready once. */
export function pluginsOf(given: PluggableList): Plugins {
  const known = made.get(given) ?? ready(given);
  made.set(given, known);
  return known;
}

function ready(given: PluggableList): Plugins {
  const all = flat(given);
  const list = all.map(({ plugin }) => plugin);
  const names = all.map(({ name }) => name).join(", ");
  return {
    list,
    run(tree, text, path) {
      const file = new VFile({ path, value: text });
      const result: Node = unified().use(list).runSync(tree, file);
      if (!isRoot(result)) {
        throw new PluginError(names, `a \`${result.type}\` came out, and no \`root\``, path);
      }
      const said = file.messages.map(
        (one): Said => ({ says: one.reason, isError: one.fatal === true, place: placeIn(one) }),
      );
      if (said.length > 0) result.data = { ...result.data, said };
      return result;
    },
    failed: (error, path) => (error instanceof PluginError ? error : new PluginError(names, error, path)),
  };
}

declare module "mdast" {
  interface RootData {
    /** What plugins said. */
    said?: readonly Said[];
  }
}
