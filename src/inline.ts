import { convertInline } from "./convert/index.ts";
import { parseInline } from "./markdown/inline.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "./model/options.ts";
import { resolveProperty } from "./model/resolve.ts";
import type { RichText } from "./model/richText.ts";

/**
 * Rich text of Markdown that stands in a line: formatting, links, equations, mentions of dates; no blocks, so that
 * `# 1` is text. Lines and blank lines stay. What only a workspace could tell, and links to local files, are text.
 *
 * @param options - of the conversion; the preset chooses the dialect
 * @returns runs of any number, in canonical form
 */
export function markdown(text: string, options: Partial<ConvertOptions> = {}): readonly RichText[] {
  const settings: ConvertOptions = { ...DEFAULT_CONVERT_OPTIONS, ...options };
  const value = convertInline(parseInline(text, "", null, settings), settings);
  const property = resolveProperty({ type: "rich_text", value }, () => undefined);
  return property.type === "rich_text" ? property.value : value;
}
