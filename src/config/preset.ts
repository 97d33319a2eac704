import { existsSync } from "node:fs";
import { join } from "node:path";
import { isPreset, PRESETS, type Preset, type PresetFacts } from "../facts/presets.ts";
import { joinPath } from "../model/paths.ts";
import { programRoots } from "./programs.ts";

/** The program that a folder was written for. */
export interface PresetPlace {
  readonly preset: Preset;
  /** The folder it works from, relative to the root: that of its marker, else the source. */
  readonly base: string;
  /** What told of it, relative to the root; null where it was named. */
  readonly marker: string | null;
  /** How links begin → the folders they are then read from, relative to the root. */
  readonly linkRoots: Readonly<Record<string, readonly string[]>>;
}

interface Found {
  readonly preset: Preset;
  readonly folder: string;
  readonly marker: string;
}

const NAMES: readonly Preset[] = Object.keys(PRESETS).filter(isPreset);

/** A folder and those above it up to the root, which is the empty path. */
function upward(folder: string): readonly string[] {
  if (folder === "") return [""];
  const at = folder.lastIndexOf("/");
  return [folder, ...upward(at < 0 ? "" : folder.slice(0, at))];
}

function markerIn(absolute: string, preset: Preset): string | null {
  const { markers }: PresetFacts = PRESETS[preset];
  const found = markers.find((names) => names.every((name) => existsSync(join(absolute, name))));
  return found?.[0] ?? null;
}

/** The nearest marker, from a folder upward. */
function nearest(root: string, path: string, presets: readonly Preset[]): Found | null {
  for (const folder of upward(path)) {
    for (const preset of presets) {
      const marker = markerIn(join(root, folder), preset);
      if (marker !== null) return { preset, folder, marker };
    }
  }
  return null;
}

/** Folders relative to the root; the root itself is the empty path. */
function inRoot(base: string, folder: string): string {
  const path = joinPath(base === "" ? "." : base, folder);
  return path === "." ? "" : path;
}

function placeAt(root: string, preset: Preset, base: string, marker: string | null): PresetPlace {
  const { linkRoots }: PresetFacts = PRESETS[preset];
  const all = { ...linkRoots, ...programRoots(preset, join(root, base)) };
  const roots = Object.entries(all).map(
    ([start, folders]) => [start, folders.map((folder) => inRoot(base, folder))] as const,
  );
  return { preset, base, marker, linkRoots: Object.fromEntries(roots) };
}

/**
 * Finds the program that a source was written for, by the files it leaves in the source's folder or above it.
 *
 * @param root - absolute
 * @param path - of the source, relative to the root
 * @param chosen - as the user has it; `auto`: to be found
 */
export function findPreset(root: string, path: string, chosen: Preset): PresetPlace {
  const found = nearest(root, path, chosen === "auto" ? NAMES : [chosen]);
  if (chosen !== "auto") return placeAt(root, chosen, found?.folder ?? path, null);
  if (found === null) return placeAt(root, "auto", path, null);
  return placeAt(root, found.preset, found.folder, inRoot(found.folder, found.marker));
}
