import { expect, test } from "vitest";
import { paragraph, setUp, text } from "./client.ts";

test("a page is created with blocks, and they come back as Notion gives them", async () => {
  const { sandbox, notion } = setUp();
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: { title: { title: [text("Hello")] } },
    children: [
      paragraph("one"),
      { bulleted_list_item: { rich_text: [text("two")], children: [paragraph("three")] } },
    ],
  });
  expect(page).toMatchObject({ object: "page", parent: { page_id: sandbox.rootPageId }, in_trash: false });
  const { results } = await notion.blocks.children.list({ block_id: page.id });
  expect(results[0]).toEqual({
    object: "block",
    id: expect.any(String),
    parent: { type: "page_id", page_id: page.id },
    created_time: expect.stringMatching(/:00\.000Z$/),
    last_edited_time: expect.stringMatching(/:00\.000Z$/),
    created_by: { object: "user", id: sandbox.botId },
    last_edited_by: { object: "user", id: sandbox.botId },
    has_children: false,
    in_trash: false,
    type: "paragraph",
    paragraph: {
      rich_text: [
        {
          type: "text",
          text: { content: "one", link: null },
          annotations: {
            bold: false,
            italic: false,
            strikethrough: false,
            underline: false,
            code: false,
            color: "default",
          },
          plain_text: "one",
          href: null,
        },
      ],
      icon: null,
      color: "default",
    },
  });
  expect(results[1]).toMatchObject({ type: "bulleted_list_item", has_children: true });
  expect(results[1]).not.toHaveProperty("bulleted_list_item.children");
  expect(sandbox.tree(page.id)[1]?.children[0]?.payload).toMatchObject({
    rich_text: [{ plain_text: "three" }],
  });
});
