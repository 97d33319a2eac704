import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { World } from "../../src/publish/types.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { type LiveServer, startLive } from "../../src/watch/live/server.ts";
import { liveSource } from "../../src/watch/live/source.ts";
import { createLiveState } from "../../src/watch/live/state.ts";
import { folderWith, put, startWatch, type TestWatch } from "../watch/support.ts";
import { CHROMIUM, startChromium } from "./chromium.ts";

const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

const LONG = Array.from({ length: 80 }, (_, index) => `Paragraph ${index}.\n`).join("\n");

if (CHROMIUM === null) {
  console.warn("No chromium on this machine: the live preview is not looked at.");
}

describe.skipIf(CHROMIUM === null)("the live preview in a browser", () => {
  let browser: Browser;
  let folder = "";
  let watched: TestWatch;
  let server: LiveServer;
  beforeAll(async () => {
    folder = folderWith({
      "index.md": "# Start\n\n[On](other.md) and [outside](https://example.org/).\n\n![Dot](dot.png)\n",
      "other.md": `# Other\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>\n\n${LONG}`,
      "dot.png": PIXEL,
    });
    const state = createLiveState();
    let sandbox: Sandbox | null = null;
    const world: World = {
      fetch: () => Promise.reject(new Error("no network")),
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: () => 0.5,
      signal: new AbortController().signal,
      process: { pid: process.pid, isAlive: () => true },
    };
    server = await startLive({ port: 0, source: liveSource(() => sandbox, world), site: state.site });
    watched = await startWatch(folder, {
      onEvent: (event) => {
        if (event.kind !== "published") return;
        state.take(event.result, event.paths);
        server.changed();
      },
      more: {
        onSandbox: (current) => {
          sandbox = current;
        },
      },
    });
    browser = await startChromium(CHROMIUM ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await watched?.stop();
    await server?.close();
  });

  async function open(): Promise<{
    readonly page: Page;
    readonly elsewhere: string[];
    readonly complaints: string[];
  }> {
    const page = await browser.newPage();
    page.setDefaultTimeout(8000);
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith("data:"))
        elsewhere.push(request.url());
    });
    page.on("console", (line) => complaints.push(line.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(server.url);
    return { page, elsewhere, complaints };
  }

  test("shows pages with their pictures, leads from one to the other, and asks nobody else for anything", async () => {
    const { complaints, elsewhere, page } = await open();
    expect(await page.title()).toBe("Start");
    const dot = page.locator("article img");
    expect(await dot.count()).toBe(1);
    expect(await dot.evaluate((image) => "naturalWidth" in image && image.naturalWidth)).toBe(1);
    await page.locator("article").getByRole("link", { name: "On", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Other" }).waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Start" }).click();
    await page.getByRole("heading", { level: 1, name: "Start" }).waitFor();
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
    await page.close();
  });

  test("what is saved appears where the reader is, open toggles stay open, an error stands above the last good text", async () => {
    const { complaints, page } = await open();
    await page.getByRole("navigation").getByRole("link", { name: "Other" }).click();
    await page.getByText("Paragraph 70.").scrollIntoViewIfNeeded();
    await page.evaluate("document.querySelector('details').open = true");
    const top = await page.evaluate("window.scrollY");
    expect(top).toBeGreaterThan(0);
    appendFileSync(join(folder, "other.md"), "\nWritten meanwhile.\n");
    await page.getByText("Written meanwhile.").waitFor();
    expect(await page.evaluate("window.scrollY")).toBe(top);
    expect(await page.evaluate("document.querySelector('details').open")).toBe(true);
    writeFileSync(join(folder, "other.md"), "---\ntitle: [\n---\n<script>alert(1)</script>\n");
    await page.locator(".messages").getByText("front-matter-broken").waitFor();
    expect(await page.getByText("Written meanwhile.").count()).toBe(1);
    put(folder, "new.md", "# New\n\nNew.\n");
    await page.getByRole("navigation").getByRole("link", { name: "New" }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
