import type { PreviewBlock, PreviewContext } from "../context.ts";
import { type Html, html } from "../html.ts";
import { link } from "../richText.ts";
import { idAttribute } from "./text.ts";

/** A child page leads to itself where the document shows it; what else no request can make is named. */
export function foreign(block: PreviewBlock<"foreign">, context: PreviewContext): Html {
  const { id, name, title } = block;
  if (name === "child_page" && id !== undefined) {
    return html`<p class="page-link">${link(html`📄 ${title}`, context.hrefOf(id))}</p>`;
  }
  return html`<p class="foreign dim"${idAttribute(block)}>${name.replaceAll("_", " ")}${title === "" ? "" : `: ${title}`}</p>`;
}
