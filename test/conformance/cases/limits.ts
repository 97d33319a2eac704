import type { BlockObjectRequest } from "@notionhq/client";
import type { Case, Observation } from "../case.ts";
import { append, appendAnything, appendOne, paragraph, send, text, verdict } from "../support.ts";

const REFUSED = { refused: "400 validation_error" } as const;

function refused(message: string): Observation {
  return { ...REFUSED, message };
}

const cell = text("x");

function table(width: number, rows: number, cells = width): BlockObjectRequest {
  const row = { table_row: { cells: Array.from({ length: cells }, () => cell) } };
  return { table: { table_width: width, children: Array.from({ length: rows }, () => row) } };
}

/** Some sizes, and what one request of that size is answered. */
type Limit = Pick<Case, "id" | "title" | "assumes"> & {
  readonly children: () => readonly unknown[];
  readonly doubt?: string;
};

const LIMITS: readonly Limit[] = [
  {
    id: "text-2000",
    title: "A text of 2000 UTF-16 units is accepted",
    children: () => [paragraph("x".repeat(2000))],
    assumes: "accepted",
  },
  {
    id: "text-2000-emoji",
    title: "2000 characters one of which is an emoji are one too many: the unit is UTF-16",
    children: () => [paragraph(`${"x".repeat(1999)}😀`)],
    assumes: refused(
      "body failed validation: body.children[0].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.",
    ),
  },
  {
    id: "link-2000",
    title: "A link of more than 2000 characters is refused",
    children: () => [paragraph("x", `https://example.com/${"x".repeat(1981)}`)],
    assumes: REFUSED,
  },
  {
    id: "equation-1000",
    title: "An expression of more than 1000 characters is refused",
    children: () => [{ equation: { expression: "x".repeat(1001) } }],
    assumes: REFUSED,
  },
  {
    id: "children-100",
    title: "A list of 100 blocks is accepted",
    children: () => Array.from({ length: 100 }, () => paragraph("x")),
    assumes: "accepted",
  },
  {
    id: "children-101",
    title: "A list of 101 blocks is refused",
    children: () => Array.from({ length: 101 }, () => paragraph("x")),
    assumes: refused("body failed validation: body.children.length should be ≤ `100`, instead was `101`."),
  },
  {
    id: "runs-101",
    title: "A paragraph of 101 runs is refused",
    children: () => [{ paragraph: { rich_text: Array.from({ length: 101 }, () => text("x")).flat() } }],
    assumes: REFUSED,
  },
  {
    id: "blocks-1001",
    title: "More than 1000 blocks in one request are refused, nested ones included",
    children: () =>
      Array.from({ length: 11 }, () => ({
        toggle: { rich_text: text("x"), children: Array.from({ length: 91 }, () => paragraph("x")) },
      })),
    assumes: REFUSED,
  },
  {
    id: "table-width-100",
    title: "A table may be 100 columns wide",
    children: () => [table(100, 1)],
    assumes: "accepted",
    doubt: "No maximum width is documented; the limit on arrays would cap it at 100.",
  },
  {
    id: "table-width-101",
    title: "A table may not be 101 columns wide",
    children: () => [table(101, 1)],
    assumes: REFUSED,
    doubt: "No maximum width is documented; the limit on arrays would cap it at 100.",
  },
  {
    id: "table-width-0",
    title: "A table has at least one column",
    children: () => [table(0, 1)],
    assumes: REFUSED,
  },
  {
    id: "table-rows-0",
    title: "A table has at least one row when it is created",
    children: () => [table(2, 0)],
    assumes: REFUSED,
  },
  {
    id: "table-rows-101",
    title: "A table has at most 100 rows when it is created",
    children: () => [table(1, 101)],
    assumes: REFUSED,
  },
  {
    id: "table-cells-differ",
    title: "A row has as many cells as its table has columns",
    children: () => [table(2, 1, 3)],
    assumes: refused("Number of cells in table row must match the table width of the parent table"),
  },
  {
    id: "columns-one",
    title: "A list of columns has at least two",
    children: () => [{ column_list: { children: [{ column: { children: [paragraph("x")] } }] } }],
    assumes: REFUSED,
  },
  {
    id: "columns-empty",
    title: "A column has at least one child when it is created",
    children: () => [
      {
        column_list: { children: [{ column: { children: [] } }, { column: { children: [paragraph("x")] } }] },
      },
    ],
    assumes: REFUSED,
  },
  {
    id: "text-empty-list",
    title: "A paragraph without text is legal",
    children: () => [{ paragraph: { rich_text: [] } }],
    assumes: "accepted",
  },
  {
    id: "text-empty-run",
    title: "A run without text is legal",
    children: () => [paragraph("")],
    assumes: "accepted",
    doubt: "Seen in the field as an empty cell; not documented.",
  },
];

export const LIMIT_CASES: readonly Case[] = [
  ...LIMITS.map(
    ({ id, title, assumes, children, doubt }): Case => ({
      id: `limit-${id}`,
      title,
      assumes,
      doubt: doubt ?? "Documented, but not at the boundary.",
      otherwise: "Requests are cut below the limit; a refusal is answered by cutting what it names.",
      run: (world) => verdict(appendAnything(world, ...children())),
    }),
  ),
  {
    id: "limit-payload",
    title: "A body over 500 KB is refused with 413",
    doubt: "The documentation says 400, the field 413.",
    assumes: { refused: "413 validation_error" },
    otherwise: "Requests are cut below 500 KB; a 413 is answered like a refused content.",
    run: (world) => {
      const wide = {
        paragraph: { rich_text: Array.from({ length: 100 }, () => text("x".repeat(2000))).flat() },
      };
      return verdict(appendAnything(world, wide, wide, wide));
    },
  },
  {
    id: "limit-page-size",
    title: "A page of results holds at most 100",
    doubt: "Documented, but not at the boundary.",
    assumes: REFUSED,
    otherwise: "100 are asked for.",
    run: ({ client, pageId }) => verdict(client.blocks.children.list({ block_id: pageId, page_size: 101 })),
  },
  {
    id: "limit-stored-depth",
    title: "Blocks may be stored 20 deep",
    doubt: "No depth of what is stored is documented.",
    assumes: "accepted",
    otherwise: "A refused depth is one message on that document; its other blocks are published.",
    run: async (world) => {
      let parent = world.pageId;
      for (let depth = 1; depth < 20; depth += 1) {
        const item: BlockObjectRequest = { bulleted_list_item: { rich_text: text(`${depth}`) } };
        parent = (await appendOne(world, item, parent)).id;
      }
      return verdict(append(world, [paragraph("20")], parent));
    },
  },
  {
    id: "limit-cells-of-appended-row",
    title: "A row appended later has as many cells as its table has columns",
    doubt: "Documented for creation.",
    assumes: REFUSED,
    otherwise: "Rows are always built to the width of their table.",
    run: async (world) => {
      const made = await appendOne(world, table(2, 1));
      const children = [{ table_row: { cells: [cell, cell, cell] } }];
      return verdict(send(world, "patch", `blocks/${made.id}/children`, { children }));
    },
  },
];
