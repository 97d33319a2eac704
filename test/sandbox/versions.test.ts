import type { Client } from "@notionhq/client";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { clientOf, paragraph } from "./client.ts";
import { named, tableIn } from "./databases/support.ts";

function setUp() {
  const sandbox = createSandbox();
  const page = sandbox.seed({ title: "Page", children: [paragraph("a"), paragraph("b")] });
  const [a = ""] = sandbox.tree(page).map(({ id }) => id);
  const older = clientOf(sandbox, sandbox.token, "2025-09-03");
  return { sandbox, page, a, older, newer: clientOf(sandbox) };
}

const send = (client: Client, method: "post" | "patch", path: string, body: Record<string, unknown>) =>
  client.request<Record<string, unknown>>({ method, path, body });

test("answers of the older version say `archived` beside `in_trash`, wherever something can be in the trash", async () => {
  const { sandbox, page, older, newer } = setUp();
  const rows = await tableIn(sandbox, older, {});
  await rows.add(named("row"));
  const answers = async (client: Client) => [
    await client.pages.retrieve({ page_id: page }),
    ...(await client.blocks.children.list({ block_id: page })).results,
    await client.databases.retrieve({ database_id: rows.databaseId }),
    await client.dataSources.retrieve({ data_source_id: rows.sourceId }),
    ...(await client.dataSources.query({ data_source_id: rows.sourceId })).results,
    await client.fileUploads.create({ filename: "a.txt" }),
  ];
  for (const answer of await answers(older)) {
    expect(answer).toMatchObject({ in_trash: false, archived: false });
  }
  for (const answer of await answers(newer)) {
    expect(Object.keys(answer)).not.toContain("archived");
    expect(answer).toMatchObject({ in_trash: false });
  }
});

test("the older version takes `archived`, the newer refuses it", async () => {
  const { page, older, newer } = setUp();
  await expect(send(newer, "patch", `pages/${page}`, { archived: true })).rejects.toMatchObject({
    message: "body failed validation: body.archived should be not present, instead was `true`.",
  });
  expect(await send(older, "patch", `pages/${page}`, { archived: true })).toMatchObject({
    archived: true,
    in_trash: true,
  });
});

test("the older version takes `after`, not together with `position`; the newer takes `position` alone", async () => {
  const { sandbox, page, a, older, newer } = setUp();
  const path = `blocks/${page}/children`;
  const body = { children: [paragraph("between")], after: a };
  await expect(send(newer, "patch", path, body)).rejects.toMatchObject({ code: "validation_error" });
  const position = { type: "end" };
  await expect(send(older, "patch", path, { ...body, position })).rejects.toMatchObject({
    code: "validation_error",
  });
  await send(older, "patch", path, body);
  const texts = sandbox
    .tree(page)
    .map((node) => JSON.stringify(node.payload).match(/"plain_text":"(\w+)"/)?.[1]);
  expect(texts).toEqual(["a", "between", "b"]);
});

test("a block has the name of its version", async () => {
  const { sandbox, page, older, newer } = setUp();
  const block_id = sandbox.hands.insert(page, "meeting_notes", { title: [] }, "start");
  expect(await newer.blocks.retrieve({ block_id })).toMatchObject({
    type: "meeting_notes",
    meeting_notes: {},
  });
  expect(await older.blocks.retrieve({ block_id })).toMatchObject({
    type: "transcription",
    transcription: {},
  });
});

test.each(["2022-06-28", "2027-01-01", "latest"])(
  "version %s is refused with those there are",
  async (version) => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch("https://api.notion.com/v1/users/me", {
      headers: { authorization: `Bearer ${sandbox.token}`, "notion-version": version },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "validation_error",
      message: expect.stringContaining('should be `"2026-03-11"` or `"2025-09-03"`, instead was'),
    });
  },
);
