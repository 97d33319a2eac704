import type { BlockObjectRequest } from "@notionhq/client";
import type { Case, Observation, World } from "../case.ts";
import {
  append,
  appendOne,
  block,
  childrenOf,
  paragraph,
  plainText,
  send,
  text,
  verdict,
} from "../support.ts";

const REFUSED = { refused: "400 validation_error" } as const;
const rt = text("x");

/** A block, a change to it, and whether the change is taken. */
type Change = Pick<Case, "id" | "title" | "assumes" | "otherwise"> & {
  readonly block: BlockObjectRequest;
  readonly change: Record<string, unknown>;
  /** The change is to the block's first child. */
  readonly child?: true;
};

const RECREATED = "What cannot be updated is created anew and the old block deleted.";

const CHANGES: readonly Change[] = [
  {
    id: "type",
    title: "A block cannot change its type",
    block: paragraph("x"),
    change: { heading_1: { rich_text: rt } },
    assumes: REFUSED,
    otherwise: RECREATED,
  },
  {
    id: "heading-colour-alone",
    title: "A heading's colour cannot be sent without its text",
    block: { heading_1: { rich_text: rt } },
    change: { heading_1: { color: "red" } },
    assumes: REFUSED,
    otherwise: "The text is always sent along.",
  },
  {
    id: "untoggle",
    title: "A heading with children cannot stop being toggleable",
    block: { heading_1: { rich_text: rt, is_toggleable: true, children: [paragraph("x")] } },
    change: { heading_1: { rich_text: rt, is_toggleable: false } },
    assumes: REFUSED,
    otherwise: RECREATED,
  },
  {
    id: "table-width",
    title: "A table cannot change its width",
    block: { table: { table_width: 1, children: [{ table_row: { cells: [rt] } }] } },
    change: { table: { table_width: 2 } },
    assumes: REFUSED,
    otherwise: RECREATED,
  },
  {
    id: "row-cells",
    title: "A row cannot change its number of cells",
    block: { table: { table_width: 1, children: [{ table_row: { cells: [rt] } }] } },
    child: true,
    change: { table_row: { cells: [rt, rt] } },
    assumes: REFUSED,
    otherwise: RECREATED,
  },
  {
    id: "toggle",
    title: "A heading can become toggleable",
    block: { heading_1: { rich_text: rt } },
    change: { heading_1: { rich_text: rt, is_toggleable: true } },
    assumes: "accepted",
    otherwise: RECREATED,
  },
  {
    id: "media-type",
    title: "An image's `type` may not be sent in an update",
    block: { image: { external: { url: "https://example.com/a.png" } } },
    change: { image: { type: "external", external: { url: "https://example.com/b.png" } } },
    assumes: REFUSED,
    otherwise: "`type` is not sent.",
  },
  {
    id: "callout-icon-null",
    title: "A callout cannot lose its icon",
    block: { callout: { rich_text: rt, icon: { emoji: "👋" } } },
    change: { callout: { icon: null } },
    assumes: REFUSED,
    otherwise: RECREATED,
  },
  {
    id: "children",
    title: "Children cannot be sent in an update",
    block: { toggle: { rich_text: rt } },
    change: { toggle: { rich_text: rt, children: [paragraph("x")] } },
    assumes: REFUSED,
    otherwise: "Children are appended, updated and deleted one by one.",
  },
  {
    id: "archived",
    title: "`archived` is refused in favour of `in_trash`",
    block: paragraph("x"),
    change: { archived: true },
    assumes: REFUSED,
    otherwise: "`in_trash` is sent and read.",
  },
];

async function change(world: World, { block: request, change: body, child }: Change): Promise<Observation> {
  const made = await appendOne(world, request);
  const [first] = child === true ? await childrenOf(world, made.id) : [];
  return verdict(send(world, "patch", `blocks/${(first ?? made).id}`, body));
}

