import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startWatch } from "../watch/support.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const PAGES = 60;

test.each([1, 4, 16])(
  "a watch that is killed while it publishes is made good by the next (after %i kB of journal)",
  async (kilobytes) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "mdnotion-kill-")));
    try {
      writeFileSync(join(folder, "a.md"), "# A\n\nA.\n");
      const { PATH = "" } = process.env;
      const args = ["--import", import.meta.resolve("tsx"), CLI, "watch", "--sandbox", "--reporter", "json"];
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { PATH },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let out = "";
      child.stdout.on("data", (chunk) => {
        out += String(chunk);
      });
      while (!out.includes('"event":"published"')) await wait(20);
      for (let index = 0; index < PAGES; index += 1)
        writeFileSync(join(folder, `page-${index}.md`), `# Page ${index}\n\nText ${index}.\n`);
      const journal = join(folder, ".mdnotion/sandbox.journal.jsonl");
      const size = (): number => (existsSync(journal) ? statSync(journal).size : 0);
      while (size() < kilobytes * 1000 && out.split('"event":"published"').length < 3) await wait(1);
      child.kill("SIGKILL");
      await once(child, "exit");

      // Nothing is on its way to a Notion that was killed as well.
      const watched = await startWatch(folder, {
        flags: { settle: 1 },
        world: { process: { pid: process.pid, isAlive: () => false } },
      });
      const texts = watched
        .sandbox()
        .pages()
        .filter((page) => page["in_trash"] === false)
        .map((page) => JSON.stringify(page["properties"]).match(/"plain_text":"(Page \d+)"/)?.[1])
        .filter((title) => title !== undefined);
      expect(texts.sort()).toEqual(Array.from({ length: PAGES }, (_, index) => `Page ${index}`).sort());
      expect(watched.pageText("page-7.md")).toBe("Text 7.");
      await watched.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
