#!/usr/bin/env node
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { setTimeout as wait } from "node:timers/promises";
import picocolors from "picocolors";
import type { CommandContext, Output } from "./commands/context.ts";
import { run } from "./commands/run.ts";

const TOKEN_NAMES = ["NOTION_TOKEN", "NOTION_API_KEY"] as const;

/** Takes the token out of the environment, so that no configuration and no plugin can read it there. */
function takeToken(): string | null {
  const [token] = TOKEN_NAMES.flatMap((name) => {
    const value = process.env[name]?.trim() ?? "";
    delete process.env[name];
    return value === "" ? [] : [value];
  });
  return token ?? null;
}

/** Colours as https://no-color.org and FORCE_COLOR ask, else on a terminal only. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = process.env;
  if (no !== undefined && no !== "") {
    return false;
  }
  if (force !== undefined && force !== "") {
    return force !== "0";
  }
  return stream.isTTY === true && term !== "dumb";
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader such as `head` may go away; the run it was reading from goes on.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 80;
    },
    palette: picocolors.createColors(hasColors(stream)),
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether a process of this machine lives; one of another user does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether somebody sits there who reads questions and presses keys. */
function isAttended(): boolean {
  const { CI: ci = "" } = process.env;
  return process.stdin.isTTY === true && process.stderr.isTTY === true && ci === "";
}

const CTRL_C = "\u0003";

function keyboard(): CommandContext["keys"] {
  if (!isAttended()) {
    return null;
  }
  const { stdin } = process;
  return (onKey) => {
    // The terminal in raw mode gives Ctrl-C to the reader alone.
    const listen = (pressed: Uint8Array): void => {
      const key = new TextDecoder().decode(pressed);
      if (key.includes(CTRL_C)) process.kill(process.pid, "SIGINT");
      else onKey(key);
    };
    stdin.setRawMode(true);
    stdin.on("data", listen);
    stdin.resume();
    return () => {
      stdin.off("data", listen);
      stdin.setRawMode(false);
      stdin.pause();
    };
  };
}

function asker(signal: AbortSignal): CommandContext["ask"] {
  if (!isAttended()) {
    return null;
  }
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    // The terminal in raw mode gives Ctrl-C to the question alone.
    terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    try {
      return await terminal.question(question, { signal });
    } finally {
      terminal.close();
    }
  };
}

/** How each platform shows an address in the browser. */
const BROWSERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

function browse(url: string): Promise<void> {
  const [program, ...first] = BROWSERS[process.platform] ?? (["xdg-open"] as const);
  return new Promise((resolve, reject) => {
    execFile(program, [...first, url], (error) => (error === null ? resolve() : reject(error)));
  });
}

/** The first interruption ends the run cleanly, the second one at once. */
function interruptions(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        process.exit(130);
      }
      controller.abort();
    });
  }
  return controller.signal;
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}

const token = takeToken();
const signal = interruptions();
process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: { ...process.env },
  token,
  version: packageVersion(),
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  readStdin,
  ask: asker(signal),
  keys: keyboard(),
  browse,
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  sleep: (milliseconds, stop) => wait(milliseconds, undefined, stop === undefined ? {} : { signal: stop }),
  random: Math.random,
  process: { pid: process.pid, isAlive },
  signal,
});
