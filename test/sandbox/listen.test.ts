import { once } from "node:events";
import { request } from "node:http";
import { createServer, type Socket } from "node:net";
import { Client } from "@notionhq/client";
import { afterEach, expect, test } from "vitest";
import { createSandbox, type Listening, type Sandbox } from "../../src/sandbox/index.ts";
import { paragraph } from "./client.ts";

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function listening(
  sandbox: Sandbox = createSandbox(),
): Promise<{ sandbox: Sandbox; at: Listening; notion: Client }> {
  const at = await sandbox.listen({ port: 0 });
  open.push(at);
  const notion = new Client({
    auth: sandbox.token,
    notionVersion: "2026-03-11",
    baseUrl: at.url,
    retry: false,
    logger: () => {},
  });
  return { sandbox, at, notion };
}

/** A raw request, whose headers nobody corrects. */
async function raw(at: Listening, headers: Record<string, string>, body?: Buffer): Promise<number> {
  const sent = request(`${at.url}/v1/users/me`, { method: body === undefined ? "GET" : "POST", headers });
  sent.on("error", () => {});
  sent.end(body);
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode;
}

test("the official client works over a socket", async () => {
  const { sandbox, notion } = await listening();
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    children: [paragraph("a")],
  });
  expect((await notion.blocks.children.list({ block_id: page.id })).results).toHaveLength(1);
});

test("it listens on the loopback interface alone", async () => {
  const { at } = await listening();
  expect(new URL(at.url).hostname).toBe("127.0.0.1");
});

test("a Host header of another name is refused, whatever the token", async () => {
  const { at, sandbox } = await listening();
  const headers = { authorization: `Bearer ${sandbox.token}`, "notion-version": "2026-03-11" };
  for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80"]) {
    expect(await raw(at, { ...headers, host })).toBe(403);
  }
  expect(sandbox.requests.list()).toEqual([]);
  for (const host of ["localhost", "localhost:8377", "[::1]:8377", `127.0.0.1:${at.port}`]) {
    expect(await raw(at, { ...headers, host })).toBe(200);
  }
});

test("a body that is too large is refused, by its announced length and by its real one", async () => {
  const { at, notion } = await listening();
  const search = (query: string) => notion.search({ query });
  await expect(search("a".repeat(600_000))).rejects.toMatchObject({ status: 413 });
  const response = await fetch(`${at.url}/v1/search`, {
    method: "POST",
    headers: { authorization: "Bearer x" },
    body: new Blob(["a".repeat(600_000)]).stream(),
    duplex: "half",
  });
  expect([401, 413]).toContain(response.status);
  await notion.users.me({});
});

test("a reset closes the connection without an answer", async () => {
  const { sandbox, notion } = await listening();
  sandbox.faults.add({ at: 1, fault: { kind: "reset", when: "after" } });
  const append = notion.blocks.children.append({ block_id: sandbox.rootPageId, children: [paragraph("a")] });
  await expect(append).rejects.toThrow("fetch failed");
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(1);
});

test("a cut body breaks off in the middle", async () => {
  const { sandbox, notion } = await listening();
  sandbox.faults.add({ at: 1, fault: { kind: "cutBody", apply: true } });
  await expect(notion.users.me({})).rejects.toThrow(/terminated|fetch failed/);
});

test("files are served where their signed addresses say", async () => {
  const { sandbox, notion, at } = await listening();
  const upload = await notion.fileUploads.create({ filename: "a.txt" });
  const data = new Blob(["hello"], { type: "text/plain" });
  await notion.fileUploads.send({ file_upload_id: upload.id, file: { data, filename: "a.txt" } });
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [{ file: { file_upload: { id: upload.id } } }],
  });
  const url = sandbox.tree(sandbox.rootPageId)[0]?.payload["file"];
  const address = typeof url === "object" && url !== null && "url" in url ? String(url["url"]) : "";
  expect(address.startsWith(at.url)).toBe(true);
  const response = await fetch(address);
  expect(await response.text()).toBe("hello");
  expect(response.headers.get("content-type")).toContain("text/plain");
});

test("a port that was asked for and is taken is an error; the usual one is only preferred", async () => {
  const sockets: Socket[] = [];
  const taken = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(createSandbox().listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  taken.close();
  const first = await createSandbox().listen();
  const second = await createSandbox().listen();
  open.push(first, second);
  expect(second.port).not.toBe(first.port);
});
