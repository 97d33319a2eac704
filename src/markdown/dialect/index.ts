import type { ConvertOptions } from "../../model/options.ts";
import { alerts } from "./alert.ts";
import { CONTAINER_DIALECTS } from "./containers.ts";
import type { Dialect } from "./dialect.ts";
import { html } from "./html.ts";
import { INLINE_DIALECTS } from "./inline.ts";
import { NO_DIRECTIVES } from "./presets.ts";
import { toc } from "./toc.ts";

/** Every dialect, in the order in which they are asked. */
const DIALECTS: readonly Dialect[] = [toc, ...CONTAINER_DIALECTS, html, alerts, ...INLINE_DIALECTS];

/** What chooses dialects. */
export type DialectOptions = Pick<ConvertOptions, "preset" | "directives">;

/** The dialects that a preset has, in order; those of mdnotion's own syntax where that is read. */
export function dialectsOf({ preset, directives }: DialectOptions): readonly Dialect[] {
  const own = directives ?? !NO_DIRECTIVES.has(preset);
  return DIALECTS.filter((dialect) => dialect.presets.has(preset) || (own && dialect.isOwn === true));
}
