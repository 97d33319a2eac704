import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith } from "./folder.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");
const TOKEN = "ntn_secretsecretsecretsecretsecret";

interface Started {
  readonly child: ReturnType<typeof spawn>;
  readonly output: () => string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<unknown>;
}

/** Starts the program itself, as a shell would. */
function start(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Started {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", TSX, CLI, ...argv], { cwd, env: { PATH, ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Uint8Array) => {
      text += new TextDecoder().decode(chunk);
    });
  }
  return { child, output: () => text, ended: once(child, "exit").then(([code]) => code) };
}

async function untilPrinted({ ended, output }: Started, words: string): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!output().includes(words) && !over) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the program", () => {
  test.each(["NOTION_TOKEN", "NOTION_API_KEY"])(
    "takes %s out of the environment before it runs a configuration",
    async (name) => {
      const cwd = await folderWith({
        "mdnotion.config.mjs":
          'console.log("token here:", JSON.stringify(process.env).includes("secret"));\nexport default { sources: [{ path: "." }] };\n',
        "a.md": "a\n",
      });
      const { ended, output } = start(["check"], cwd, { [name]: TOKEN });
      expect(await ended).toBe(0);
      expect(output()).toContain("token here: false\n1 file checked");
    },
  );

  test("ends quietly when its reader goes away", async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `- item ${index}`).join("\n");
    const started = start(["convert", "a.md"], await folderWith({ "a.md": `${lines}\n` }));
    started.child.stdout?.destroy();
    expect(await started.ended).toBe(0);
    expect(started.output()).toBe("");
  });

  test("ends at the first interruption", async () => {
    const started = start(["sandbox", "--port", "0"], await folderWith({}));
    await untilPrinted(started, "until it is interrupted");
    started.child.kill("SIGINT");
    expect(await started.ended).toBe(0);
  });

  test("interrupted while it waits for Notion, it says so and exits with 130", async () => {
    let asked: () => void = () => {};
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    // It takes requests, and never answers.
    const notion = createServer(() => asked()).listen(0, "127.0.0.1");
    await once(notion, "listening");
    const address = notion.address();
    const port = typeof address === "object" ? address?.port : 0;
    const cwd = await folderWith({ "docs/a.md": "a\n" });
    const env = { NOTION_BASE_URL: `http://127.0.0.1:${port}`, NOTION_TOKEN: `ntn_${"a".repeat(40)}` };
    const publish = start(["publish", "docs", "--to", "a".repeat(32)], cwd, env);
    await Promise.race([wasAsked, publish.ended]);
    publish.child.kill("SIGINT");
    expect(await publish.ended).toBe(130);
    expect(publish.output()).toMatch(/^Interrupted\.\n→ .*run the same command again/);
    notion.closeAllConnections();
    notion.close();
  });

  test("refuses what it does not know, with 3", async () => {
    const { ended, output } = start(["pubish"], await folderWith({}));
    expect(await ended).toBe(3);
    expect(output()).toBe("error: unknown command 'pubish'\n(Did you mean publish?)\n");
  });
});
