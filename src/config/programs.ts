import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Preset } from "../facts/presets.ts";

/** How links begin → the folders they are then read from, relative to the folder of the program. */
type Roots = Readonly<Record<string, readonly string[]>>;

/** Reads a file beside the program's marker; empty where there is none. */
type Read = (name: string) => string;

const NO_ROOTS: Roots = {};

const CODE_ENDINGS = ["js", "ts", "mjs", "mts", "cjs", "cts"] as const;

function firstOf(read: Read, name: string): string {
  for (const ending of CODE_ENDINGS) {
    const text = read(`${name}.${ending}`);
    if (text !== "") return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  }
  return "";
}

/** A text that a program gives a name: configurations of others are read, and never run. */
function textNamed(program: string, name: string): string | null {
  const found = new RegExp(`(?<![\\w.])${name}\\s*:\\s*(?:'([^'\\n]*)'|"([^"\\n]*)"|\`([^\`$]*)\`)`).exec(
    program,
  );
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? null);
}

/** What stands between the braces around a place, without what stands in braces inside. */
function objectAround(program: string, at: number): string {
  let start = at;
  for (let depth = 0; start > 0 && depth >= 0; start -= 1) {
    if (program[start - 1] === "}") depth += 1;
    if (program[start - 1] === "{") depth -= 1;
  }
  let own = "";
  for (let index = start + 1, depth = 0; index < program.length && depth >= 0; index += 1) {
    const sign = program[index] ?? "";
    if (sign === "{") depth += 1;
    if (depth === 0 && sign !== "}") own += sign;
    if (sign === "}") depth -= 1;
  }
  return own;
}

const trimmed = (path: string): string => path.replace(/^[./]+|\/+$/g, "");

/** Source: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#configuration */
function docusaurus(read: Read): Roots {
  const program = firstOf(read, "docusaurus.config");
  const roots: Record<string, readonly string[]> = {};
  const places = [...program.matchAll(/\bdocs\s*:\s*\{|\brouteBasePath\s*:/g)];
  for (const { index, 0: found } of places) {
    const own = objectAround(program, index + (found.endsWith("{") ? found.length : 0));
    const folder = textNamed(own, "path") ?? "docs";
    const route = trimmed(textNamed(own, "routeBasePath") ?? "docs");
    const beginning = route === "" ? "/" : `/${route}/`;
    roots[beginning] = route === "" ? ["static", ".", folder] : [folder, "static", "."];
  }
  return roots;
}

function withBase(program: string, roots: Roots): Roots {
  const base = trimmed(textNamed(program, "base") ?? "");
  return base === "" ? roots : { ...roots, [`/${base}/`]: roots["/"] ?? [] };
}

/** Source: https://vitepress.dev/reference/site-config */
function vitepress(read: Read): Roots {
  const program = firstOf(read, ".vitepress/config") || firstOf(read, ".vitepress/config/index");
  const folder = trimmed(textNamed(program, "srcDir") ?? "") || ".";
  return withBase(program, { "/": [`${folder}/public`, folder], "@/": [folder] });
}

/** Source: https://docs.astro.build/en/reference/configuration-reference/ */
function starlight(read: Read): Roots {
  const program = firstOf(read, "astro.config");
  const roots: Roots = { "/": ["public", "src/content/docs"] };
  return withBase(program, roots);
}

const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === "string");
}

/** Beginning of what `--8<--` names: no link begins so. */
const SNIPPETS = "--8<-- ";

/**
 * Sources: https://www.mkdocs.org/user-guide/configuration/#docs_dir,
 * https://facelessuser.github.io/pymdown-extensions/extensions/snippets/#options
 */
function mkdocs(read: Read): Roots {
  const text = read("mkdocs.yml") || read("mkdocs.yaml");
  let config: unknown;
  try {
    config = parse(text, { logLevel: "silent" });
  } catch {
    return NO_ROOTS;
  }
  const [docs = "docs"] = textsIn(at(config, "docs_dir"));
  const extensions = at(config, "markdown_extensions");
  const listed: readonly unknown[] = Array.isArray(extensions) ? extensions : [extensions];
  const bases = listed.flatMap((one) => textsIn(at(at(one, "pymdownx.snippets"), "base_path")));
  const folders = bases.map((base) => base.replace(/^\$config_dir\b/, ".").replace(/^\$docs_dir\b/, docs));
  return { "/": [docs, "."], ...(folders.length > 0 && { [SNIPPETS]: folders }) };
}

const READERS: { readonly [P in Preset]: ((read: Read) => Roots) | null } = {
  docusaurus,
  starlight,
  vitepress,
  mkdocs,
  obsidian: null,
  github: null,
  commonmark: null,
  auto: null,
};

/**
 * What a program's own configuration says about links. It is read as text: nothing of it is run, and what it
 * computes is not seen.
 *
 * @param folder - of the program, absolute
 */
export function programRoots(preset: Preset, folder: string): Roots {
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return "";
    }
  };
  return READERS[preset]?.(read) ?? NO_ROOTS;
}
