import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSandbox } from "../src/sandbox/index.ts";
import { writtenFiles } from "./corpus.ts";
import { fact, type Line, megabytes, type Section } from "./lines.ts";
import { folderOf } from "./program.ts";

const FILES = 2000;
const PARTS = 24;
const METER = fileURLToPath(new URL("./meter.mjs", import.meta.url));

interface Reading {
  readonly peak: number;
  readonly seconds: number;
}

/** Runs the program as a process of its own, and reads how much memory it ever held. */
function metered(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Reading> {
  const start = performance.now();
  const child = spawn(process.execPath, [METER, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let talk = "";
  let meter = "";
  child.stderr?.on("data", (chunk) => {
    talk += String(chunk);
  });
  child.stdio[3]?.on("data", (chunk) => {
    meter += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0)
        reject(new Error(`mdnotion ${args.join(" ")} ended with ${code}: ${talk.slice(-2000)}`));
      else resolve({ peak: Number(meter) * 1024, seconds: (performance.now() - start) / 1000 });
    });
  });
}

export const memory: Section = {
  name: "memory",
  title: "Peak memory",
  about: `The program as a process of its own on ${FILES} files; the sandbox is another process's.`,
  run: async () => {
    const files = writtenFiles(FILES, PARTS);
    const folder = folderOf(files, { requestsPerMinute: 100_000 });
    const sandbox = createSandbox();
    const address = await sandbox.listen();
    const env = { NOTION_TOKEN: sandbox.token, NOTION_BASE_URL: address.url, CI: "true" };
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const line = ({ peak, seconds }: Reading, what: string): Line =>
      fact(what, `${megabytes(peak)} in ${seconds.toFixed(1)} s`);
    try {
      const publish = ["publish", "--yes", "--quiet", "--to", sandbox.rootPageId];
      return [
        fact("files", `${files.length}, ${megabytes(bytes)}`),
        line(await metered(["check", "--quiet"], folder, env), "check"),
        line(await metered(publish, folder, env), "publish, first"),
        line(await metered(publish, folder, env), "publish, nothing changed"),
      ];
    } finally {
      await address.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
