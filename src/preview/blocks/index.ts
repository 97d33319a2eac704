import type { BlockType } from "../../model/block.ts";
import type { CreatableNode, PreviewBlock, PreviewContext, Renderer } from "../context.ts";
import { type Html, html } from "../html.ts";
import { code, equation } from "./code.ts";
import { foreign } from "./foreign.ts";
import { breadcrumb, column, columnList, divider, syncedBlock, tab, tableOfContents } from "./layout.ts";
import { audio, file, image, pdf, video } from "./media.ts";
import { table, tableRow } from "./table.ts";
import {
  bulletedListItem,
  callout,
  heading,
  numberedListItem,
  paragraph,
  quote,
  template,
  toDo,
  toggle,
} from "./text.ts";
import { bookmark, embed, linkToPage } from "./web.ts";

const RENDERERS: { readonly [K in BlockType]: Renderer<K> } = {
  paragraph,
  heading_1: heading(2),
  heading_2: heading(3),
  heading_3: heading(4),
  heading_4: heading(5),
  bulleted_list_item: bulletedListItem,
  numbered_list_item: numberedListItem,
  to_do: toDo,
  toggle,
  quote,
  callout,
  code,
  equation,
  divider,
  breadcrumb,
  table_of_contents: tableOfContents,
  bookmark,
  embed,
  image,
  video,
  pdf,
  audio,
  file,
  link_to_page: linkToPage,
  table,
  table_row: tableRow,
  column_list: columnList,
  column,
  tab,
  synced_block: syncedBlock,
  template,
};

function creatable<K extends BlockType>(type: K, block: CreatableNode<K>, context: PreviewContext): Html {
  return RENDERERS[type](block, context);
}

function renderBlock(block: PreviewBlock, context: PreviewContext): Html {
  return block.type === "foreign" ? foreign(block, context) : creatable(block.type, block, context);
}

/** HTML wants list items within a list; Notion has them side by side. */
const LISTS: Readonly<Partial<Record<PreviewBlock["type"], { readonly open: Html; readonly close: Html }>>> =
  {
    bulleted_list_item: { open: { markup: "<ul>" }, close: { markup: "</ul>" } },
    numbered_list_item: { open: { markup: "<ol>" }, close: { markup: "</ol>" } },
    to_do: { open: { markup: '<ul class="tasks">' }, close: { markup: "</ul>" } },
  };

/** Draws sibling blocks in order. */
export function renderBlocks(blocks: readonly PreviewBlock[], context: PreviewContext): Html {
  const drawn = blocks.map((block, index) => {
    const list = LISTS[block.type];
    const body = renderBlock(block, context);
    if (list === undefined) {
      return body;
    }
    const starts = blocks[index - 1]?.type !== block.type;
    const ends = blocks[index + 1]?.type !== block.type;
    return html`${starts ? list.open : null}${body}${ends ? list.close : null}`;
  });
  return html`${drawn}`;
}
