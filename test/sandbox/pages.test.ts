import { expect, test } from "vitest";
import { paragraph, setUp, text } from "./client.ts";

const titled = (title: string) => ({ title: { title: [text(title)] } });

test("a page has Notion's shape", async () => {
  const { sandbox, notion } = setUp();
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: titled("Über uns & you"),
    icon: { emoji: "📘" },
    cover: { external: { url: "https://example.com/cover.png" } },
  });
  const hex = page.id.replaceAll("-", "");
  const read = await notion.pages.retrieve({ page_id: page.id });
  expect(read).toEqual({
    object: "page",
    id: page.id,
    created_time: expect.stringMatching(/:00\.000Z$/),
    last_edited_time: expect.stringMatching(/:00\.000Z$/),
    created_by: { object: "user", id: sandbox.botId },
    last_edited_by: { object: "user", id: sandbox.botId },
    cover: { type: "external", external: { url: "https://example.com/cover.png" } },
    icon: { type: "emoji", emoji: "📘" },
    parent: { type: "page_id", page_id: sandbox.rootPageId },
    in_trash: false,
    is_archived: false,
    is_locked: false,
    properties: {
      title: {
        id: "title",
        type: "title",
        title: [expect.objectContaining({ plain_text: "Über uns & you", href: null })],
      },
    },
    url: `https://www.notion.so/U-ber-uns-you-${hex}`,
    public_url: null,
    request_id: expect.any(String),
  });
  expect(Object.keys(read)).not.toContain("archived");
});

test("a page stands as a child_page block among its parent's children, where it was put", async () => {
  const { sandbox, notion } = setUp();
  const parent = sandbox.seed({ title: "Parent", children: [paragraph("a"), paragraph("b")] });
  const [a] = sandbox.tree(parent);
  const create = async (title: string, position?: Parameters<typeof notion.pages.create>[0]["position"]) =>
    notion.pages.create({
      parent: { page_id: parent },
      properties: titled(title),
      ...(position === undefined ? {} : { position }),
    });
  await create("last");
  await create("first", { type: "page_start" });
  await create("second", { type: "after_block", after_block: { id: a?.id ?? "" } });
  expect(sandbox.tree(parent).map((node) => node.payload["title"] ?? node.type)).toEqual([
    "first",
    "paragraph",
    "second",
    "paragraph",
    "last",
  ]);
});

test("title, icon, cover and lock are changed, and cleared by null", async () => {
  const { sandbox, notion } = setUp();
  const page_id = sandbox.seed({ title: "Old" });
  await notion.pages.update({
    page_id,
    properties: titled("New"),
    icon: { emoji: "📗" },
    cover: { external: { url: "https://example.com/c.png" } },
    is_locked: true,
  });
  const { results } = await notion.blocks.children.list({ block_id: sandbox.rootPageId });
  expect(results.at(-1)).toMatchObject({ id: page_id, type: "child_page", child_page: { title: "New" } });
  const cleared = await notion.pages.update({ page_id, icon: null, cover: null });
  expect(cleared).toMatchObject({ icon: null, cover: null, is_locked: true });
});

test("a page under a page has a title and no other property", async () => {
  const { sandbox, notion } = setUp();
  const create = notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: { Tags: { multi_select: [{ name: "a" }] } },
  });
  await expect(create).rejects.toMatchObject({ message: "Tags is not a property that exists." });
});

test("a connection cannot create a page at the top of the workspace", async () => {
  const { notion } = setUp();
  await expect(notion.pages.create({ parent: { workspace: true } })).rejects.toMatchObject({ status: 400 });
});

test("the answer holds only the properties asked for", async () => {
  const { sandbox, notion } = setUp();
  const page_id = sandbox.seed({ title: "Page" });
  const none = await notion.pages.retrieve({ page_id, filter_properties: ["other"] });
  expect(none).toHaveProperty("properties", {});
  const all = await notion.pages.retrieve({ page_id, filter_properties: ["title"] });
  expect(all).toHaveProperty("properties.title");
});

test("a trashed page is still found, its children are not, and nothing under it can be written", async () => {
  const { sandbox, notion } = setUp();
  const parent = sandbox.seed({ title: "Parent" });
  const child = sandbox.seed({ title: "Child", parent, children: [paragraph("a")] });
  await notion.pages.update({ page_id: parent, in_trash: true });
  expect(await notion.pages.retrieve({ page_id: parent })).toMatchObject({ in_trash: true });
  expect(await notion.pages.retrieve({ page_id: child })).toMatchObject({ in_trash: true });
  await expect(notion.blocks.children.list({ block_id: parent })).rejects.toMatchObject({ status: 404 });
  await expect(notion.pages.update({ page_id: parent, properties: titled("x") })).rejects.toMatchObject({
    message: "Can't edit block that is archived. You must unarchive the block before editing.",
  });
  await expect(notion.pages.update({ page_id: child, properties: titled("x") })).rejects.toMatchObject({
    message:
      "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page.",
  });
  await expect(notion.pages.create({ parent: { page_id: child } })).rejects.toMatchObject({ status: 400 });
  await notion.pages.update({ page_id: parent, in_trash: false });
  expect(await notion.pages.retrieve({ page_id: child })).toMatchObject({ in_trash: false });
});

