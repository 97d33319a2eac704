import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LockWorld, lockRun } from "../../src/files/lock.ts";
import type { Message } from "../../src/model/message.ts";
import { folderWith } from "./tree.ts";

/** A world whose time passes by sleeping only. */
function world(alive: readonly number[], pid = 100): LockWorld & { readonly slept: () => number } {
  const start = Date.now();
  let slept = 0;
  return {
    pid,
    isAlive: (other) => alive.includes(other),
    now: () => start + slept,
    sleep: async (milliseconds) => {
      slept += milliseconds;
    },
    slept: () => slept,
  };
}

const impatient = { patience: 0, onWait: () => {} };

function stateIn(root: string): string {
  return join(root, ".mdnotion");
}

/** Leaves a lock behind, as a run would that was killed. */
function leave(root: string, holder: object): string {
  const file = join(stateIn(root), "run.lock");
  execFileSync("mkdir", ["-p", stateIn(root)]);
  writeFileSync(file, `${JSON.stringify(holder)}\n`);
  return file;
}

describe("lockRun", () => {
  it("lets one run in, and the next one when it is done", async () => {
    const root = folderWith();
    const first = await lockRun(stateIn(root), world([100]), impatient);
    await expect(lockRun(stateIn(root), world([100]), impatient)).rejects.toMatchObject({
      report: { id: "run-locked" },
    });
    first.release();
    const second = await lockRun(stateIn(root), world([100]), impatient);
    second.release();
    expect(existsSync(join(stateIn(root), "run.lock"))).toBe(false);
  });

  it("waits for another process as long as it was told to, and says for whom", async () => {
    const root = folderWith();
    leave(root, { pid: 7, host: hostname(), since: "2026-01-01T00:00:00.000Z" });
    const said: Message[] = [];
    const waiting = world([7]);
    const options = { patience: 10_000, onWait: (why: Message) => said.push(why) };
    await expect(lockRun(stateIn(root), waiting, options)).rejects.toThrow("process 7 on");
    expect(waiting.slept()).toBeGreaterThanOrEqual(10_000);
    expect(said).toMatchObject([{ id: "run-locked" }]);
    expect(said[0]?.says).toContain("since 2026-01-01T00:00:00.000Z");
    expect(said[0]?.fix).toContain("run.lock");
  });

  it("takes over from a process that died", async () => {
    const root = folderWith();
    const file = leave(root, { pid: 7, host: hostname(), since: "" });
    const lock = await lockRun(stateIn(root), world([]), impatient);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: 100, host: hostname() });
    lock.release();
  });

  it("takes over from a process that died and had the number this one has", async () => {
    const root = folderWith();
    leave(root, { pid: 100, host: hostname(), since: "" });
    (await lockRun(stateIn(root), world([100]), impatient)).release();
  });

  it("takes over from another machine, or a file without a holder, after a minute without a sign of life", async () => {
    for (const holder of [{ pid: 100, host: "elsewhere", since: "" }, []]) {
      const root = folderWith();
      const file = leave(root, holder);
      await expect(lockRun(stateIn(root), world([]), impatient)).rejects.toMatchObject({
        report: { id: "run-locked" },
      });
      const silent = Date.now() / 1000 - 61;
      utimesSync(file, silent, silent);
      (await lockRun(stateIn(root), world([]), impatient)).release();
    }
  });

  it("leaves the lock of a run alone that took over meanwhile", async () => {
    const root = folderWith();
    const lock = await lockRun(stateIn(root), world([100]), impatient);
    lock.release();
    const file = leave(root, { pid: 7, host: hostname(), since: "" });
    lock.release();
    expect(existsSync(file)).toBe(true);
  });

  it("says why the folder cannot be written", async () => {
    const root = folderWith({ ".mdnotion": "a file" });
    await expect(lockRun(stateIn(root), world([]), impatient)).rejects.toMatchObject({
      report: { id: "lock-refused" },
    });
  });

  it("lets in one of many processes that find a dead run's lock at once", async () => {
    const root = folderWith();
    leave(root, { pid: 999_999_999, host: hostname(), since: "" });
    const script = `
      const { lockRun } = await import(${JSON.stringify(join(import.meta.dirname, "../../src/files/lock.ts"))});
      const world = {
        pid: process.pid, now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
        isAlive: (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } },
      };
      try { await lockRun(process.argv[1], world, { patience: 0, onWait: () => {} }); process.stdout.write("in"); }
      catch (error) { process.stdout.write(error.report?.id ?? String(error)); }
      setTimeout(() => {}, 1500);
    `;
    const runs = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, [
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        script,
        stateIn(root),
      ]);
      return new Promise<string>((done) => {
        let out = "";
        child.stdout.on("data", (data) => {
          out += String(data);
        });
        child.on("close", () => done(out));
      });
    });
    const said = await Promise.all(runs);
    expect(said.toSorted()).toEqual(["in", "run-locked", "run-locked"]);
  });
});
