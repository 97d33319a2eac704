import type { Image, ImageReference } from "mdast";
import { text } from "../../model/text.ts";
import { fileName, locate } from "../asset.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { linkTarget } from "../link.ts";
import { mediaBlocks } from "../media.ts";
import { urlNamed } from "../named.ts";
import { pushText } from "../pieces.ts";

/** An image with its address, however it was written. */
export interface Picture {
  readonly url: string;
  readonly alt: string;
  readonly title: string;
}

/** The text that stands for an image. */
export function pictureText({ url, alt, title }: Picture): string {
  if (alt !== "") return alt;
  if (title !== "") return title;
  return url.startsWith("data:") ? "image" : fileName(url);
}

export function pictureOf(node: Image | ImageReference, context: Context): Picture | null {
  const alt = node.alt ?? "";
  if (node.type === "image") {
    const url = node.data?.byName === true ? urlNamed(node.url, context) : node.url;
    return { url, alt, title: node.title ?? "" };
  }
  const definition = context.definitions.get(node.identifier);
  return definition === undefined ? null : { url: definition.url, alt, title: definition.title ?? "" };
}

/** An image: its own block where one can stand, else a link with its text. */
export function image(node: Image | ImageReference, mark: Mark, context: Context, out: Piece[]): void {
  const picture = pictureOf(node, context);
  if (picture === null) {
    pushText(out, node.alt ?? "", mark);
    return;
  }
  if (mark.inLine) {
    context.report("image-as-link", { url: shortened(picture.url) }, node);
    const content = pictureText(picture);
    const target = linkTarget(picture.url, content, node, { ...context, report: () => undefined });
    pushText(out, content, { ...mark, link: mark.link ?? (target === null ? null : { url: target }) });
    return;
  }
  const located = locate(picture.url, pictureText(picture), "image", node, context);
  if (!located.shown) {
    const link = located.link === null ? null : { url: located.link };
    pushText(out, pictureText(picture), { ...mark, link });
    return;
  }
  const caption = picture.title || picture.alt;
  const runs = caption === "" ? [] : [text(caption)];
  for (const block of mediaBlocks(located.block, located.source, runs, node))
    out.push({ type: "block", block });
}

function shortened(url: string): string {
  return url.length > 100 ? `${url.slice(0, 99)}…` : url;
}
