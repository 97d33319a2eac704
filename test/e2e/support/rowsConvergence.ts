import { expect } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { WireInit } from "../../../src/notion/exchange.ts";
import type { FaultRule } from "../../../src/sandbox/index.ts";
import { plainTree } from "./normalize.ts";
import type { Contents, RunChanges } from "./rehearsal.ts";
import { cellOf, type RowsWorld, rehearseRows, withProperties } from "./rowsWorld.ts";

const RUNS = 4;

/** Rows that name each other, one of them in a circle, with a property and an option that are still to be added. */
export const ROWS: Contents = {
  "a.md": "---\nstatus: Reviewed\nblocks: [b.md]\nreviewer: Ada\n---\n# A\n\nText of A.\n",
  "b.md": "---\nstatus: Done\nblocks: [a.md, c.md]\ntags: [api]\n---\n# B\n\n- One\n- Two\n",
  "c.md": "---\nestimate: 3\nicon: 🚀\n---\n# C\n",
};

/** The same after some work: values changed, dropped and added, a row added. */
export const EDITED: Contents = {
  ...ROWS,
  "a.md": "---\nstatus: Done\nblocks: [d.md]\n---\n# A\n\nOther text of A.\n",
  "c.md": "---\nestimate: 5\npriority: High\n---\n# C now\n",
  "d.md": "---\nblocks: [a.md]\n---\n# D\n",
};

const { config } = await loadConfig({ cwd: "/", paths: [], flags: new Map(), environment: {} });

function mayAdd(): RunChanges {
  const [source] = config?.sources ?? [];
  if (source === undefined) throw new Error("There is no source.");
  return { source: withProperties(source, { createProperties: true, createOptions: true }) };
}

const CHANGES = mayAdd();

async function begin(before?: Contents): Promise<RowsWorld> {
  const world = await rehearseRows();
  const relation = { data_source_id: world.source, type: "single_property", single_property: {} };
  world.sandbox.hands.changeSchema(world.source, { Blocks: { relation } });
  if (before !== undefined) await world.publishRows(before, CHANGES);
  world.sandbox.requests.clear();
  return world;
}

const NAMES = ["Source", "Status", "Priority", "Tags", "Estimate", "reviewer"] as const;

/** All rows in a form that is equal in two workspaces with the same. */
function stateOf({ rows, sandbox }: RowsWorld): unknown {
  const titles = new Map([...rows()].map(([title, row]) => [row["id"], title]));
  const all = [...rows()].map(([title, row]) => {
    const related = cellOf(row, "Blocks");
    return {
      title,
      icon: JSON.stringify(row["icon"]),
      values: NAMES.map((name) => cellOf(row, name)),
      blocks: Array.isArray(related) ? related.map((id) => titles.get(id)).sort() : related,
      content: plainTree(sandbox, String(row["id"])),
    };
  });
  return all.sort((a, b) => (a.title < b.title ? -1 : 1));
}

export interface WantedRows {
  readonly state: unknown;
  readonly count: number;
  readonly requests: number;
}

/** What a publish without any fault comes to. */
export async function wantedRows(files: Contents, before?: Contents): Promise<WantedRows> {
  const world = await begin(before);
  const { report, requests } = await world.publishRows(files, CHANGES);
  expect(report.stop).toBeNull();
  expect(report.pages.filter(({ status }) => status === "failed")).toEqual([]);
  return { state: stateOf(world), count: world.countRows(), requests: requests.length };
}

async function settles(world: RowsWorld, files: Contents, wanted: WantedRows): Promise<void> {
  let runs = 1;
  for (; runs <= RUNS; runs += 1) {
    const { report, requests } = await world.publishRows(files, CHANGES);
    if (report.stop === null && requests.length === 0) break;
  }
  expect(runs, "runs until nothing was left to do").toBeLessThanOrEqual(RUNS);
  expect(stateOf(world)).toEqual(wanted.state);
  expect(world.countRows()).toBe(wanted.count);
  expect(world.vault.intents.size).toBe(0);
}

/** Publishes with a fault, then without, and looks at the rows. */
export async function rowsConverge(
  files: Contents,
  wanted: WantedRows,
  faults: readonly FaultRule[],
  before?: Contents,
): Promise<void> {
  const world = await begin(before);
  for (const fault of faults) world.sandbox.faults.add(fault);
  await world.publishRows(files, CHANGES);
  await settles(world, files, wanted);
}

/** Ends a run at its n-th request as `kill -9` would, then publishes again. */
export async function rowsSurvive(
  files: Contents,
  wanted: WantedRows,
  n: number,
  lands: boolean,
  more: { readonly forgets?: boolean; readonly before?: Contents } = {},
): Promise<void> {
  const world = await begin(more.before);
  const { clock, sandbox } = world;
  const never = new Promise<never>(() => undefined);
  let count = 0;
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const fetch = async (url: string, init: WireInit): Promise<Response> => {
    count += 1;
    if (count < n) return sandbox.fetch(url, init);
    if (count === n && lands) await sandbox.fetch(url, { ...init, signal: null });
    died();
    return never;
  };
  const sleep = (milliseconds: number, signal?: AbortSignal) =>
    count < n ? clock.sleep(milliseconds, signal) : never;
  const changes = { ...CHANGES, fetch, sleep, source: { ...CHANGES.source, to: world.source } };
  await world.abandon(files, changes, death);
  if (more.forgets === true) world.vault.forget();
  await settles(world, files, wanted);
}
