import type { Nodes } from "mdast";
import { mediaKindsOf } from "../facts/media.ts";
import type { Cover, Icon } from "../model/block.ts";
import type { Place } from "../model/message.ts";
import { fileName } from "./asset.ts";
import type { Context } from "./context.ts";
import { assetPath, localTargetIn } from "./site.ts";
import { urlKind } from "./url.ts";

// The target of the compiler does not know the flag `v` yet; every Node it runs on does.
const ONE_EMOJI = "^\\p{RGI_Emoji}$";
const EMOJI = new RegExp(ONE_EMOJI, "v");

// Keyboards leave out the selector that tells an emoji from a sign (❤ for ❤️).
const SELECTOR = "\uFE0F";

/** One emoji, in the form Notion knows; null where the text is none. */
export function emojiOf(value: string): string | null {
  if (EMOJI.test(value)) return value;
  return EMOJI.test(value + SELECTOR) ? value + SELECTOR : null;
}

/** An image by its web address, or a local one to be uploaded; null where it is neither. */
function fileOf(
  value: string,
  context: Context,
): Extract<Cover, { external: unknown } | { file_upload: unknown }> | null {
  const kind = urlKind(value);
  if (kind.kind === "web") return { external: { url: kind.url } };
  const target = kind.kind === "local" ? localTargetIn(value, context) : null;
  if (target === null || target.path === null) return null;
  const path = assetPath(target.path, context.site);
  const asset = context.site.assets.get(path);
  if (typeof asset !== "object" || !mediaKindsOf(path).includes("image")) return null;
  return { file_upload: { id: { kind: "upload", digest: asset.digest, otherwise: fileName(value) } } };
}

/**
 * Reads an icon: one emoji, a web address, a local image, or `:name:` for a custom emoji of the workspace.
 *
 * @returns null where it is none of these; a message then tells so
 */
export function iconOf(value: string, context: Context, at: Nodes | Place | null): Icon | null {
  const emoji = emojiOf(value.trim());
  if (emoji !== null) return { emoji };
  const name = /^:([^:\s]+):$/.exec(value.trim())?.[1];
  if (name !== undefined) {
    context.need({ kind: "emoji", name });
    return { custom_emoji: { id: { kind: "emoji", name, otherwise: value.trim() } } };
  }
  const file = fileOf(value.trim(), context);
  if (file === null) context.report("icon-unusable", { value }, at);
  return file;
}

/** Reads a cover: a web address or a local image; null with a message where it is neither. */
export function coverOf(value: string, context: Context, at: Nodes | Place | null): Cover | null {
  const file = fileOf(value.trim(), context);
  if (file === null) context.report("cover-unusable", { value }, at);
  return file;
}
