import { expect, test } from "vitest";
import { paragraph } from "../../src/model/builders/blocks.ts";
import { clientWorld, shown } from "./support.ts";

const FIRST = "# One\n\nTwo.\n\n- three\n- four\n\n> five\n";

async function synced() {
  const world = clientWorld();
  const { client, clock, sandbox } = world;
  const { id } = await clock.run(client.createPage({ in: sandbox.rootPageId, title: "Page" }));
  await clock.run(client.syncBlocks(id, { markdown: FIRST }));
  const page = async () => shown(world, id);
  return { ...world, id, page };
}

test("a page that holds what is wanted is left alone", async () => {
  const { client, clock, id, sent } = await synced();
  sent();
  expect(await clock.run(client.syncBlocks(id, { markdown: FIRST }))).toMatchObject({
    writes: 0,
    changes: [],
  });
  expect(sent()).toEqual(["GET blocks/*/children"]);
});

test("only what differs is written: changed in place, added between, taken away", async () => {
  const { client, clock, id, page, sent } = await synced();
  const before = await clock.run(client.listBlocks(id));
  sent();
  const changed = await clock.run(
    client.syncBlocks(id, { markdown: "# One\n\nTwo and a half.\n\n- three\n- between\n- four\n" }),
  );
  expect(changed.writes).toBe(3);
  expect(
    sent()
      .filter((one) => !one.startsWith("GET"))
      .sort(),
  ).toEqual(["DELETE blocks/*", "PATCH blocks/*", "PATCH blocks/*/children"]);
  expect(await page()).toBe(
    'heading_1 "One"\nparagraph "Two and a half."\nbulleted_list_item "three"\nbulleted_list_item "between"\nbulleted_list_item "four"\n',
  );
  const after = await clock.run(client.listBlocks(id));
  expect([0, 1, 2, 4].map((at) => after[at]?.id)).toEqual([0, 1, 2, 3].map((at) => before[at]?.id));
});

test("what a person wrote stays, unless nothing else is to be there", async () => {
  const { client, clock, id, page, sandbox } = await synced();
  const [, two] = await clock.run(client.listBlocks(id));
  sandbox.hands.add(id, [{ paragraph: { rich_text: [{ text: { content: "Mine." } }] } }], {
    after: two?.id ?? "",
  });
  await clock.run(client.syncBlocks(id, { blocks: [paragraph("New.")] }));
  expect(await page()).toBe('paragraph "New."\nparagraph "Mine."\n');
  await clock.run(client.syncBlocks(id, { blocks: [paragraph("New.")], others: "delete" }));
  expect(await page()).toBe('paragraph "New."\n');
});

test("a person's change of the text is kept, unless the program's is to win", async () => {
  const { client, clock, id, page, sandbox } = await synced();
  const [, two] = await clock.run(client.listBlocks(id));
  sandbox.hands.write(two?.id ?? "", "Two, said Ada.");
  const kept = await clock.run(client.syncBlocks(id, { markdown: FIRST }));
  expect(kept.messages.map((one) => one.id)).toEqual(["block-conflict"]);
  expect(await page()).toContain('paragraph "Two, said Ada."');
  await clock.run(client.syncBlocks(id, { markdown: FIRST, onConflict: "markdown" }));
  expect(await page()).toContain('paragraph "Two."');
});

test("a page that is not there is refused", async () => {
  const { client, clock, sandbox } = clientWorld();
  await expect(clock.run(client.syncBlocks(sandbox.unsharedPageId, { markdown: "x" }))).rejects.toMatchObject(
    {
      code: "unusable_target",
    },
  );
});
