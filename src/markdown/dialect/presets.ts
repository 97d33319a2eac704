import type { Preset } from "../../model/options.ts";

const PRESETS: readonly Preset[] = [
  "auto",
  "commonmark",
  "github",
  "docusaurus",
  "vitepress",
  "starlight",
  "mkdocs",
  "obsidian",
];

/** Every preset. */
export const EVERY: ReadonlySet<Preset> = new Set(PRESETS);

/** Every preset but those named. */
export function everyBut(...names: readonly Preset[]): ReadonlySet<Preset> {
  return new Set(PRESETS.filter((preset) => !names.includes(preset)));
}

/** The presets in which mdnotion's own syntax must be asked for. */
export const NO_DIRECTIVES: ReadonlySet<Preset> = new Set<Preset>(["auto", "commonmark", "github"]);

/** The presets named. */
export function only(...names: readonly Preset[]): ReadonlySet<Preset> {
  return new Set(names);
}
