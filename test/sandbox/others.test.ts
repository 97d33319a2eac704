import { collectPaginatedAPI } from "@notionhq/client";
import { expect, test } from "vitest";
import { createVirtualClock } from "../support/virtualClock.ts";
import { paragraph, setUp, text } from "./client.ts";

const PNG = Buffer.from("iVBORw0KGgo=", "base64");

test("users: who the token is, all of them, one of them", async () => {
  const { sandbox, notion, person } = setUp();
  expect(await notion.users.me({})).toMatchObject({
    object: "user",
    id: sandbox.botId,
    type: "bot",
    bot: { owner: { type: "workspace", workspace: true }, workspace_name: "Sandbox workspace" },
  });
  expect(await person.users.me({})).toMatchObject({ id: sandbox.personId, type: "person" });
  const all = await collectPaginatedAPI(notion.users.list, { page_size: 1 });
  expect(all.map((user) => user.id).sort()).toEqual([sandbox.botId, sandbox.personId].sort());
  expect(await notion.users.retrieve({ user_id: sandbox.personId })).toMatchObject({
    person: { email: "ada@example.com" },
  });
  await expect(notion.users.retrieve({ user_id: sandbox.rootPageId })).rejects.toMatchObject({ status: 404 });
});

test("custom emojis are listed, or found by their exact name", async () => {
  const { notion } = setUp();
  expect((await notion.customEmojis.list({})).results.map((emoji) => emoji.name)).toEqual([
    "party_parrot",
    "shipit",
  ]);
  expect((await notion.customEmojis.list({ name: "ship" })).results).toEqual([]);
});

test("search finds pages by title, shared and not in the trash, latest edited first", async () => {
  const clock = createVirtualClock();
  const { sandbox, notion } = setUp({ clock });
  const one = sandbox.seed({ title: "Guide one" });
  const two = sandbox.seed({ title: "Guide two" });
  await clock.run(clock.sleep(120_000));
  await notion.blocks.children.append({ block_id: one, children: [paragraph("x")] });
  const ids = async (query: Parameters<typeof notion.search>[0]) =>
    (await notion.search(query)).results.map((result) => result.id);
  expect(await ids({ query: "GUIDE" })).toEqual([one, two]);
  expect(
    await ids({ query: "guide", sort: { timestamp: "last_edited_time", direction: "ascending" } }),
  ).toEqual([two, one]);
  expect(await ids({ query: "Not shared" })).toEqual([]);
  expect(await ids({ query: "In the trash" })).toEqual([]);
  expect(await ids({ query: "In the trash", filter: { in_trash: true } })).toEqual([sandbox.trashedPageId]);
  expect(await ids({ filter: { property: "object", value: "data_source" } })).toEqual([]);
  const table = sandbox.seedDatabase({ title: "Guide three", rows: [{}], templates: [{}] });
  expect(await ids({ filter: { property: "object", value: "data_source" } })).toEqual([table.sourceId]);
  expect(await ids({ query: "three" })).toEqual([table.sourceId]);
  expect(await ids({ query: "guide", filter: { property: "object", value: "page" } })).toEqual([one, two]);
});

test("comments: on a page, on a block, in a discussion; gone from the list once resolved", async () => {
  const { sandbox, notion } = setUp();
  const page = sandbox.seed({ title: "Page", children: [paragraph("a")] });
  const block = sandbox.tree(page)[0]?.id ?? "";
  const first = await notion.comments.create({ parent: { block_id: block }, rich_text: [text("Why?")] });
  if (!("discussion_id" in first)) {
    throw new Error("The comment came back in part.");
  }
  await notion.comments.create({ discussion_id: first.discussion_id, rich_text: [text("Because.")] });
  await notion.comments.create({ parent: { page_id: page }, rich_text: [text("Nice page")] });
  const texts = async (id: string) =>
    (await notion.comments.list({ block_id: id })).results.map((comment) => comment.rich_text[0]?.plain_text);
  expect(await texts(block)).toEqual(["Why?", "Because."]);
  expect(await texts(page)).toEqual(["Nice page"]);
  expect(await notion.comments.retrieve({ comment_id: first.id })).toMatchObject({
    parent: { type: "block_id", block_id: block },
    created_by: { id: sandbox.botId },
  });
  sandbox.hands.resolve(first.discussion_id);
  expect(await texts(block)).toEqual([]);
  const late = notion.comments.create({ discussion_id: first.discussion_id, rich_text: [text("And?")] });
  await expect(late).rejects.toMatchObject({ status: 404 });
});

