import { expect } from "vitest";
import type { WireInit } from "../../../src/notion/exchange.ts";
import type { FaultRule } from "../../../src/sandbox/index.ts";
import { plainTree } from "./normalize.ts";
import { type Contents, type Rehearsal, rehearse } from "./rehearsal.ts";

/** Runs that may be needed until nothing is left to do. */
const RUNS = 4;

/** What was there before: what was published, and what somebody did then. */
export interface Past {
  readonly before?: Contents;
  /** @returns what must still hold in the end */
  readonly act?: (rehearsal: Rehearsal) => () => void;
}

async function startFrom({ before, act }: Past): Promise<{ rehearsal: Rehearsal; check: () => void }> {
  const rehearsal = await rehearse();
  if (before !== undefined) await rehearsal.publish(before);
  return { rehearsal, check: act?.(rehearsal) ?? (() => undefined) };
}

/** What a publish without any fault comes to. */
export async function wanted(
  files: Contents,
  before?: Contents,
  act?: Past["act"],
): Promise<{ readonly tree: unknown; readonly requests: number }> {
  const { rehearsal } = await startFrom({ ...(before && { before }), ...(act && { act }) });
  const { report, requests } = await rehearsal.publish(files);
  expect(report.stop).toBeNull();
  expect(report.pages.filter((page) => page.status === "failed")).toEqual([]);
  return { tree: plainTree(rehearsal.sandbox, rehearsal.sandbox.rootPageId), requests: requests.length };
}

/** Publishes until a run has nothing left to do. */
async function settle(rehearsal: Rehearsal, files: Contents): Promise<number> {
  for (let run = 1; run <= RUNS; run += 1) {
    const { report, requests } = await rehearsal.publish(files);
    if (report.stop === null && requests.length === 0) return run;
  }
  return RUNS + 1;
}

/**
 * Publishes with faults, then without, and looks at what Notion holds.
 *
 * @param before - what was published before the faults began; requests are counted from there
 */
export async function convergesWith(
  files: Contents,
  tree: unknown,
  faults: readonly FaultRule[],
  before?: Contents,
  act?: Past["act"],
): Promise<void> {
  const { rehearsal, check } = await startFrom({ ...(before && { before }), ...(act && { act }) });
  rehearsal.sandbox.requests.clear();
  for (const fault of faults) rehearsal.sandbox.faults.add(fault);
  await rehearsal.publish(files);
  const runs = await settle(rehearsal, files);
  expect(runs, "runs until nothing was left to do").toBeLessThanOrEqual(RUNS);
  expect(plainTree(rehearsal.sandbox, rehearsal.sandbox.rootPageId)).toEqual(tree);
  expect(rehearsal.vault.intents.size).toBe(0);
  check();
}

/**
 * Ends a run at its n-th request as `kill -9` would: nothing of it happens afterwards. A second run must make
 * everything right.
 *
 * @param lands - whether that request has its effect
 * @param more - `forgets`: memory and journal are lost with the process; `before`: what was published before
 */
export async function convergesAfterDeath(
  files: Contents,
  tree: unknown,
  n: number,
  lands: boolean,
  more: Past & { readonly forgets?: boolean } = {},
): Promise<void> {
  const { rehearsal, check } = await startFrom(more);
  const { sandbox, clock } = rehearsal;
  const never = new Promise<never>(() => undefined);
  let count = 0;
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const changes = {
    fetch: async (url: string, init: WireInit): Promise<Response> => {
      count += 1;
      if (count < n) return sandbox.fetch(url, init);
      if (count === n && lands) await sandbox.fetch(url, { ...init, signal: null });
      died();
      return never;
    },
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      count < n ? clock.sleep(milliseconds, signal) : never,
  };
  await rehearsal.abandon(files, changes, death);
  if (more.forgets === true) rehearsal.vault.forget();
  const runs = await settle(rehearsal, files);
  expect(runs, "runs until nothing was left to do").toBeLessThanOrEqual(RUNS);
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(tree);
  expect(rehearsal.vault.intents.size).toBe(0);
  check();
}
