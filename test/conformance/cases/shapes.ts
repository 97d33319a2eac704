import type { Case } from "../case.ts";
import { appendAnything, paragraph, text, verdict } from "../support.ts";

const REFUSED = { refused: "400 validation_error" } as const;

/** Blocks that one request offers, and whether it is taken. */
type Offer = Pick<Case, "id" | "title" | "assumes"> & { readonly children: readonly unknown[] };

const rt = text("x");

const OFFERS: readonly Offer[] = [
  {
    id: "depth-3",
    title: "Three levels of a list are accepted in one request",
    children: [list(list(list()))],
    assumes: "accepted",
  },
  {
    id: "depth-4",
    title: "A fourth level is refused",
    children: [list(list(list(list())))],
    assumes: REFUSED,
  },
  {
    id: "depth-columns",
    title: "Columns allow one level more",
    children: [
      {
        column_list: {
          children: [{ column: { children: [list(list())] } }, { column: { children: [list()] } }],
        },
      },
    ],
    assumes: "accepted",
  },
  {
    id: "column-in-toggle",
    title: "Columns inside another block are refused",
    children: [{ toggle: { rich_text: rt, children: [{ column_list: { children: [] } }] } }],
    assumes: REFUSED,
  },
  {
    id: "children-of-code",
    title: "A code block takes no children",
    children: [{ code: { rich_text: rt, language: "bash", children: [paragraph("x")] } }],
    assumes: REFUSED,
  },
  {
    id: "children-of-heading",
    title: "A heading takes children only if it is toggleable",
    children: [{ heading_2: { rich_text: rt, children: [paragraph("x")] } }],
    assumes: REFUSED,
  },
  {
    id: "children-of-toggle-heading",
    title: "A toggleable heading takes children",
    children: [{ heading_2: { rich_text: rt, is_toggleable: true, children: [paragraph("x")] } }],
    assumes: "accepted",
  },
  {
    id: "heading-4",
    title: "There is a fourth heading",
    children: [{ heading_4: { rich_text: rt } }],
    assumes: "accepted",
  },
  {
    id: "heading-5",
    title: "There is no fifth heading",
    children: [{ heading_5: { rich_text: rt } }],
    assumes: REFUSED,
  },
  {
    id: "list-start",
    title: "The start of a numbered list cannot be sent",
    children: [{ numbered_list_item: { rich_text: rt, list_start_index: 3 } }],
    assumes: REFUSED,
  },
  {
    id: "paragraph-icon",
    title: "A paragraph outside a tab takes no icon",
    children: [{ paragraph: { rich_text: rt, icon: { emoji: "👋" } } }],
    assumes: REFUSED,
  },
  {
    id: "paragraph-icon-null",
    title: "An icon of null is refused although it is what comes back",
    children: [{ paragraph: { rich_text: rt, icon: null } }],
    assumes: REFUSED,
  },
  {
    id: "tab",
    title: "Tabs are accepted, with an icon on their labels",
    children: [
      {
        tab: {
          children: [{ paragraph: { rich_text: rt, icon: { emoji: "👋" }, children: [paragraph("x")] } }],
        },
      },
    ],
    assumes: "accepted",
  },
  {
    id: "language-unknown",
    title: "A language Notion does not know is refused",
    children: [{ code: { rich_text: rt, language: "ts" } }],
    assumes: REFUSED,
  },
  {
    id: "language-upper-case",
    title: "Languages are written in lower case",
    children: [{ code: { rich_text: rt, language: "Bash" } }],
    assumes: REFUSED,
  },
  {
    id: "archived",
    title: "A new block may not say whether it is archived, as blocks that come back do",
    children: [{ paragraph: { rich_text: rt }, archived: false }],
    assumes: REFUSED,
  },
  {
    id: "link-beside-text",
    title: "A link stands in `text`, not beside it",
    children: [
      { paragraph: { rich_text: [{ text: { content: "x" }, link: { url: "https://example.com" } }] } },
    ],
    assumes: REFUSED,
  },
  {
    id: "language-missing",
    title: "A code block without a language is refused",
    children: [{ code: { rich_text: rt } }],
    assumes: REFUSED,
  },
  {
    id: "link-preview",
    title: "A link preview cannot be created",
    children: [{ link_preview: { url: "https://example.com" } }],
    assumes: REFUSED,
  },
  {
    id: "icon-two-emoji",
    title: "An icon of two emoji is refused",
    children: [{ callout: { rich_text: rt, icon: { emoji: "👋👋" } } }],
    assumes: REFUSED,
  },
];

function list(...children: readonly unknown[]): unknown {
  return { bulleted_list_item: { rich_text: rt, ...(children.length > 0 ? { children } : {}) } };
}

/** What may be in what, and which fields of a block may be sent. */
export const SHAPE_CASES: readonly Case[] = OFFERS.map(({ id, title, assumes, children }) => ({
  id: `block-${id}`,
  title,
  assumes,
  doubt: "The documentation says it in words, the SDK's types say it in shapes; the server decides.",
  otherwise: "Such blocks are never built; a refusal is one message on the document.",
  run: (world) => verdict(appendAnything(world, ...children)),
}));
