import type { BlockObjectRequest } from "@notionhq/client";
import type { Case, Observation } from "../case.ts";
import {
  append,
  appendOne,
  bookkeeping,
  childrenOf,
  observation,
  paragraph,
  plainText,
  richText,
  text,
  verdict,
} from "../support.ts";

const REFUSED = { refused: "400 validation_error" } as const;
const rt = text("x");

/** A block as it comes back: its payload without the text. */
async function filledIn(
  world: Parameters<Case["run"]>[0],
  request: BlockObjectRequest,
  field: string,
): Promise<Observation> {
  const made = await appendOne(world, request);
  const payload: unknown = Reflect.get(made, made.type);
  if (typeof payload !== "object" || payload === null || !(field in payload)) return "absent";
  return observation(Reflect.get(payload, field));
}

export const BLOCK_CASES: readonly Case[] = [
  {
    id: "block-all-or-nothing",
    title: "One bad block refuses the whole request",
    doubt: "Seen by many, documented nowhere.",
    assumes: { refused: true, landed: 0 },
    otherwise: "After a refusal the parent is not listed: what was sent is sent again, changed.",
    run: async (world) => {
      const answer = await verdict(append(world, [paragraph("good"), paragraph("bad", "not a link")]));
      return { refused: answer !== "accepted", landed: (await childrenOf(world, world.pageId)).length };
    },
  },
  {
    id: "block-callout-icon",
    title: "A callout sent without an icon has none",
    doubt: "It used to get 💡.",
    assumes: null,
    otherwise: "An icon that was not set is not compared.",
    run: (world) => filledIn(world, { callout: { rich_text: rt } }, "icon"),
  },
  {
    id: "block-emoji-unknown",
    title: "A custom emoji that does not exist is dropped without a word",
    doubt: "A report says it becomes null; a refusal would be as likely.",
    assumes: null,
    otherwise: "Custom emojis are looked up by name before anything is sent.",
    run: (world) => {
      const icon = { custom_emoji: { id: "00000000-0000-4000-8000-000000000000" } };
      return filledIn(world, { callout: { rich_text: rt, icon } }, "icon");
    },
  },
  {
    id: "block-native-icon",
    title: "A native icon comes back as it was sent",
    doubt: "They used to come back as URLs of pictures.",
    assumes: { type: "icon", icon: { name: "pizza", color: "blue" } },
    otherwise: "Native icons compare equal in each form on record.",
    run: (world) => {
      const icon = { icon: { name: "pizza", color: "blue" } } as const;
      return filledIn(world, { callout: { rich_text: rt, icon } }, "icon");
    },
  },
  {
    id: "block-runs-merged",
    title: "Neighbouring runs of equal format stay apart",
    doubt: "Unknown; it decides whether a long text looks edited.",
    assumes: ["a", "b"],
    otherwise: "Equal neighbouring runs are merged before anything is compared.",
    run: async (world) => {
      const rich_text = [...text("a"), ...text("b")];
      return richText(await appendOne(world, { paragraph: { rich_text } })).map((run) => run.plain_text);
    },
  },
  {
    id: "block-whitespace",
    title: "White space and line breaks in a text are kept",
    doubt: "Documented nowhere.",
    assumes: "  a\n\n\tb  ",
    otherwise: "The text that comes back is what later comparisons start from.",
    run: async (world) => plainText(await appendOne(world, paragraph("  a\n\n\tb  "))),
  },
  {
    id: "block-column-ratio",
    title: "A column sent without a width has none",
    doubt: "A report says the server fills it in.",
    assumes: "absent",
    otherwise: "A width that was not set is not compared.",
    run: async (world) => {
      const column = { column: { children: [paragraph("x")] } };
      const made = await appendOne(world, { column_list: { children: [column, column] } });
      const [first] = await childrenOf(world, made.id);
      return first?.type === "column" && first.column.width_ratio !== undefined ? "filled in" : "absent";
    },
  },
  {
    id: "block-after-block",
    title: "An append after a block answers with the new blocks only",
    doubt: "With the older `after`, later siblings came after them.",
    assumes: { results: ["new 1", "new 2"], has_more: false, order: ["first", "new 1", "new 2", "last"] },
    otherwise: "Of the results only as many are taken as were sent, and checked.",
    run: async (world) => {
      const [first] = await append(world, [paragraph("first"), paragraph("last")]);
      const answer = await world.client.blocks.children.append({
        block_id: world.pageId,
        children: [paragraph("new 1"), paragraph("new 2")],
        position: { type: "after_block", after_block: { id: first?.id ?? "" } },
      });
      const results = answer.results.flatMap((result) => ("type" in result ? [plainText(result)] : []));
      const order = (await childrenOf(world, world.pageId)).map(plainText);
      return { results, has_more: answer.has_more, order };
    },
  },
  {
    id: "block-after-block-many",
    title: "An append after a block of a long page answers in one piece",
    doubt: "If later siblings came along, the answer might come in pages.",
    assumes: { results: 2, has_more: false },
    otherwise: "Of the results only as many are taken as were sent, and checked.",
    run: async (world) => {
      const hundred = Array.from({ length: 100 }, (_, index) => paragraph(`${index}`));
      const [first] = await append(world, hundred);
      await append(world, hundred.slice(0, 20));
      const { results, has_more } = await world.client.blocks.children.append({
        block_id: world.pageId,
        children: [paragraph("new 1"), paragraph("new 2")],
        position: { type: "after_block", after_block: { id: first?.id ?? "" } },
      });
      return { results: results.length, has_more };
    },
  },
  {
    id: "block-column-appended",
    title: "A column can be added to a list of columns, and deleted down to one",
    doubt: "Whether two columns are the least at creation only.",
    assumes: { added: "accepted", left: 1 },
    otherwise: "Columns are created with their list; deleting is judged by reading.",
    run: async (world) => {
      const column = { column: { children: [paragraph("x")] } };
      const list = await appendOne(world, { column_list: { children: [column, column] } });
      const added = await verdict(append(world, [column], list.id));
      const [keep, ...rest] = await childrenOf(world, list.id);
      for (const { id } of rest) await world.client.blocks.delete({ block_id: id });
      const left = await childrenOf(world, list.id);
      return { added, left: left.filter(({ id }) => id === keep?.id).length };
    },
  },
  {
    id: "block-after-trashed",
    title: "An append after a block in the trash is refused",
    doubt: "Unknown.",
    assumes: REFUSED,
    otherwise:
      "A refused anchor makes the page be read and planned again; the place of what landed is checked.",
    run: async (world) => {
      const [first] = await append(world, [paragraph("first"), paragraph("last")]);
      const id = first?.id ?? "";
      await world.client.blocks.delete({ block_id: id });
      return verdict(
        world.client.blocks.children.append({
          block_id: world.pageId,
          children: [paragraph("new")],
          position: { type: "after_block", after_block: { id } },
        }),
      );
    },
  },
  {
    id: "block-position-start",
    title: "An append at the start comes first",
    doubt: "New in 2026.",
    assumes: ["new", "old"],
    otherwise: "The order is read from the page, not from the requests.",
    run: async (world) => {
      await append(world, [paragraph("old")]);
      await world.client.blocks.children.append({
        block_id: world.pageId,
        children: [paragraph("new")],
        position: { type: "start" },
      });
      return (await childrenOf(world, world.pageId)).map(plainText);
    },
  },
  {
    id: "block-children-at-once",
    title: "Children just written are listed at once",
    doubt: "A report saw `has_children: true` with an empty list for a moment.",
    assumes: { has_children: true, listed: 1 },
    otherwise: "An empty list under `has_children: true` is no answer; it is asked for again.",
    run: async (world) => {
      const made = await appendOne(world, { toggle: { rich_text: rt, children: [{ divider: {} }] } });
      return { has_children: made.has_children, listed: (await childrenOf(world, made.id)).length };
    },
  },
  {
    id: "block-parallel-appends",
    title: "Appends to one page at the same time all land, or say 409 and do not",
    doubt: "Whether a 409 is surely uncommitted; concurrent writes have been answered so.",
    assumes: { landed: "all that were accepted, once", refused: "none but by 409" },
    otherwise:
      "There is one writer per page, and after a 409 the parent is read before anything is sent again.",
    run: async (world) => {
      const names = Array.from({ length: 6 }, (_, index) => `p${index}`);
      const answers = await Promise.all(names.map((name) => verdict(append(world, [paragraph(name)]))));
      const landed = (await childrenOf(world, world.pageId)).map(plainText);
      return bookkeeping(names, answers, landed);
    },
  },
  {
    id: "block-author",
    title: "What the token writes is by the token's own user",
    doubt: "For a personal access token it may be the person or a bot.",
    assumes: "users.me",
    otherwise: "`users.me` says whose token it is; authorship is a hint and proves nothing.",
    run: async (world) => {
      const made = await appendOne(world, paragraph("x"));
      const me = await world.client.users.me({});
      return made.created_by.id === me.id ? "users.me" : "somebody else";
    },
  },
];
