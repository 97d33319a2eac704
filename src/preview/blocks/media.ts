import type { FileSource } from "../../model/block.ts";
import type { RichText } from "../../model/richText.ts";
import { plainText } from "../../model/text.ts";
import type { CreatableNode, PreviewContext, Renderer } from "../context.ts";
import { type Html, html } from "../html.ts";
import { fileLabel } from "../icon.ts";
import { link } from "../richText.ts";
import { caption } from "./code.ts";
import { idAttribute } from "./text.ts";

type MediaType = "image" | "video" | "pdf" | "audio" | "file";

/** A document that may load nothing names what it cannot show. */
function named(sign: string, source: FileSource, name: string, context: PreviewContext): Html {
  const href = "external" in source ? context.hrefOf(source.external.url) : null;
  return html`<div class="attachment">${sign} ${link(html`${name}`, href)}</div>`;
}

function figure(
  block: CreatableNode<MediaType>,
  body: Html,
  runs: readonly RichText[],
  context: PreviewContext,
): Html {
  return html`<figure class="media"${idAttribute(block)}>${body}${caption(runs, context)}</figure>`;
}

export const image: Renderer<"image"> = (block, context) => {
  const picture = context.embed(block.value);
  const alt = plainText(block.value.caption);
  const body =
    picture === null
      ? named("🖼", block.value, fileLabel(block.value), context)
      : html`<img alt="${alt}" src="${picture}">`;
  return figure(block, body, block.value.caption, context);
};

function attachment(sign: string): Renderer<Exclude<MediaType, "image">> {
  return (block, context) => {
    const name = ("name" in block.value ? block.value.name : undefined) ?? fileLabel(block.value);
    return figure(block, named(sign, block.value, name, context), block.value.caption, context);
  };
}

export const video = attachment("🎬");
export const pdf = attachment("📕");
export const audio = attachment("🔊");
export const file = attachment("📎");
