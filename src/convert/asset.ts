import type { Nodes } from "mdast";
import { EXTERNAL_IMAGE_ENDINGS, endingOf, type MediaKind, mediaKindsOf } from "../facts/media.ts";
import type { MessageId } from "../facts/messages.ts";
import type { FileSource } from "../model/block.ts";
import { dataUrlName } from "../model/dataUrl.ts";
import { baseName, isOutside } from "../model/paths.ts";
import type { Reference } from "../model/pending.ts";
import type { AssetProblem } from "../model/site.ts";
import type { Context } from "./context.ts";
import { sourceLink } from "./link.ts";
import { assetPath, localTargetIn } from "./site.ts";
import { urlKind } from "./url.ts";

export type MediaBlock = "image" | "video" | "audio" | "pdf" | "file";

/** A file that a block can show, or the place its text may link to instead. */
export type Located =
  | { readonly shown: true; readonly source: FileSource; readonly block: MediaBlock; readonly name: string }
  | { readonly shown: false; readonly link: Reference | null };

const BLOCK_OF = {
  image: "image",
  video: "video",
  audio: "audio",
  pdf: "pdf",
  document: "file",
} as const satisfies Record<MediaKind, MediaBlock>;

// A name of several kinds (`mp4`) is taken for the first of these.
const PREFERENCE: readonly MediaKind[] = ["image", "pdf", "video", "audio", "document"];

/** The block that shows a file of this name best; null where Notion takes no such file. */
export function blockFor(name: string): MediaBlock | null {
  const kinds = mediaKindsOf(name);
  const kind = PREFERENCE.find((one) => kinds.includes(one));
  return kind === undefined ? null : BLOCK_OF[kind];
}

const PROBLEMS = {
  missing: "asset-missing",
  outside: "asset-outside",
  hidden: "asset-hidden",
  tooLarge: "asset-too-large",
  unreadable: "asset-unreadable",
} as const satisfies Record<AssetProblem, MessageId>;

/** The text that stands for a file which has none of its own. */
export function fileName(url: string): string {
  const path = url.replace(/[?#].*$/s, "");
  const name = baseName(path.replace(/\/+$/, ""));
  try {
    return decodeURIComponent(name) || url;
  } catch {
    return name || url;
  }
}

/**
 * Finds what a media URL points at; where a block cannot show it, a message tells why.
 *
 * @param wanted - the block the syntax asks for; null: as the name says
 */
export function locate(
  url: string,
  otherwise: string,
  wanted: MediaBlock | null,
  node: Nodes,
  context: Context,
): Located {
  const kind = urlKind(url);
  if (kind.kind === "web") return locateWeb(kind.url, wanted, node, context);
  if (kind.kind === "local") return locateLocal(url, otherwise, wanted, node, context);
  if (kind.kind === "tooLong") context.report("link-too-long", { length: kind.length }, node);
  else if (kind.kind === "invalid") context.report("link-invalid", { url }, node);
  else if (kind.scheme === "data") return locateData(url, otherwise, node, context);
  else context.report("link-scheme", { scheme: kind.scheme, url }, node);
  return { shown: false, link: null };
}

/** The address of an image that Notion would refuse to show from there; null for all others. */
export function refusedImage(raw: string): string | null {
  const kind = urlKind(raw);
  if (kind.kind !== "web" || !/^https:/i.test(kind.url)) return null;
  const { pathname } = new URL(kind.url);
  const isShown = EXTERNAL_IMAGE_ENDINGS.includes(endingOf(pathname)) || blockFor(pathname) !== null;
  return isShown ? null : kind.url;
}

/** An image that is written into its address is uploaded like one from disk. */
function locateData(url: string, otherwise: string, node: Nodes, context: Context): Located {
  const asset = context.site.assets.get(url);
  const name = dataUrlName(url);
  const block = name === null ? null : blockFor(name);
  if (typeof asset !== "object" || name === null || block === null) {
    context.report("image-data", {}, node);
    return { shown: false, link: null };
  }
  const id = { kind: "upload", digest: asset.digest, otherwise } as const;
  return { shown: true, source: { file_upload: { id } }, block, name };
}

function locateWeb(url: string, wanted: MediaBlock | null, node: Nodes, context: Context): Located {
  const { pathname } = new URL(url);
  const block = EXTERNAL_IMAGE_ENDINGS.includes(endingOf(pathname)) ? "image" : blockFor(pathname);
  const shown = wanted === null || wanted === "image" ? block : wanted;
  if (shown !== null && (shown !== "image" || EXTERNAL_IMAGE_ENDINGS.includes(endingOf(pathname)))) {
    return { shown: true, source: { external: { url } }, block: shown, name: fileName(url) };
  }
  const imported = context.options.images === "import" ? context.site.assets.get(url) : "missing";
  if (typeof imported === "object") {
    const id = { kind: "upload", digest: imported.digest, otherwise: fileName(url) } as const;
    return {
      shown: true,
      source: { file_upload: { id } },
      block: "image",
      name: imported.name ?? fileName(url),
    };
  }
  // Where nobody looked for the image, it may well be there.
  if (imported !== undefined) context.report("image-refused", { url }, node);
  return { shown: false, link: url };
}

function locateLocal(
  url: string,
  otherwise: string,
  wanted: MediaBlock | null,
  node: Nodes,
  context: Context,
): Located {
  const target = localTargetIn(url, context)?.path ?? null;
  if (target === null) {
    context.report("link-invalid", { url }, node);
    return { shown: false, link: null };
  }
  const path = assetPath(target, context.site);
  const asset = context.site.assets.get(path);
  if (asset === undefined || typeof asset === "string") {
    context.report(problemOf(path, asset, context), { url }, node);
    return { shown: false, link: null };
  }
  const block = blockFor(path);
  if (block === null) {
    context.report("asset-type", { url }, node);
    const { sourceUrl } = context.options;
    return { shown: false, link: sourceUrl === null ? null : sourceLink(sourceUrl, path, null) };
  }
  const fits = wanted !== null && wanted !== "image" && suits(wanted, path);
  return {
    shown: true,
    source: { file_upload: { id: { kind: "upload", digest: asset.digest, otherwise } } },
    block: fits ? wanted : block,
    name: baseName(path),
  };
}

function suits(block: MediaBlock, path: string): boolean {
  return block === "file" || mediaKindsOf(path).some((kind) => BLOCK_OF[kind] === block);
}

function problemOf(path: string, problem: AssetProblem | undefined, context: Context) {
  if (problem !== undefined) return PROBLEMS[problem];
  if (isOutside(path)) return PROBLEMS.outside;
  return context.self === null ? "link-local" : PROBLEMS.missing;
}
