import { expect, it } from "vitest";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { WireInit } from "../../src/notion/exchange.ts";
import { rehearse } from "../e2e/support/rehearsal.ts";

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

/** A web with an image behind a redirect, and others that are none. */
function web(pathname: string): Response {
  if (pathname === "/badge") return new Response(null, { status: 302, headers: { location: "/real" } });
  if (pathname === "/real") return new Response(PNG, { headers: { "content-type": "image/png; x=y" } });
  if (pathname === "/page") return new Response("<p>", { headers: { "content-type": "text/html" } });
  if (pathname === "/away")
    return new Response(null, { status: 302, headers: { location: "http://img.example/real" } });
  if (pathname === "/loop") return new Response(null, { status: 302, headers: { location: "/loop" } });
  if (pathname === "/dead") throw new TypeError("fetch failed");
  return new Response(null, { status: 404 });
}

const NAMES = ["badge", "page", "away", "loop", "dead", "none"];
const FILES = {
  "a.md": NAMES.map((name) => `![${name}](https://img.example/${name})`).join("\n\n"),
  "b.md": "![again](https://img.example/badge)",
};

/** A rehearsal with that web, and what was asked of it. */
async function withWeb() {
  const rehearsal = await rehearse();
  const asked: string[] = [];
  const fetch = async (url: string, init: WireInit): Promise<Response> => {
    const { hostname, pathname } = new URL(url);
    if (hostname !== "img.example") return rehearsal.sandbox.fetch(url, init);
    asked.push(pathname);
    return web(pathname);
  };
  return { ...rehearsal, asked, fetch };
}

it("asks the web for nothing unless it is told to", async () => {
  const { publish, asked, fetch } = await withWeb();
  const { report, requests } = await publish(FILES, { fetch });
  expect(report.messages.map(({ id }) => id)).toEqual([...NAMES, "again"].map(() => "image-refused"));
  expect(requests).not.toContain("POST /v1/file_uploads");
  expect(asked).toEqual([]);
});

it("fetches and uploads images whose address Notion would refuse, and leaves a link where nothing can be had", async () => {
  const { publish, asked, fetch, sandbox } = await withWeb();
  const convert: ConvertOptions = { ...DEFAULT_CONVERT_OPTIONS, images: "import" };
  const changes = { fetch, source: { convert } };
  const { report, requests } = await publish(FILES, changes);
  expect(report.messages.map(({ id, place }) => [id, place?.line])).toEqual(
    [3, 5, 7, 9, 11].map((line) => ["image-refused", line]),
  );
  expect(requests.filter((one) => one === "POST /v1/file_uploads")).toHaveLength(1);
  expect(asked.filter((path) => path === "/badge")).toHaveLength(1);
  const blocks = sandbox.tree(sandbox.rootPageId).flatMap(({ id }) => sandbox.tree(id));
  const links = NAMES.slice(1).map(() => "paragraph");
  expect(blocks.map(({ type }) => type)).toEqual(["image", ...links, "image"]);

  asked.length = 0;
  expect((await publish(FILES, changes)).requests).toEqual([]);
  expect(asked).toEqual([]);
});
