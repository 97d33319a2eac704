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
