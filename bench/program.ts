import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CommandContext, Output } from "../src/commands/context.ts";
import { run } from "../src/commands/run.ts";
import type { Report } from "../src/model/report.ts";
import { PLAIN_PALETTE } from "../src/report/palette.ts";
import type { Sandbox } from "../src/sandbox/index.ts";
import type { BenchFile } from "./corpus.ts";

/** A folder of its own with these files and this configuration. */
export function folderOf(files: readonly BenchFile[], config: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "mdnotion-bench-"));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, "docs", path)), { recursive: true });
    writeFileSync(join(folder, "docs", path), text);
  }
  writeFileSync(
    join(folder, "mdnotion.config.json"),
    JSON.stringify({ sources: [{ path: "docs" }], ...config }),
  );
  return folder;
}

/** Time as the program gets it. */
export interface Time {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const REAL: Time = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

function collector(texts: string[]): Output {
  return { write: (text) => texts.push(text), isTTY: false, columns: 80, palette: PLAIN_PALETTE };
}

function isReport(value: unknown): value is Report {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "report" &&
    "requests" in value
  );
}

/**
 * `mdnotion publish` in this process, with a sandbox for Notion.
 *
 * @throws Error when it did not end well
 */
export async function publish(folder: string, sandbox: Sandbox, time: Time = REAL): Promise<Report> {
  const out: string[] = [];
  const talk: string[] = [];
  const context: CommandContext = {
    cwd: folder,
    env: { CI: "true" },
    token: sandbox.token,
    version: "bench",
    stdout: collector(out),
    stderr: collector(talk),
    readStdin: async () => new Uint8Array(),
    ask: null,
    keys: null,
    browse: async () => {},
    fetch: (input, init) =>
      sandbox.fetch(
        input,
        init === undefined ? undefined : { ...init, headers: new Headers(init.headers), body: bodyOf(init) },
      ),
    ...time,
    random: () => 0.5,
    process: { pid: process.pid, isAlive: () => false },
    signal: new AbortController().signal,
  };
  const code = await run(["publish", "--reporter", "json", "--yes", "--to", sandbox.rootPageId], context);
  const report: unknown = code === 0 ? JSON.parse(out.join("")) : null;
  if (isReport(report)) return report;
  throw new Error(`publish ended with ${code}: ${talk.join("")}${out.join("")}`);
}

/** A request's body as the sandbox takes it. */
export function bodyOf({ body }: RequestInit): string | FormData | Uint8Array | null {
  if (body === undefined || body === null || typeof body === "string" || body instanceof FormData)
    return body ?? null;
  if (body instanceof Uint8Array) return body;
  throw new Error("A body of an unexpected kind was sent.");
}
