import { plainText } from "../../model/text.ts";
import type { CreatableNode, PreviewBlock, PreviewContext, Renderer } from "../context.ts";
import { EMPTY, type Html, html } from "../html.ts";
import { renderIcon } from "../icon.ts";
import { anchorOf, labelOf } from "../links.ts";
import { colorClass, link, renderRichText } from "../richText.ts";
import { idAttribute } from "./text.ts";

export const divider: Renderer<"divider"> = (block) => html`<hr${idAttribute(block)}>`;

export const breadcrumb: Renderer<"breadcrumb"> = (block) =>
  html`<p class="dim"${idAttribute(block)}>… / this page</p>`;

function headingEntry(heading: CreatableNode): Html {
  if (!("rich_text" in heading.value)) {
    return EMPTY;
  }
  const href = heading.id === undefined ? null : `#${anchorOf(heading.id)}`;
  return html`<li class="toc-${heading.type}">${link(html`${plainText(heading.value.rich_text)}`, href)}</li>`;
}

export const tableOfContents: Renderer<"table_of_contents"> = (block, context) =>
  html`<ul class="toc ${colorClass(block.value.color)}"${idAttribute(block)}>${context.headings.map(headingEntry)}</ul>`;

export const columnList: Renderer<"column_list"> = (block, context) =>
  html`<div class="columns"${idAttribute(block)}>${context.render(block.children)}</div>`;

export const column: Renderer<"column"> = (block, context) =>
  html`<div class="column" style="flex-grow: ${block.value.width_ratio ?? 1}"${idAttribute(block)}>${context.render(block.children)}</div>`;

function tabItem(item: PreviewBlock, context: PreviewContext): Html {
  if (item.type !== "paragraph") {
    return context.render([item]);
  }
  const icon = item.value.icon === undefined ? EMPTY : renderIcon(item.value.icon, context);
  const label = renderRichText(item.value.rich_text, context);
  return html`<details class="tab" open${idAttribute(item)}><summary>${icon}${label}</summary><div class="nested">${context.render(item.children)}</div></details>`;
}

export const tab: Renderer<"tab"> = (block, context) =>
  html`<div class="tabs"${idAttribute(block)}>${(block.children ?? []).map((item) => tabItem(item, context))}</div>`;

export const syncedBlock: Renderer<"synced_block"> = (block, context) => {
  const { synced_from: origin } = block.value;
  const note = origin === null ? EMPTY : html`<p class="dim">Synced from ${labelOf(origin.block_id)}</p>`;
  return html`<div class="synced"${idAttribute(block)}>${note}${context.render(block.children)}</div>`;
};
