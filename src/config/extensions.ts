import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Pluggable, PluggableList } from "unified";
import type { Component, Handlers } from "../model/extension.ts";
import type { ConvertOptions } from "../model/options.ts";
import { isOptionValue } from "./values.ts";

const isPluggable = (value: unknown): value is Pluggable => isOptionValue("remarkPlugins", [value]);

const isHandlers = (value: unknown): value is Handlers => isOptionValue("handlers", value);

const isComponent = (value: unknown): value is string | Component =>
  typeof value === "string" || typeof value === "function";

/** Plugins as a configuration holds them. */
export function pluginsOf(values: readonly unknown[]): PluggableList {
  return values.filter(isPluggable);
}

export function handlersOf(value: Readonly<Record<string, unknown>>): Handlers {
  return isHandlers(value) ? value : {};
}

export function componentsOf(
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string | Component>> {
  const found: Record<string, string | Component> = {};
  for (const [name, value] of Object.entries(values)) if (isComponent(value)) found[name] = value;
  return found;
}

// What a module imports, by any of the statements that do; in a comment it does no harm.
const IMPORTS = /\b(?:import|export)\b[^"'();]*?["']([^"'\n]+)["']|\bimport\s*\(\s*["']([^"'\n]+)["']/g;

function importsIn(text: string): readonly string[] {
  return [...text.matchAll(IMPORTS)].map(([, from, dynamic]) => from ?? dynamic ?? "");
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** The version of a package as a folder sees it; null where there is none. */
function versionOf(name: string, folder: string): string | null {
  const text = textIn(join(folder, "node_modules", name, "package.json"));
  const version = /"version"\s*:\s*"([^"]*)"/.exec(text ?? "")?.[1];
  if (version !== undefined) return version;
  const above = dirname(folder);
  return above === folder ? null : versionOf(name, above);
}

/**
 * What a program is made of: the text of the file and of the files it imports, and the versions of the packages it
 * imports. What these read on their own, and packages of packages, are not seen.
 *
 * @param file - absolute
 * @returns a digest, hex
 */
export function programDigest(file: string): string {
  const home = dirname(file);
  const parts = new Map<string, string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    // Where the project lies on this machine does not matter.
    const name = relative(home, next);
    if (parts.has(name)) continue;
    const text = textIn(next) ?? "";
    parts.set(name, text);
    for (const imported of importsIn(text)) {
      if (/^\.{0,2}\//.test(imported)) open.push(resolve(dirname(next), imported));
      else if (!/^(?:node|file|data):/.test(imported)) {
        const pack = /^(?:@[^/]+\/)?[^/]+/.exec(imported)?.[0] ?? imported;
        parts.set(`package ${pack}`, versionOf(pack, dirname(next)) ?? "");
      }
    }
  }
  const sorted = [...parts].sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}

/** Tells whether functions of the user take part in conversion. */
export function holdsFunctions({
  components,
  handlers,
  remarkPlugins,
}: Pick<ConvertOptions, "components" | "handlers" | "remarkPlugins">): boolean {
  return (
    remarkPlugins.length > 0 ||
    Object.keys(handlers).length > 0 ||
    Object.values(components).some((like) => typeof like === "function")
  );
}
