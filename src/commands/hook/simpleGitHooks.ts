import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { HookType } from "./section.ts";

function pairOf(map: YAMLMap, name: string) {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

/** The hooks in a package.json, with where they stand in its text; null where there are none. */
function hooksIn(text: string): YAMLMap | null {
  const { contents, errors } = parseDocument(text);
  if (errors.length > 0 || !isMap(contents)) return null;
  const hooks = pairOf(contents, "simple-git-hooks")?.value;
  return isMap(hooks) ? hooks : null;
}

const both = (before: string, run: string): string => `${before} && ${run}`;

function replaced(text: string, range: readonly [number, number, ...number[]], by: string): string {
  return text.slice(0, range[0]) + by + text.slice(range[1]);
}

/**
 * A package.json whose hooks for simple-git-hooks call mdnotion as well; the rest of its text stays as it is.
 *
 * @returns null where it has no such hooks
 */
export function withSimpleGitHooks(given: string, hook: HookType, run: string): string | null {
  const text = withoutSimpleGitHooks(given, hook) ?? given;
  const hooks = hooksIn(text);
  const start = hooks?.range?.[0];
  if (hooks === null || start === undefined) return null;
  const value = pairOf(hooks, hook)?.value;
  if (isScalar(value) && typeof value.value === "string" && value.range)
    return replaced(text, value.range, JSON.stringify(both(value.value, run)));
  const entry = `${JSON.stringify(hook)}: ${JSON.stringify(run)}`;
  const key = hooks.items[0]?.key;
  const first = isScalar(key) ? key.range?.[0] : undefined;
  if (first === undefined) return `${text.slice(0, start + 1)}${entry}${text.slice(start + 1)}`;
  return `${text.slice(0, first)}${entry},${text.slice(start + 1, first)}${text.slice(first)}`;
}

/** What was put at the end of a command, or is all of it; its flags are whatever was asked for. */
function oursIn(command: string, hook: HookType): number | null {
  const found = new RegExp(
    `(?:^| && )(?:cd \\S+ && )?npx --no-install mdnotion hook run ${hook}(?: [^&]*)?$`,
  ).exec(command);
  return found?.index ?? null;
}

/** A package.json without what `withSimpleGitHooks` put in; null where it has none of it. */
export function withoutSimpleGitHooks(text: string, hook: HookType): string | null {
  const hooks = hooksIn(text);
  const value = hooks === null ? null : pairOf(hooks, hook)?.value;
  if (hooks === null || !isScalar(value) || typeof value.value !== "string" || !value.range) return null;
  const at = oursIn(value.value, hook);
  if (at === null) return null;
  if (at > 0) return replaced(text, value.range, JSON.stringify(value.value.slice(0, at)));
  const key = pairOf(hooks, hook)?.key;
  const from = isScalar(key) ? key.range?.[0] : undefined;
  if (from === undefined) return null;
  const next = /^\s*,\s*/.exec(text.slice(value.range[1]))?.[0].length ?? 0;
  return text.slice(0, from) + text.slice(value.range[1] + next);
}