async function uploaded(
  { notion }: Pick<ReturnType<typeof setUp>, "notion">,
  filename = "a.png",
): Promise<string> {
  const upload = await notion.fileUploads.create({ filename });
  await notion.fileUploads.send({
    file_upload_id: upload.id,
    file: { data: new Blob([PNG], { type: "image/png" }), filename },
  });
  return upload.id;
}

test("a file is uploaded, attached and read back from an address that is new each time", async () => {
  const { sandbox, notion } = setUp();
  const created = await notion.fileUploads.create({ filename: "a b.png", content_type: "image/png" });
  expect(created).toMatchObject({ status: "pending", content_length: null, upload_url: expect.any(String) });
  const sent = await notion.fileUploads.send({
    file_upload_id: created.id,
    file: { data: new Blob([PNG], { type: "image/png" }), filename: "a b.png" },
  });
  expect(sent).toMatchObject({
    status: "uploaded",
    content_length: PNG.length,
    expiry_time: expect.any(String),
  });
  const { results } = await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [{ image: { type: "file_upload", file_upload: { id: created.id } } }],
  });
  const block_id = results[0]?.id ?? "";
  const first = await notion.blocks.retrieve({ block_id });
  const second = await notion.blocks.retrieve({ block_id });
  if (
    !("image" in first && first.image.type === "file" && "image" in second && second.image.type === "file")
  ) {
    throw new Error("The image did not come back as a file.");
  }
  expect(first.image.file.url).not.toBe(second.image.file.url);
  expect(new URL(first.image.file.url).pathname).toMatch(/\/a%20b\.png$/);
  const bytes = await (await sandbox.fetch(first.image.file.url)).arrayBuffer();
  expect(Buffer.from(bytes)).toEqual(PNG);
  expect(await notion.fileUploads.retrieve({ file_upload_id: created.id })).toMatchObject({
    expiry_time: null,
  });
});

test("an upload can be attached many times, also after its block is gone, and late", async () => {
  const clock = createVirtualClock();
  const { sandbox, notion } = setUp({ clock });
  const id = await uploaded({ notion });
  const attach = async () => {
    const children = [{ image: { file_upload: { id } } }];
    const { results } = await notion.blocks.children.append({ block_id: sandbox.rootPageId, children });
    return results[0]?.id ?? "";
  };
  await notion.blocks.delete({ block_id: await attach() });
  await clock.run(clock.sleep(7_200_000));
  await attach();
  await notion.pages.update({
    page_id: sandbox.rootPageId,
    icon: { file_upload: { id } },
    cover: { file_upload: { id } },
  });
});

test("an upload that is not attached within an hour has expired", async () => {
  const clock = createVirtualClock();
  const { sandbox, notion } = setUp({ clock });
  const id = await uploaded({ notion });
  await clock.run(clock.sleep(3_600_000));
  expect(await notion.fileUploads.retrieve({ file_upload_id: id })).toMatchObject({ status: "expired" });
  const attach = notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [{ image: { file_upload: { id } } }],
  });
  await expect(attach).rejects.toMatchObject({ status: 400, message: expect.stringContaining("expired") });
});

test("a refused request attaches nothing", async () => {
  const { sandbox, notion } = setUp();
  const id = await uploaded({ notion });
  const children = [
    { image: { file_upload: { id } } },
    { image: { external: { url: "https://example.com/" } } },
  ];
  await expect(
    notion.blocks.children.append({ block_id: sandbox.rootPageId, children }),
  ).rejects.toMatchObject({ status: 400 });
  const upload = await notion.fileUploads.retrieve({ file_upload_id: id });
  expect(upload.expiry_time).not.toBeNull();
});

