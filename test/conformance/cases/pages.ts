import type { Case, World } from "../case.ts";
import {
  append,
  block,
  bookkeeping,
  childrenOf,
  createPage,
  page,
  paragraph,
  plainText,
  send,
  text,
  verdict,
} from "../support.ts";

async function trash({ client }: World, page_id: string): Promise<void> {
  await client.pages.update({ page_id, in_trash: true });
}

function titles(children: Awaited<ReturnType<typeof childrenOf>>): readonly string[] {
  return children.map((child) => (child.type === "child_page" ? child.child_page.title : plainText(child)));
}

export const PAGE_CASES: readonly Case[] = [
  {
    id: "page-child-block",
    title: "A new page is a block at the end of its parent",
    doubt: "Documented; deleting all blocks of a page would delete its pages.",
    assumes: { order: ["text", "new page"], same_id: true },
    otherwise: "Child pages are never deleted as blocks.",
    run: async (world) => {
      await append(world, [paragraph("text")]);
      const made = await createPage(world, world.pageId, "new page");
      const children = await childrenOf(world, world.pageId);
      return { order: titles(children), same_id: children[1]?.id === made.id };
    },
  },
  {
    id: "page-position",
    title: "A page can be created at the start of its parent and after a block",
    doubt: "New in 2026.",
    assumes: ["at the start", "text", "after the text"],
    otherwise: "A later change of order is a warning; the order is read, not assumed.",
    run: async (world) => {
      const [first] = await append(world, [paragraph("text")]);
      const parent = { page_id: world.pageId };
      const title = (content: string) => ({ title: { title: text(content) } });
      await world.client.pages.create({
        parent,
        properties: title("after the text"),
        position: { type: "after_block", after_block: { id: first?.id ?? "" } },
      });
      await world.client.pages.create({
        parent,
        properties: title("at the start"),
        position: { type: "page_start" },
      });
      return titles(await childrenOf(world, world.pageId));
    },
  },
  {
    id: "page-title-in-block",
    title: "A page's new title shows in the block of its parent",
    doubt: "Not documented.",
    assumes: "after",
    otherwise: "Titles are read from pages.",
    run: async (world) => {
      const made = await createPage(world, world.pageId, "before");
      await world.client.pages.update({ page_id: made.id, properties: { title: { title: text("after") } } });
      const found = await block(world, made.id);
      return found.type === "child_page" ? found.child_page.title : found.type;
    },
  },
  {
    id: "page-same-title",
    title: "Two pages below one page may have one title",
    doubt: "Not documented; a create sent twice would show so.",
    assumes: ["twin", "twin"],
    otherwise: "A create whose answer was lost is looked for before it is sent again.",
    run: async (world) => {
      await createPage(world, world.pageId, "twin");
      await createPage(world, world.pageId, "twin");
      return titles(await childrenOf(world, world.pageId));
    },
  },
  {
    id: "page-parallel-creates",
    title: "Pages created below one page at the same time all land, or say 409 and do not",
    doubt: "Creating a page is a write to its parent; no order is guaranteed.",
    assumes: { landed: "all that were accepted, once", refused: "none but by 409" },
    otherwise: "Pages below one parent are created one after the other.",
    run: async (world) => {
      const names = Array.from({ length: 4 }, (_, index) => `p${index}`);
      const answers = await Promise.all(names.map((name) => verdict(createPage(world, world.pageId, name))));
      return bookkeeping(names, answers, titles(await childrenOf(world, world.pageId)));
    },
  },
  {
    id: "page-icon-cleared",
    title: "Icon and cover are cleared by null",
    doubt: "Typed; callouts cannot lose theirs.",
    assumes: { icon: null, cover: null },
    otherwise: "Icon and cover are compared with what was written last.",
    run: async (world) => {
      const page_id = world.pageId;
      const cover = { external: { url: "https://example.com/a.png" } };
      await world.client.pages.update({ page_id, icon: { emoji: "👋" }, cover });
      await world.client.pages.update({ page_id, icon: null, cover: null });
      const { icon, cover: left } = await page(world, page_id);
      return { icon: icon === null ? null : "set", cover: left === null ? null : "set" };
    },
  },
  {
    id: "page-read-after-create",
    title: "A page just created can be read and written at once",
    doubt: "No guarantee is documented.",
    assumes: { read: "accepted", written: "accepted" },
    otherwise: "A 404 on an id just created is tried again.",
    run: async (world) => {
      const { id } = await createPage(world, world.pageId, "new");
      const read = await verdict(world.client.pages.retrieve({ page_id: id }));
      return { read, written: await verdict(append(world, [paragraph("x")], id)) };
    },
  },
  {
    id: "page-content-alias",
    title: "`content` means the same as `children` when a page is created",
    doubt: "Typed, and described nowhere.",
    assumes: ["x"],
    otherwise: "`children` is sent.",
    needs: { kind: "real", reason: "The sandbox has no second name for children." },
    run: async (world) => {
      const made = await world.client.pages.create({
        parent: { page_id: world.pageId },
        properties: { title: { title: text("alias") } },
        content: [paragraph("x")],
      });
      return (await childrenOf(world, made.id)).map(plainText);
    },
  },
  {
    id: "page-property-unknown",
    title: "A page below a page has no property but its title",
    doubt: "Documented.",
    assumes: { refused: "400 validation_error" },
    otherwise: "Other front matter is kept out of such pages.",
    run: ({ client, pageId }) =>
      verdict(
        client.pages.create({
          parent: { page_id: pageId },
          properties: { title: { title: text("x") }, Status: { checkbox: true } },
        }),
      ),
  },
  {
    id: "page-erase-content",
    title: "`erase_content` empties a page, its child pages included, before it answers",
    doubt: "Whether child pages go along, and whether it happens in the background.",
    assumes: { blocks: 0, child_in_trash: true },
    otherwise: "`erase_content` is never sent.",
    run: async (world) => {
      await append(world, [paragraph("x")]);
      const child = await createPage(world, world.pageId, "child");
      await world.client.pages.update({ page_id: world.pageId, erase_content: true });
      const blocks = (await childrenOf(world, world.pageId)).length;
      return { blocks, child_in_trash: (await page(world, child.id)).in_trash };
    },
  },
  {
    id: "page-move",
    title: "A moved page's block moves along, to the end",
    doubt: "Not documented.",
    assumes: { from: [], to: ["text", "moved"] },
    otherwise: "Where a page lies is read from the page.",
    run: async (world) => {
      const from = await createPage(world, world.pageId, "from");
      const to = await createPage(world, world.pageId, "to", [paragraph("text")]);
      const moved = await createPage(world, from.id, "moved");
      await world.client.pages.move({ page_id: moved.id, parent: { page_id: to.id } });
      return { from: titles(await childrenOf(world, from.id)), to: titles(await childrenOf(world, to.id)) };
    },
  },
  {
    id: "page-trashed-read",
    title: "A page in the trash can be retrieved, its children cannot be listed",
    doubt: "Reported from the field.",
    assumes: { in_trash: true, children: { refused: "404 object_not_found" } },
    otherwise: "A 404 on children is judged by asking the page.",
    run: async (world) => {
      const { id } = await createPage(world, world.pageId, "trashed", [paragraph("x")]);
      await trash(world, id);
      const { in_trash } = await page(world, id);
      return { in_trash, children: await verdict(world.client.blocks.children.list({ block_id: id })) };
    },
  },
  {
    id: "page-trashed-write",
    title: "Nothing can be appended to a page in the trash",
    doubt: "Seen in the field.",
    assumes: { refused: "400 validation_error" },
    otherwise: "A refusal on a page is judged by asking the page.",
    run: async (world) => {
      const { id } = await createPage(world, world.pageId, "trashed");
      await trash(world, id);
      return verdict(append(world, [paragraph("x")], id));
    },
  },
  {
    id: "page-trashed-ancestor",
    title: "A page below a page in the trash cannot be edited",
    doubt: "Reported from the field, with this message.",
    assumes: {
      refused: "400 validation_error",
      message:
        "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page.",
    },
    otherwise: "The parents are asked before a verdict.",
    run: async (world) => {
      const parent = await createPage(world, world.pageId, "parent");
      const { id } = await createPage(world, parent.id, "child");
      await trash(world, parent.id);
      const properties = { title: { title: text("new title") } };
      return verdict(world.client.pages.update({ page_id: id, properties }));
    },
  },
  {
    id: "page-deleted-as-block",
    title: "A page deleted as a block is in the trash",
    doubt: "Seen in the field.",
    assumes: true,
    otherwise: "Pages are trashed as pages.",
    run: async (world) => {
      const { id } = await createPage(world, world.pageId, "page");
      await world.client.blocks.delete({ block_id: id });
      return (await page(world, id)).in_trash;
    },
  },
  {
    id: "page-edited-time",
    title: "A write to its body sets the page's `last_edited_time`",
    doubt: "A report says edits through the API do not always do so.",
    assumes: "not before its newest block",
    otherwise: "Times of pages are never proof of anything.",
    run: async (world) => {
      // Times are rounded to the minute: an edit shows only in a later one.
      await world.wait(61_000);
      const [made] = await append(world, [paragraph("x")]);
      const edited = (await page(world, world.pageId)).last_edited_time;
      return edited >= (made?.last_edited_time ?? "")
        ? "not before its newest block"
        : "before its newest block";
    },
  },
  {
    id: "page-minute-times",
    title: "Times are rounded down to the minute",
    doubt: "Reported from the field.",
    assumes: ["00.000Z", "00.000Z"],
    otherwise: "What was made in the minute of sending counts as possibly ours.",
    run: async (world) => {
      const { created_time, last_edited_time } = await createPage(world, world.pageId, "when");
      return [created_time.slice(-7), last_edited_time.slice(-7)];
    },
  },
  {
    id: "page-missing",
    title: "A page that does not exist is answered like one that is not shared",
    doubt: "Documented.",
    assumes: { refused: "404 object_not_found" },
    otherwise: "The message says both.",
    run: (world) => verdict(world.client.pages.retrieve({ page_id: "00000000-0000-4000-8000-000000000000" })),
  },
  {
    id: "page-id-invalid",
    title: "An id that is none is refused as such",
    doubt: "Seen in the field.",
    assumes: {
      refused: "400 validation_error",
      message: 'path failed validation: path.page_id should be a valid uuid, instead was `"home"`.',
    },
    otherwise: "Ids are checked before they are sent.",
    run: (world) => verdict(world.client.pages.retrieve({ page_id: "home" })),
  },
  {
    id: "page-unknown-key",
    title: "A key Notion does not know is refused",
    doubt: "Seen in the field.",
    assumes: {
      refused: "400 validation_error",
      message: "body failed validation: body.archive should be not present, instead was `true`.",
    },
    otherwise: "Only the SDK's keys are sent.",
    run: (world) => verdict(send(world, "patch", `pages/${world.pageId}`, { archive: true })),
  },
  {
    id: "search-new-page",
    title: "A page just created is found by its title",
    doubt: "The index lags behind.",
    assumes: "found",
    otherwise: "Search is never used to find what was published before.",
    run: async (world) => {
      const title = `needle ${world.pageId.slice(-12)}`;
      const { id } = await createPage(world, world.pageId, title);
      for (const delay of [0, 2_000, 10_000]) {
        await world.wait(delay);
        const { results } = await world.client.search({ query: title });
        if (results.some((result) => result.id === id)) return "found";
      }
      return "not found within 12 seconds";
    },
  },
];