export const UPDATE_CASES: readonly Case[] = [
  ...CHANGES.map(
    (row): Case => ({
      id: `update-${row.id}`,
      title: row.title,
      doubt: "Documented in words or only in the SDK's types.",
      assumes: row.assumes,
      otherwise: row.otherwise,
      run: (world) => change(world, row),
    }),
  ),
  {
    id: "update-omitted-field",
    title: "A field that is not sent keeps its value",
    doubt: "The documentation says so for most types.",
    assumes: { color: "red", checked: true },
    otherwise: "Every field that was ever set is sent.",
    run: async (world) => {
      const to_do = { rich_text: rt, checked: true, color: "red" } as const;
      const { id } = await appendOne(world, { to_do });
      await world.client.blocks.update({ block_id: id, to_do: { rich_text: text("y") } });
      const updated = await block(world, id);
      return updated.type === "to_do"
        ? { color: updated.to_do.color, checked: updated.to_do.checked }
        : updated.type;
    },
  },
  {
    id: "update-keeps-children",
    title: "An update keeps the block's id and its children",
    doubt: "Comments, links and copies hang on the id.",
    assumes: { text: "y", children: ["child"] },
    otherwise: "Ids are compared with memory on each run; a new one is a new block.",
    run: async (world) => {
      const made = await appendOne(world, { toggle: { rich_text: rt, children: [paragraph("child")] } });
      await world.client.blocks.update({ block_id: made.id, toggle: { rich_text: text("y") } });
      const children = (await childrenOf(world, made.id)).map(plainText);
      return { text: plainText(await block(world, made.id)), children };
    },
  },
  {
    id: "update-restores",
    title: "`in_trash: false` takes a block out of the trash",
    doubt: "A review says it does so beside a change of content too.",
    assumes: ["x"],
    otherwise: "`in_trash` is never sent beside content.",
    run: async (world) => {
      const made = await appendOne(world, paragraph("x"));
      await world.client.blocks.delete({ block_id: made.id });
      await world.client.blocks.update({ block_id: made.id, in_trash: false });
      return (await childrenOf(world, world.pageId)).map(plainText);
    },
  },
  {
    id: "trash-update",
    title: "A block in the trash cannot be updated",
    doubt: "Seen in the field.",
    assumes: {
      ...REFUSED,
      message: "Can't edit block that is archived. You must unarchive the block before editing.",
    },
    otherwise: "A vanished target makes the page be read and planned again.",
    run: async (world) => {
      const made = await appendOne(world, paragraph("x"));
      await world.client.blocks.delete({ block_id: made.id });
      return verdict(world.client.blocks.update({ block_id: made.id, paragraph: { rich_text: text("y") } }));
    },
  },
  {
    id: "trash-append",
    title: "Nothing can be appended to a block in the trash",
    doubt: "Seen in the field.",
    assumes: {
      ...REFUSED,
      message: "Can't edit block that is archived. You must unarchive the block before editing.",
    },
    otherwise: "A vanished target makes the page be read and planned again.",
    run: async (world) => {
      const made = await appendOne(world, { toggle: { rich_text: rt } });
      await world.client.blocks.delete({ block_id: made.id });
      return verdict(append(world, [paragraph("x")], made.id));
    },
  },
  {
    id: "trash-twice",
    title: "Deleting a block that is in the trash is refused",
    doubt: "Success or error: unknown.",
    assumes: {
      ...REFUSED,
      message: "Can't edit block that is archived. You must unarchive the block before editing.",
    },
    otherwise: "Both answers count as done.",
    run: async (world) => {
      const made = await appendOne(world, paragraph("x"));
      await world.client.blocks.delete({ block_id: made.id });
      return verdict(world.client.blocks.delete({ block_id: made.id }));
    },
  },
  {
    id: "trash-subtree-says",
    title: "A block below one in the trash says that it is in the trash",
    doubt: "Unknown; it decides how far a verdict on a missing block has to look.",
    assumes: true,
    otherwise: "The parents are asked before a verdict.",
    run: async (world) => {
      const parent = await appendOne(world, { toggle: { rich_text: rt } });
      const child = await appendOne(world, paragraph("x"), parent.id);
      await world.client.blocks.delete({ block_id: parent.id });
      return (await block(world, child.id)).in_trash;
    },
  },
  {
    id: "trash-subtree",
    title: "A deleted block takes its children along",
    doubt: "Documented.",
    assumes: { refused: "404 object_not_found" },
    otherwise: "Only what was read before is deleted.",
    run: async (world) => {
      const made = await appendOne(world, { toggle: { rich_text: rt, children: [paragraph("x")] } });
      await world.client.blocks.delete({ block_id: made.id });
      return verdict(world.client.blocks.children.list({ block_id: made.id }));
    },
  },
];
