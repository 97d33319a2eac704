import type { Case, World } from "../case.ts";
import { appendOne, paragraph, text, verdict } from "../support.ts";

async function comment({ client }: World, parent: { page_id: string } | { block_id: string }): Promise<void> {
  await client.comments.create({ parent, rich_text: text("a comment") });
}

async function listed({ client }: World, id: string): Promise<number> {
  return (await client.comments.list({ block_id: id })).results.length;
}

export const COMMENT_CASES: readonly Case[] = [
  {
    id: "comment-on-block",
    title: "A comment on a block is listed with the block",
    doubt: "Protecting commented blocks rests on it.",
    assumes: 1,
    otherwise: "With `comments: ignore` nothing is asked.",
    run: async (world) => {
      const { id } = await appendOne(world, paragraph("x"));
      await comment(world, { block_id: id });
      return listed(world, id);
    },
  },
  {
    id: "comment-by-page",
    title: "Listing by a page leaves out the comments on its blocks",
    doubt: "Unknown; one request for a page instead of one for each block rests on it.",
    assumes: { page: 1, block: 1 },
    otherwise: "Blocks are asked one by one.",
    run: async (world) => {
      const { id } = await appendOne(world, paragraph("x"));
      await comment(world, { block_id: id });
      await comment(world, { page_id: world.pageId });
      return { page: await listed(world, world.pageId), block: await listed(world, id) };
    },
  },
  {
    id: "comment-survives-update",
    title: "A comment on a block survives an update of its text",
    doubt:
      "Updating in place instead of deleting rests on it. Comments on a range of text cannot be made here.",
    assumes: 1,
    otherwise: "A commented block is reported before it is changed.",
    run: async (world) => {
      const { id } = await appendOne(world, paragraph("x"));
      await comment(world, { block_id: id });
      await world.client.blocks.update({ block_id: id, paragraph: { rich_text: text("y") } });
      return listed(world, id);
    },
  },
  {
    id: "comment-on-trashed",
    title: "The comments of a block in the trash can still be listed",
    doubt: "Unknown.",
    assumes: "accepted",
    otherwise: "Comments are asked for before the block is deleted.",
    run: async (world) => {
      const { id } = await appendOne(world, paragraph("x"));
      await comment(world, { block_id: id });
      await world.client.blocks.delete({ block_id: id });
      return verdict(world.client.comments.list({ block_id: id }));
    },
  },
  {
    id: "comment-by-markdown",
    title: "A comment may be sent as Markdown",
    doubt: "New in 2026.",
    assumes: "accepted",
    otherwise: "Comments are sent as rich text.",
    needs: { kind: "real", reason: "The sandbox has no Markdown in comments." },
    run: ({ client, pageId }) =>
      verdict(client.comments.create({ parent: { page_id: pageId }, markdown: "**bold**" })),
  },
];
