import type { CommandContext, ExitCode, Output } from "../../src/commands/context.ts";
import { run } from "../../src/commands/run.ts";
import { PLAIN_PALETTE } from "../../src/report/palette.ts";

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

interface Captured extends Output {
  readonly text: () => string;
}

/** A stream that remembers what was written on it. */
export function capture(isTTY = false, columns = 80): Captured {
  let text = "";
  return {
    write: (more) => {
      text += more;
    },
    isTTY,
    columns,
    palette: PLAIN_PALETTE,
    text: () => text,
  };
}

/** A world without network, terminal and environment. */
export function testContext(more: Partial<CommandContext> = {}): CommandContext {
  return {
    cwd: "/nowhere",
    env: {},
    token: null,
    version: "1.2.3",
    stdout: capture(),
    stderr: capture(),
    readStdin: async () => new Uint8Array(),
    ask: null,
    keys: null,
    browse: async () => {},
    fetch: () => Promise.reject(new Error("no network in this test")),
    now: () => 0,
    sleep: async () => {},
    random: () => 0.5,
    process: { pid: 1, isAlive: () => true },
    signal: new AbortController().signal,
    ...more,
  };
}

/** Runs a command line in this process. */
export async function runCommand(argv: readonly string[], more: Partial<CommandContext> = {}): Promise<Ran> {
  const stdout = capture();
  const stderr = capture();
  const code = await run(argv, testContext({ stdout, stderr, ...more }));
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
