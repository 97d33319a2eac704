import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { type HookType, marked, withoutSection } from "./section.ts";

/** Blanks before an offset, back to the start of its line; null where something else stands there. */
function indentAt(text: string, offset: number): string | null {
  const indent = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return indent.trim() === "" ? indent : null;
}

function entryOf(map: YAMLMap, name: string): unknown {
  return map.items.find(({ key }) => isScalar(key) && key.value === name)?.value;
}

/** Where a collection begins: its first key, or the dash of its first item. */
function startOf(node: unknown): number | null {
  if (isSeq(node)) return node.range?.[0] ?? null;
  if (!isMap(node)) return null;
  const key = node.items[0]?.key;
  return isScalar(key) ? (key.range?.[0] ?? null) : null;
}

/** What a command of ours looks like among those that are there. */
function placeIn(hook: YAMLMap, run: string): { readonly at: unknown; readonly lines: readonly string[] } {
  const jobs = entryOf(hook, "jobs");
  if (isSeq(jobs)) return { at: jobs, lines: ["- name: mdnotion", `  run: ${run}`] };
  const commands = entryOf(hook, "commands");
  if (isMap(commands)) return { at: commands, lines: ["mdnotion:", `  run: ${run}`] };
  return { at: hook, lines: ["commands:", "  mdnotion:", `    run: ${run}`] };
}

/**
 * A configuration of lefthook (YAML) with a command that calls mdnotion; nothing else in it changes.
 *
 * @returns null where the form of the configuration leaves no place for it
 */
export function withLefthook(text: string, hook: HookType, folder: string, run: string): string | null {
  const rest = withoutSection(text, folder) ?? text;
  const { contents, errors } = parseDocument(rest);
  if (errors.length > 0 || (rest !== "" && !rest.endsWith("\n"))) return null;
  const found = isMap(contents) ? entryOf(contents, hook) : undefined;
  if (found === undefined && (contents === null || (isMap(contents) && contents.flow !== true)))
    return rest + marked(folder, [`${hook}:`, "  commands:", "    mdnotion:", `      run: ${run}`]);
  if (!isMap(found)) return null;
  const { at, lines } = placeIn(found, run);
  const start = startOf(at);
  const indent = start === null ? null : indentAt(rest, start);
  if (start === null || indent === null) return null;
  const from = start - indent.length;
  return rest.slice(0, from) + marked(folder, lines, indent) + rest.slice(from);
}