test("a page's content can be erased at once; child pages go too, unless the answers say otherwise", async () => {
  for (const eraseContent of ["all", "keepPages"] as const) {
    const { sandbox, notion } = setUp({ answers: { eraseContent } });
    const page_id = sandbox.seed({ title: "Page", children: [paragraph("a")] });
    sandbox.seed({ title: "Child", parent: page_id });
    await notion.pages.update({ page_id, erase_content: true });
    expect(sandbox.tree(page_id).map((node) => node.type)).toEqual(
      eraseContent === "all" ? [] : ["child_page"],
    );
  }
});

test("a page moves with its block, never into itself", async () => {
  const { sandbox, notion } = setUp();
  const page_id = sandbox.seed({ title: "Page" });
  const target = sandbox.seed({ title: "Target" });
  const move = (to: string) => notion.pages.move({ page_id, parent: { page_id: to } });
  await move(target);
  expect(await notion.pages.retrieve({ page_id })).toMatchObject({ parent: { page_id: target } });
  expect(sandbox.tree(target)).toMatchObject([{ id: page_id }]);
  expect(sandbox.tree(sandbox.rootPageId).map((node) => node.id)).not.toContain(page_id);
  const child = sandbox.seed({ title: "Child", parent: page_id });
  await expect(move(page_id)).rejects.toMatchObject({ status: 400 });
  await expect(move(child)).rejects.toMatchObject({ status: 400 });
});

test("what is not shared does not exist, until it is shared", async () => {
  const { sandbox, notion, person } = setUp();
  const missing = { status: 404, code: "object_not_found" };
  const page_id = sandbox.unsharedPageId;
  await expect(notion.pages.retrieve({ page_id })).rejects.toMatchObject(missing);
  await expect(notion.blocks.children.list({ block_id: page_id })).rejects.toMatchObject(missing);
  await expect(notion.pages.create({ parent: { page_id } })).rejects.toMatchObject(missing);
  const below = await person.pages.create({ parent: { page_id } });
  await expect(notion.pages.retrieve({ page_id: below.id })).rejects.toMatchObject(missing);
  sandbox.hands.share(page_id, true);
  await notion.pages.retrieve({ page_id: below.id });
});

test("links to pages and blocks come back in each form on record", async () => {
  const page = "b55c9c91384d452b81dbd1ef79372b75";
  const block = "0123456789abcdef0123456789abcdef";
  const forms = {
    sent: `https://www.notion.so/Title-${page}?pvs=4#${block}`,
    path: `/${page}#${block}`,
    "notion.so": `https://www.notion.so/${page}#${block}`,
    "notion.com": `https://www.notion.com/${page}#${block}`,
    "app.notion.com": `https://app.notion.com/p/${page}#${block}`,
  } as const;
  for (const internalLinks of ["sent", "path", "notion.so", "notion.com", "app.notion.com"] as const) {
    const { sandbox, notion } = setUp({ answers: { internalLinks } });
    await notion.blocks.children.append({
      block_id: sandbox.rootPageId,
      children: [{ paragraph: { rich_text: [{ text: { content: "x", link: { url: forms.sent } } }] } }],
    });
    const url = forms[internalLinks];
    expect(sandbox.tree(sandbox.rootPageId)[0]?.payload).toMatchObject({
      rich_text: [{ text: { link: { url } }, href: url }],
    });
  }
});

test("mentions come back complete: titles, names, dates", async () => {
  const { sandbox, notion } = setUp();
  const page = sandbox.seed({ title: "Handbook" });
  const emoji = (await notion.customEmojis.list({ name: "shipit" })).results[0];
  await notion.blocks.children.append({
    block_id: page,
    children: [
      {
        paragraph: {
          rich_text: [
            { mention: { page: { id: page } } },
            { mention: { user: { id: sandbox.personId } } },
            { mention: { date: { start: "2026-01-01", end: "2026-01-03" } } },
            { mention: { custom_emoji: { id: emoji?.id ?? "" } } },
            { equation: { expression: "x^2" } },
          ],
        },
      },
    ],
  });
  expect(sandbox.tree(page)[0]?.payload["rich_text"]).toMatchObject([
    { plain_text: "Handbook", href: `https://www.notion.so/${page.replaceAll("-", "")}` },
    { plain_text: "@Ada Example", mention: { type: "user", user: { object: "user" } } },
    { plain_text: "2026-01-01 → 2026-01-03", mention: { date: { time_zone: null } } },
    { plain_text: ":shipit:", mention: { custom_emoji: emoji } },
    { plain_text: "x^2", type: "equation" },
  ]);
});

test("neighbouring runs of one format are merged where the answers say so", async () => {
  const { sandbox, notion } = setUp({ answers: { mergeRuns: true } });
  const bold = { annotations: { bold: true } };
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [{ paragraph: { rich_text: [text("a"), text("b"), { ...text("c"), ...bold }] } }],
  });
  expect(sandbox.tree(sandbox.rootPageId)[0]?.payload["rich_text"]).toMatchObject([
    { plain_text: "ab", text: { content: "ab" } },
    { plain_text: "c" },
  ]);
});

test("an unknown custom emoji becomes no icon, a built-in one may come back as a drawing", async () => {
  const { sandbox, notion } = setUp({ answers: { nativeIcons: "external" } });
  const page_id = sandbox.seed({ title: "Page" });
  const unknown = await notion.pages.update({ page_id, icon: { custom_emoji: { id: sandbox.botId } } });
  expect(unknown).toMatchObject({ icon: null });
  const native = await notion.pages.update({ page_id, icon: { icon: { name: "book", color: "blue" } } });
  expect(native).toMatchObject({
    icon: { type: "external", external: { url: expect.stringContaining("book_blue") } },
  });
});
