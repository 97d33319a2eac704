import type { Case, Observation, World } from "../case.ts";
import { append, childrenOf, createPage, page, plainText, text, verdict } from "../support.ts";

const MARKDOWN = {
  kind: "real",
  reason: "The sandbox has no Markdown endpoints: mdnotion does not publish through them.",
} as const;

type Replaced = { readonly kept: readonly boolean[]; readonly texts: readonly string[] };

/** Publishes blocks, replaces the content by other Markdown, and says which ids came back. */
async function replace(world: World, before: readonly string[], markdown: string): Promise<Replaced> {
  const old = await append(
    world,
    before.map((line) => ({ bulleted_list_item: { rich_text: text(line) } })),
  );
  await world.client.pages.updateMarkdown({
    page_id: world.pageId,
    type: "replace_content",
    replace_content: { new_str: markdown },
  });
  const children = await childrenOf(world, world.pageId);
  const ids = new Set(children.map((child) => child.id));
  return { kept: old.map(({ id }) => ids.has(id)), texts: children.map(plainText) };
}

async function types(world: World, markdown: string): Promise<Observation> {
  await world.client.pages.updateMarkdown({
    page_id: world.pageId,
    type: "replace_content",
    replace_content: { new_str: markdown },
  });
  return (await childrenOf(world, world.pageId)).map((child) => child.type);
}

export const REAL_CASES: readonly Case[] = [
  {
    id: "markdown-ids-list",
    title: "`replace_content` keeps the ids of list items that did not change",
    doubt: "Measured for flat paragraphs and headings only.",
    assumes: { kept: [true, true, true], texts: ["one", "TWO", "three"] },
    otherwise: "The body is written by blocks; nothing rests on it.",
    needs: MARKDOWN,
    run: (world) => replace(world, ["one", "two", "three"], "- one\n- TWO\n- three"),
  },
  {
    id: "markdown-ids-moved",
    title: "`replace_content` keeps the ids of list items that changed places",
    doubt: "Unknown; it would be the only way to change an order without new ids.",
    assumes: { kept: [true, true, true], texts: ["three", "one", "two"] },
    otherwise: "A later change of order is a warning.",
    needs: MARKDOWN,
    run: (world) => replace(world, ["one", "two", "three"], "- three\n- one\n- two"),
  },
  {
    id: "markdown-pipe-table",
    title: "A table of pipes becomes a table",
    doubt: "Notion's example shows one; not tested.",
    assumes: ["table"],
    otherwise: "Tables are sent as blocks.",
    needs: MARKDOWN,
    run: (world) => types(world, "| a | b |\n| - | - |\n| 1 | 2 |"),
  },
  {
    id: "markdown-file-upload",
    title: "`file-upload://` in an image's URL attaches an upload",
    doubt: "Strong evidence from the field, no documentation.",
    assumes: ["image"],
    otherwise: "Uploads are attached by blocks.",
    needs: MARKDOWN,
    run: async (world) => {
      const { id } = await world.client.fileUploads.create({
        filename: "a.svg",
        content_type: "image/svg+xml",
      });
      const data = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: "image/svg+xml" });
      await world.client.fileUploads.send({ file_upload_id: id, file: { filename: "a.svg", data } });
      return types(world, `![a](file-upload://${id})`);
    },
  },
  {
    id: "markdown-long",
    title: "A Markdown text of more than 1000 blocks is accepted",
    doubt: "Whether the limits of block requests hold for Markdown.",
    assumes: "accepted",
    otherwise: "The body is written by blocks.",
    needs: MARKDOWN,
    run: ({ client, pageId }) =>
      verdict(
        client.pages.updateMarkdown({
          page_id: pageId,
          type: "replace_content",
          replace_content: { new_str: Array.from({ length: 1001 }, (_, index) => `- ${index}`).join("\n") },
        }),
      ),
  },
  {
    id: "markdown-echo-image",
    title: "Sending back the signed URL of an uploaded image keeps the image",
    doubt: "The URL differs on each read; untested.",
    assumes: ["file"],
    otherwise: "The body is written by blocks.",
    needs: MARKDOWN,
    run: async (world) => {
      const { id } = await world.client.fileUploads.create({
        filename: "a.svg",
        content_type: "image/svg+xml",
      });
      const data = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: "image/svg+xml" });
      await world.client.fileUploads.send({ file_upload_id: id, file: { filename: "a.svg", data } });
      await append(world, [{ image: { file_upload: { id } } }]);
      const { markdown } = await world.client.pages.retrieveMarkdown({ page_id: world.pageId });
      await types(world, markdown);
      const children = await childrenOf(world, world.pageId);
      return children.map((child) => (child.type === "image" ? child.image.type : child.type));
    },
  },
  {
    id: "markdown-child-page",
    title: "Markdown that leaves out a child page is refused",
    doubt: "Documented; losing a page is the worst that could happen.",
    assumes: { answer: { refused: "400 validation_error" }, child_in_trash: false },
    otherwise: "The body is written by blocks.",
    needs: MARKDOWN,
    run: async (world) => {
      const child = await createPage(world, world.pageId, "child");
      const answer = await verdict(types(world, "text"));
      return { answer, child_in_trash: (await page(world, child.id)).in_trash };
    },
  },
];
