import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Repository } from "../../files/repository.ts";
import type { HookType } from "./section.ts";

/** Who calls a repository's hooks, and so where a call of ours belongs. */
export type HookPlace =
  /** A script that git, or husky, calls. */
  | { readonly kind: "script"; readonly file: string; readonly manager: "git" | "husky" }
  | { readonly kind: "lefthook"; readonly file: string }
  /** simple-git-hooks, with its settings in a package.json. */
  | { readonly kind: "package"; readonly file: string }
  /** A program whose settings only people can change. */
  | { readonly kind: "manual"; readonly manager: string; readonly file: string; readonly lines: string };

/** Source: lefthook, docs/configuration (names of its main configuration). */
const LEFTHOOK_YAML = ["lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml"].flatMap((name) => [
  name,
  `.config/${name}`,
]);
const LEFTHOOK_OTHER = ["lefthook.toml", ".lefthook.toml", "lefthook.json", ".lefthook.json"];
/** Source: simple-git-hooks, README ("Configure simple-git-hooks"). */
const SIMPLE_GIT_HOOKS = [".simple-git-hooks", "simple-git-hooks"].flatMap((name) =>
  [".cjs", ".js", ".mjs", ".json"].map((ending) => `${name}${ending}`),
);

function firstOf(top: string, names: readonly string[]): string | null {
  const found = names.find((name) => existsSync(join(top, name)));
  return found === undefined ? null : join(top, found);
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Lines for the configuration of the pre-commit framework. Source: pre-commit.com, "Creating new hooks". */
function preCommitLines(run: string, hook: HookType): string {
  return [
    "- repo: local",
    "  hooks:",
    "    - id: mdnotion",
    "      name: mdnotion",
    `      entry: ${run}`,
    "      language: system",
    "      pass_filenames: false",
    "      always_run: true",
    `      stages: [${hook}]`,
  ].join("\n");
}

function lefthookLines(run: string, hook: HookType): string {
  return `${hook}: a command \`mdnotion\` that runs\n  ${run}`;
}

/** Finds out who calls the hooks of a repository. @param run - the command line that calls mdnotion */
export function findPlace({ hooksFolder, top }: Repository, hook: HookType, run: string): HookPlace {
  const isHusky = basename(hooksFolder) === "_" && basename(dirname(hooksFolder)) === ".husky";
  if (isHusky) return { kind: "script", file: join(dirname(hooksFolder), hook), manager: "husky" };
  const lefthook = firstOf(top, LEFTHOOK_YAML);
  if (lefthook !== null) return { kind: "lefthook", file: lefthook };
  const other = firstOf(top, LEFTHOOK_OTHER);
  if (other !== null)
    return { kind: "manual", manager: "lefthook", file: other, lines: lefthookLines(run, hook) };
  const script = join(hooksFolder, hook);
  const framework = firstOf(top, [".pre-commit-config.yaml", ".pre-commit-config.yml"]);
  if (framework !== null && read(script).includes("pre-commit.com"))
    return { kind: "manual", manager: "pre-commit", file: framework, lines: preCommitLines(run, hook) };
  const simple = firstOf(top, SIMPLE_GIT_HOOKS);
  const lines = `"${hook}": "${run}"`;
  if (simple !== null) return { kind: "manual", manager: "simple-git-hooks", file: simple, lines };
  const manifest = join(top, "package.json");
  if (read(manifest).includes('"simple-git-hooks":')) return { kind: "package", file: manifest };
  return { kind: "script", file: script, manager: "git" };
}
