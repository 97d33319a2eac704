import { Client, LogLevel } from "@notionhq/client";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import type { Place } from "./run.ts";

/** The version of the API that the cases are about. */
export const VERSION = "2026-03-11";

/** A fresh sandbox to ask. Its time stands still until a case waits, so that waiting costs nothing. */
export function sandboxPlace(options: SandboxOptions = {}): Place {
  let now = Date.UTC(2026, 0, 1, 12, 0, 30);
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const sandbox = createSandbox({ clock: { now: () => now, sleep }, ...options });
  const client = new Client({
    auth: sandbox.token,
    fetch: sandbox.fetch,
    notionVersion: VERSION,
    retry: false,
    logLevel: LogLevel.ERROR,
  });
  return { kind: "sandbox", client, pageId: sandbox.rootPageId, wait: sleep };
}
