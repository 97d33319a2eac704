import type { BlockType } from "../../model/block.ts";
import type { CreatableNode, PreviewContext, Renderer } from "../context.ts";
import { EMPTY, type Html, html } from "../html.ts";
import { renderIcon } from "../icon.ts";
import { anchorOf } from "../links.ts";
import { colorClass, renderRichText } from "../richText.ts";

/** The `id` attribute of a block that has an id, with a leading space. */
export function idAttribute(block: { readonly id?: string }): Html {
  return block.id === undefined ? EMPTY : html` id="${anchorOf(block.id)}"`;
}

/** The children of a block, indented; nothing where it has none. */
function nested(block: CreatableNode, context: PreviewContext): Html {
  return block.children === null || block.children.length === 0
    ? EMPTY
    : html`<div class="nested">${context.render(block.children)}</div>`;
}

export const paragraph: Renderer<"paragraph"> = (block, context) =>
  html`<div class="text ${colorClass(block.value.color)}"${idAttribute(block)}><p>${renderRichText(block.value.rich_text, context)}</p>${nested(block, context)}</div>`;

type HeadingType = Extract<BlockType, `heading_${number}`>;

/** Notion's first heading stands below the page's title, so that it is the document's second level. */
export function heading(level: 2 | 3 | 4 | 5): Renderer<HeadingType> {
  const open = { markup: `<h${level}` };
  const close = { markup: `</h${level}>` };
  return (block, context) => {
    const { color, rich_text: runs, is_toggleable: toggles } = block.value;
    const title = html`${open} class="${colorClass(color)}"${idAttribute(block)}>${renderRichText(runs, context)}${close}`;
    return toggles
      ? html`<details open><summary>${title}</summary>${nested(block, context)}</details>`
      : html`${title}${nested(block, context)}`;
  };
}

const listItem: Renderer<"bulleted_list_item" | "numbered_list_item"> = (block, context) => {
  const { color, rich_text: runs } = block.value;
  return html`<li class="${colorClass(color)}"${idAttribute(block)}>${renderRichText(runs, context)}${context.render(block.children)}</li>`;
};

export const bulletedListItem: Renderer<"bulleted_list_item"> = listItem;
export const numberedListItem: Renderer<"numbered_list_item"> = listItem;

export const toDo: Renderer<"to_do"> = (block, context) => {
  const { checked, color, rich_text: runs } = block.value;
  const box = checked
    ? html`<input type="checkbox" checked disabled>`
    : html`<input type="checkbox" disabled>`;
  return html`<li class="${checked ? "done" : ""} ${colorClass(color)}"${idAttribute(block)}><label>${box}<span>${renderRichText(runs, context)}</span></label>${context.render(block.children)}</li>`;
};

export const toggle: Renderer<"toggle"> = (block, context) =>
  html`<details class="${colorClass(block.value.color)}"${idAttribute(block)}><summary>${renderRichText(block.value.rich_text, context)}</summary>${nested(block, context)}</details>`;

export const quote: Renderer<"quote"> = (block, context) =>
  html`<blockquote class="${colorClass(block.value.color)}"${idAttribute(block)}><p>${renderRichText(block.value.rich_text, context)}</p>${context.render(block.children)}</blockquote>`;

export const callout: Renderer<"callout"> = (block, context) => {
  const { color, icon, rich_text: runs } = block.value;
  const sign = icon === undefined ? EMPTY : renderIcon(icon, context);
  return html`<aside class="callout ${colorClass(color)}"${idAttribute(block)}>${sign}<div><p>${renderRichText(runs, context)}</p>${context.render(block.children)}</div></aside>`;
};

export const template: Renderer<"template"> = (block, context) =>
  html`<div class="text"${idAttribute(block)}><p>${renderRichText(block.value.rich_text, context)}</p>${nested(block, context)}</div>`;
