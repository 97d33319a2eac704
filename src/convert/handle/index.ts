import type { FlowHandler, FlowNodes, PhrasingHandler, PhrasingNodes } from "../context.ts";
import { anchor, attributeList } from "./attributes.ts";
import { blockquote } from "./blockquote.ts";
import { breadcrumb } from "./breadcrumb.ts";
import { lineBreak } from "./break.ts";
import { callout } from "./callout.ts";
import { code } from "./code.ts";
import { column, columns } from "./columns.ts";
import { component } from "./component.ts";
import { emphasis, strikethrough, strong, styled } from "./emphasis.ts";
import { footnoteReference } from "./footnoteReference.ts";
import { heading } from "./heading.ts";
import { html, htmlBlock } from "./html.ts";
import { image } from "./image.ts";
import { inlineCode } from "./inlineCode.ts";
import { inlineNote } from "./inlineNote.ts";
import { link, linkReference } from "./link.ts";
import { list, listItem } from "./list.ts";
import { inlineMath, math } from "./math.ts";
import { media } from "./media.ts";
import { mention } from "./mention.ts";
import { pageLink } from "./pageLink.ts";
import { paragraph } from "./paragraph.ts";
import { root } from "./root.ts";
import { section } from "./section.ts";
import { synced } from "./synced.ts";
import { table, tableCell, tableRow } from "./table.ts";
import { tableOfContents } from "./tableOfContents.ts";
import { tab, tabs } from "./tabs.ts";
import { text } from "./text.ts";
import { thematicBreak } from "./thematicBreak.ts";
import { toggle } from "./toggle.ts";
import { webPage } from "./webPage.ts";

type FlowTable = { readonly [K in keyof FlowNodes]: FlowHandler<FlowNodes[K]> };
type PhrasingTable = { readonly [K in keyof PhrasingNodes]: PhrasingHandler<PhrasingNodes[K]> };

/** Nothing stands in its place. */
const ignored = () => [];

/** What each node becomes that stands as a block or is part of one. */
export const FLOW: FlowTable = {
  blockquote,
  breadcrumb,
  callout,
  code,
  column,
  columns,
  // Definitions are read where something refers to them; notes follow at the end.
  definition: ignored,
  footnoteDefinition: ignored,
  heading,
  html: htmlBlock,
  list,
  listItem,
  math,
  media,
  pageLink,
  paragraph,
  root,
  section,
  synced,
  tab,
  table,
  tableCell,
  tableOfContents,
  tableRow,
  tabs,
  thematicBreak,
  toggle,
  webPage,
  // Front matter is the page's, not the text's.
  yaml: ignored,
};

/** What each node becomes that stands in text. */
export const PHRASING: PhrasingTable = {
  anchor,
  attributeList,
  break: lineBreak,
  component,
  delete: strikethrough,
  emphasis,
  footnoteReference,
  html,
  image,
  imageReference: image,
  inlineCode,
  inlineMath,
  inlineNote,
  link,
  linkReference,
  mention,
  sign: text,
  strong,
  styled,
  text,
};
