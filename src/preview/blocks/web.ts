import type { Renderer } from "../context.ts";
import { html } from "../html.ts";
import { labelOf } from "../links.ts";
import { link } from "../richText.ts";
import { caption } from "./code.ts";
import { idAttribute } from "./text.ts";

function card(sign: string): Renderer<"bookmark" | "embed"> {
  return (block, context) => {
    const { caption: runs, url } = block.value;
    return html`<figure class="media"${idAttribute(block)}><div class="attachment">${sign} ${link(html`${labelOf(url)}`, context.hrefOf(url))}</div>${caption(runs, context)}</figure>`;
  };
}

export const bookmark: Renderer<"bookmark"> = card("🔖");
export const embed: Renderer<"embed"> = card("🌐");

export const linkToPage: Renderer<"link_to_page"> = (block, context) => {
  const [target = ""] = Object.values(block.value);
  return html`<p class="page-link"${idAttribute(block)}>${link(html`↗ ${labelOf(target)}`, context.hrefOf(target))}</p>`;
};
