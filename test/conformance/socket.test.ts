import { Client, LogLevel } from "@notionhq/client";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { LIMIT_CASES } from "./cases/limits.ts";
import { MEDIA_CASES } from "./cases/media.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";
import { VERSION } from "./sandbox.ts";

// What a socket could spoil: bodies too large to be read to their end, files in forms, requests that follow on
// the same connection.
test("over a socket, with the machine's own fetch, the answers are the same", async () => {
  const sandbox = createSandbox();
  const listening = await sandbox.listen({ port: 0 });
  const client = new Client({
    auth: sandbox.token,
    baseUrl: listening.url,
    notionVersion: VERSION,
    retry: false,
    logLevel: LogLevel.ERROR,
  });
  try {
    const cases = [...LIMIT_CASES, ...MEDIA_CASES].filter(({ needs }) => needs === undefined);
    const wait = async () => {};
    const outcomes = await run(cases, { kind: "sandbox", client, pageId: sandbox.rootPageId, wait });
    expect(report(outcomes)).toBe(`Answered as assumed: ${cases.length}\n`);
  } finally {
    await listening.close();
  }
});