test("uploads are refused: kinds not taken, names too long, sent twice, attached unsent or in the wrong place", async () => {
  const { sandbox, notion } = setUp();
  const bad = { status: 400, code: "validation_error" };
  await expect(notion.fileUploads.create({ filename: "a.exe" })).rejects.toMatchObject(bad);
  await expect(notion.fileUploads.create({ filename: `${"ä".repeat(450)}.png` })).rejects.toMatchObject(bad);
  await expect(notion.fileUploads.create({ mode: "multi_part", filename: "a.png" })).rejects.toMatchObject(
    bad,
  );
  const id = await uploaded({ notion });
  const again = notion.fileUploads.send({ file_upload_id: id, file: { data: new Blob([PNG]) } });
  await expect(again).rejects.toMatchObject(bad);
  const pending = await notion.fileUploads.create({ filename: "b.png" });
  const put = (block: object) =>
    notion.request({
      path: `blocks/${sandbox.rootPageId}/children`,
      method: "patch",
      body: { children: [block] },
    });
  await expect(put({ image: { file_upload: { id: pending.id } } })).rejects.toMatchObject(bad);
  await expect(put({ pdf: { file_upload: { id } } })).rejects.toMatchObject(bad);
  await put({ file: { file_upload: { id }, name: "picture.png" } });
  expect(sandbox.tree(sandbox.rootPageId)[0]?.payload).toMatchObject({ type: "file", name: "picture.png" });
  const { results } = await notion.fileUploads.list({ status: "pending" });
  expect(results.map((upload) => upload.id)).toEqual([pending.id]);
});

test.each(["video/mp4", "audio/mp4", "application/octet-stream"])(
  "an .mp4 may be sent as %s",
  async (type) => {
    const { notion } = setUp();
    const { id } = await notion.fileUploads.create({ filename: "a.mp4" });
    const data = new Blob(["x"], { type });
    expect(await notion.fileUploads.send({ file_upload_id: id, file: { data } })).toMatchObject({
      status: "uploaded",
      content_type: "video/mp4",
    });
  },
);

test("a file of another kind than its name says is refused", async () => {
  const { notion } = setUp();
  const { id } = await notion.fileUploads.create({ filename: "a.png" });
  const data = new Blob(["x"], { type: "text/html" });
  await expect(notion.fileUploads.send({ file_upload_id: id, file: { data } })).rejects.toMatchObject({
    status: 400,
  });
});

test("a file over 20 MB does not go in one part", async () => {
  const { notion } = setUp();
  const { id } = await notion.fileUploads.create({ filename: "big.pdf" });
  const data = new Blob([new Uint8Array(20_000_001)], { type: "application/pdf" });
  await expect(notion.fileUploads.send({ file_upload_id: id, file: { data } })).rejects.toMatchObject({
    status: 400,
  });
});

test("people's hands: a drag keeps ids, a foreign block stands where it was put", () => {
  const { sandbox } = setUp();
  const page = sandbox.seed({ title: "Page", children: [paragraph("a"), paragraph("b")] });
  const [a, b] = sandbox.tree(page);
  const list = sandbox.hands.insert(page, "column_list", {}, "start");
  const column = sandbox.hands.insert(list, "column", {});
  sandbox.hands.move(b?.id ?? "", column);
  const foreign = sandbox.hands.insert(page, "unsupported", { block_type: "form" }, { after: list });
  expect(sandbox.tree(page).map((node) => node.id)).toEqual([list, foreign, a?.id]);
  expect(sandbox.tree(column)).toMatchObject([{ id: b?.id, block: { parent: { block_id: column } } }]);
});

test("more people and emojis can be there from the beginning", async () => {
  const { notion } = setUp({ people: [{ name: "Bo", email: "bo@example.com" }], emojis: ["octocat"] });
  const users = (await notion.users.list({})).results;
  expect(users).toContainEqual(expect.objectContaining({ name: "Bo", person: { email: "bo@example.com" } }));
  expect((await notion.customEmojis.list({ name: "octocat" })).results).toHaveLength(1);
});

test.each([
  { columnRatios: "sent", ratios: [0.3, undefined] },
  { columnRatios: "filled", ratios: [0.3, 0.5] },
] as const)("columns come back with their width as $columnRatios", async ({ columnRatios, ratios }) => {
  const { sandbox, notion } = setUp({ answers: { columnRatios } });
  const children = [paragraph("x")];
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [
      { column_list: { children: [{ column: { children, width_ratio: 0.3 } }, { column: { children } }] } },
    ],
  });
  const columns = sandbox.tree(sandbox.rootPageId)[0]?.children ?? [];
  expect(columns.map((column) => column.payload["width_ratio"])).toEqual(ratios);
});
