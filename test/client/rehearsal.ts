/** Faults at every request of what a client writes: in the end it is there, and once. */
import { expect } from "vitest";
import { paragraph } from "../../src/model/builders/blocks.ts";
import type { Fault } from "../../src/sandbox/index.ts";
import { type ClientWorld, clientWorld, collected, runs, shown } from "./support.ts";

const MARKDOWN = "Two.\n\n- three\n  - four\n    - five\n      - six\n";
const SHOWN =
  'paragraph "Two."\nbulleted_list_item "three"\n  bulleted_list_item "four"\n    bulleted_list_item "five"\n      bulleted_list_item "six"\n';

interface Start {
  readonly world: ClientWorld;
  readonly database: string;
}

export interface Act {
  readonly run: (start: Start) => Promise<unknown>;
  /** What must be there in the end. */
  readonly check: (start: Start) => Promise<void>;
}

function titled({ sandbox }: ClientWorld, title: string): readonly string[] {
  return sandbox
    .pages()
    .flatMap(({ id, properties }) => (JSON.stringify(properties).includes(`"${title}"`) ? [String(id)] : []));
}

export const ACTS: Readonly<Record<string, Act>> = {
  "a page": {
    run: ({ world: { client, sandbox } }) =>
      client.createPage({ in: sandbox.rootPageId, title: "Made", markdown: MARKDOWN }),
    check: async ({ world }) => {
      const [made = "", another] = titled(world, "Made");
      expect(another).toBeUndefined();
      expect(await shown(world, made)).toBe(SHOWN);
    },
  },
  "two rows that look the same": {
    run: async ({ world: { client }, database }) => {
      const row = { in: database, values: { Name: "Made", Points: 1 }, markdown: "Text." };
      await client.createPage(row);
      await client.createPage(row);
    },
    check: async ({ world, database }) => {
      const { client, clock } = world;
      const rows = await clock.run(collected(client.query(database)));
      expect(rows.map(({ title, values }) => `${title} ${values["Points"]}`)).toEqual(["Made 1", "Made 1"]);
      for (const { id } of rows) expect(await shown(world, id)).toBe('paragraph "Text."\n');
    },
  },
  "a row by its key, twice": {
    run: async ({ world: { client }, database }) => {
      const row = { in: database, key: "Name", values: { Name: "Made", Points: 1 }, markdown: "Text." };
      await client.upsertRow(row);
      await client.upsertRow({ ...row, values: { Name: "Made", Points: 2 } });
    },
    check: async ({ world: { client, clock }, database }) => {
      const rows = await clock.run(collected(client.query(database)));
      expect(rows.map(({ title, values }) => `${title} ${values["Points"]}`)).toEqual(["Made 2"]);
    },
  },
  "the same text again and again": {
    run: async ({ world: { client, sandbox } }) => {
      const blocks = Array.from({ length: 130 }, () => paragraph("again"));
      await client.appendBlocks(sandbox.rootPageId, { blocks });
      await client.appendBlocks(sandbox.rootPageId, { blocks: [paragraph("again")] });
    },
    check: async ({ world }) => {
      expect(await shown(world, world.sandbox.rootPageId)).toBe('paragraph "again"\n'.repeat(131));
    },
  },
  "content in step": {
    run: async ({ world: { client, sandbox } }) => {
      await client.syncBlocks(sandbox.rootPageId, { markdown: "One.\n\nThree.\n" });
      await client.syncBlocks(sandbox.rootPageId, { markdown: MARKDOWN });
    },
    check: async ({ world }) => {
      expect(await shown(world, world.sandbox.rootPageId)).toBe(SHOWN);
    },
  },
};

function start(): Start {
  const world = clientWorld();
  const database = world.sandbox.seedDatabase({
    title: "Rows",
    properties: { Name: { title: {} }, Points: { number: {} } },
    rows: [{ values: { Name: { title: runs("Old") } }, inTrash: true }],
  });
  return { world, database: database.sourceId };
}

/** Does it with each fault at each request that is no GET. @returns how often one struck */
export async function rehearse({ run, check }: Act, faults: readonly Fault[]): Promise<number> {
  const whole = start();
  await whole.world.clock.run(run(whole));
  await check(whole);
  const requests = whole.world.sandbox.requests.list().filter(({ method }) => method !== "GET").length;
  expect(requests).toBeGreaterThan(1);
  for (const fault of faults) {
    for (let nth = 1; nth <= requests; nth += 1) {
      const one = start();
      const { clock, sandbox } = one.world;
      let seen = 0;
      sandbox.faults.add({
        at: ({ method }) => {
          if (method !== "GET") seen += 1;
          return method !== "GET" && seen === nth;
        },
        fault,
      });
      await clock.run(run(one));
      await clock.run(sandbox.settled());
      sandbox.faults.clear();
      await check(one);
    }
  }
  return requests * faults.length;
}
