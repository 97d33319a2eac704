import type { Preset } from "../../model/options.ts";
import { alerts } from "./alert.ts";
import type { Dialect } from "./dialect.ts";
import { html } from "./html.ts";
import { toc } from "./toc.ts";

/** Every dialect, in the order in which they are asked. */
const DIALECTS: readonly Dialect[] = [toc, html, alerts];

/** The dialects that a preset has, in order. */
export function dialectsOf(preset: Preset): readonly Dialect[] {
  return DIALECTS.filter((dialect) => dialect.presets.has(preset));
}
