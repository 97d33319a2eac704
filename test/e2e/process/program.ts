import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Contents } from "../support/rehearsal.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Starts sooner when it is compiled; what was compiled before the last change is not what is tested. */
function programHere(): readonly [string, ...string[]] {
  const stamp = statSync(join(ROOT, "dist/.setup-stamp"), { throwIfNoEntry: false });
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  const isCompiled =
    stamp !== undefined && sources.every((path) => statSync(join(ROOT, "src", path)).mtimeMs < stamp.mtimeMs);
  const source = ["--import", import.meta.resolve("tsx"), join(ROOT, "src/cli.ts")];
  return [process.execPath, ...(isCompiled ? [join(ROOT, "dist/cli.js")] : source)];
}

/** The command line that starts `mdnotion`. */
export const MDNOTION = programHere();

/** What a process came to. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** How a process is started. */
export interface Start {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs the rest of the line under other conditions: another user, less disk. */
  readonly under?: readonly [string, ...string[]];
}

const running = new Set<ChildProcess>();
const made: string[] = [];

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Writes files below a folder. */
export async function write(folder: string, files: Contents): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A new folder with these files; gone after the tests. */
export async function folderOf(files: Contents): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "mdnotion-e2e-")));
  made.push(folder);
  await write(folder, files);
  return folder;
}

async function textOf(stream: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Starts any program as a shell would. */
export function launch(command: readonly [string, ...string[]], { cwd, env = {}, under }: Start): Program {
  const { PATH = "" } = process.env;
  const [program, ...argv] = under === undefined ? command : ([...under, ...command] as const);
  const child = spawn(program, argv, { cwd, env: { PATH, NO_COLOR: "1", ...env } });
  running.add(child);
  const exited = once(child, "exit").then(([code]): number | null =>
    typeof code === "number" ? code : null,
  );
  const ended = Promise.all([exited, textOf(child.stdout), textOf(child.stderr)]).then(
    ([code, stdout, stderr]) => {
      running.delete(child);
      return { code, stdout, stderr };
    },
  );
  return { child, ended };
}

/** Starts `mdnotion`. */
export function mdnotion(argv: readonly string[], start: Start): Program {
  return launch([...MDNOTION, ...argv], start);
}
