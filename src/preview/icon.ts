import type { FileSource, Icon } from "../model/block.ts";
import type { PreviewContext } from "./context.ts";
import { type Html, html } from "./html.ts";
import { labelOf } from "./links.ts";

/** The address or name of a file, for a reader. */
export function fileLabel(source: FileSource): string {
  if ("external" in source) {
    return source.external.url;
  }
  return "file" in source ? fileName(source.file.url) : labelOf(source.file_upload.id);
}

/** The last part of an address without its query: what signed addresses share. */
function fileName(url: string): string {
  const path = url.replace(/[?#].*$/s, "");
  return path.slice(path.lastIndexOf("/") + 1) || url;
}

/** An icon: the emoji itself, an embedded picture, or a sign that there is one. */
export function renderIcon(icon: Icon, context: Pick<PreviewContext, "embed">): Html {
  if ("emoji" in icon) {
    return html`<span class="icon">${icon.emoji}</span>`;
  }
  if ("custom_emoji" in icon) {
    return html`<span class="icon" title="${labelOf(icon.custom_emoji.id)}">◇</span>`;
  }
  if ("icon" in icon) {
    return html`<span class="icon" title="${icon.icon.name}">◆</span>`;
  }
  const picture = context.embed(icon);
  return picture === null
    ? html`<span class="icon" title="${fileLabel(icon)}">▣</span>`
    : html`<img class="icon" alt="" src="${picture}">`;
}
