import { beforeEach, describe, expect, it } from "vitest";
import type { Block } from "../../src/model/block.ts";
import { text } from "../../src/model/text.ts";
import {
  appendChildren,
  createPage,
  deleteBlock,
  listChildren,
  listComments,
  listEmojis,
  listUsers,
  movePage,
  type NewPage,
  retrieveBlock,
  retrievePage,
  searchPages,
  updateBlock,
  updatePage,
  uploadFile,
  whoAmI,
} from "../../src/notion/calls.ts";
import { createWire, type Wire } from "../../src/notion/client.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";
import { failure } from "./scripted.ts";

let sandbox: Sandbox;
let wire: Wire;
let clock: VirtualClock;

function open(options: SandboxOptions = {}, token?: string): void {
  clock = createVirtualClock();
  sandbox = createSandbox({ ...options, clock });
  wire = createWire({ token: token ?? sandbox.token, fetch: sandbox.fetch, ...clock, random: () => 1 });
}

const run = <T>(promise: Promise<T>): Promise<T> => clock.run(promise);
const fails = (promise: Promise<unknown>) => failure(clock, promise);
const missing = "01234567-89ab-4def-8123-456789abcdef";

const paragraph = (content: string): Block => ({
  type: "paragraph",
  value: { rich_text: [text(content)], color: "default" },
  children: [],
});

const mentioning = (page: string): Block => ({
  type: "paragraph",
  value: {
    rich_text: [{ type: "mention", mention: { page: { id: page } }, annotations: text("").annotations }],
    color: "default",
  },
  children: [],
});

function newPage(title: string, changes: Partial<NewPage> = {}): NewPage {
  return {
    parent: { kind: "page", id: sandbox.rootPageId },
    title,
    icon: null,
    cover: null,
    properties: {},
    children: [],
    position: "end",
    ...changes,
  };
}

async function titles(parent: string): Promise<readonly string[]> {
  const children = await run(listChildren(wire, parent));
  return children.map((block) => (block.type === "foreign" ? block.title : block.type));
}

beforeEach(() => open());

describe("whoAmI", () => {
  it("tells a connection from a person", async () => {
    expect(await run(whoAmI(wire))).toMatchObject({ botId: sandbox.botId, personal: false });
    open({}, createSandbox().personToken);
    expect(await run(whoAmI(wire))).toMatchObject({ personal: true });
  });

  it("refuses a token that is not valid", async () => {
    open({}, "ntn_wrong");
    expect(await fails(whoAmI(wire))).toMatchObject({ kind: "unauthorized", outcome: "nothing" });
  });

  it("takes an answer that says nothing of the bot", async () => {
    const bare = createWire({
      token: "ntn_x",
      fetch: async () =>
        Response.json({ object: "user", id: missing, name: null, avatar_url: null, type: "bot", bot: {} }),
      ...clock,
      random: () => 1,
    });
    expect(await run(whoAmI(bare))).toEqual({
      botId: missing,
      botName: "",
      workspaceId: "",
      workspaceName: "",
      personal: false,
      maxUploadBytes: null,
    });
  });
});

describe("createPage and retrievePage", () => {
  it("give what was asked for", async () => {
    const cover = { external: { url: "https://example.com/c.png" } };
    const id = await run(
      createPage(wire, newPage("Title", { icon: { emoji: "📘" }, cover, children: [paragraph("Hello")] })),
    );
    expect(await run(retrievePage(wire, id))).toMatchObject({
      id,
      title: "Title",
      icon: { emoji: "📘" },
      cover,
      parent: { kind: "page", id: sandbox.rootPageId },
      inTrash: false,
      createdBy: sandbox.botId,
      blocks: null,
    });
    expect(wire.sent).toBe(2);
  });

  it("put a page where it is wanted among its siblings", async () => {
    const a = await run(createPage(wire, newPage("a")));
    await run(createPage(wire, newPage("b")));
    await run(createPage(wire, newPage("first", { position: "start" })));
    await run(createPage(wire, newPage("after a", { position: { after: a } })));
    expect(await titles(sandbox.rootPageId)).toEqual(["first", "a", "after a", "b"]);
  });

  it("take a title of more than 2000 units", async () => {
    const title = "long ".repeat(900).trim();
    const id = await run(createPage(wire, newPage(title)));
    expect((await run(retrievePage(wire, id))).title).toBe(title);
  });

  it("refuse a parent that is not shared, as not found", async () => {
    const parent = { kind: "page", id: sandbox.unsharedPageId } as const;
    const error = await fails(createPage(wire, newPage("x", { parent })));
    expect(error).toMatchObject({ kind: "notFound", missing: sandbox.unsharedPageId, outcome: "nothing" });
  });

  it("call a mention of what is not shared a matter of content", async () => {
    const error = await fails(createPage(wire, newPage("x", { children: [mentioning(missing)] })));
    expect(error).toMatchObject({ kind: "content" });
  });
});

describe("appendChildren", () => {
  it.each(["new", "following"] as const)("gives the new ids alone (%s)", async (appendResults) => {
    open({ answers: { appendResults } });
    const parent = sandbox.rootPageId;
    const last = await run(appendChildren(wire, { parent, children: [paragraph("last")], position: "end" }));
    const first = await run(
      appendChildren(wire, { parent, children: [paragraph("1"), paragraph("2")], position: "start" }),
    );
    const [one = ""] = first;
    const between = await run(
      appendChildren(wire, { parent, children: [paragraph("1b")], position: { after: one } }),
    );
    const listed = (await run(listChildren(wire, parent))).map(({ id }) => id);
    expect(listed).toEqual([one, ...between, ...first.slice(1), ...last]);
  });

  it("names the place of what is refused", async () => {
    const wrong: Block = {
      type: "bookmark",
      value: { url: "https://example.com/".padEnd(2_100, "x"), caption: [] },
      children: [],
    };
    const children = [paragraph("fine"), wrong];
    const error = await fails(
      appendChildren(wire, { parent: sandbox.rootPageId, children, position: "end" }),
    );
    expect(error).toMatchObject({ kind: "content", outcome: "nothing" });
    expect(error.path?.slice(0, 3)).toEqual(["children", 1, "bookmark"]);
  });

  it("finds a target in the trash archived", async () => {
    const parent = sandbox.trashedPageId;
    const error = await fails(appendChildren(wire, { parent, children: [paragraph("x")], position: "end" }));
    expect(error).toMatchObject({ kind: "notFound", archived: true });
  });

  it("finds an anchor that is gone", async () => {
    const parent = sandbox.rootPageId;
    const position = { after: missing };
    const error = await fails(appendChildren(wire, { parent, children: [paragraph("x")], position }));
    expect(error.kind).toBe("notFound");
  });

  it("waits for a page just created to be there", async () => {
    open({ consistency: { newIdMs: 3_000 } });
    const parent = await run(createPage(wire, newPage("new")));
    const ids = await run(
      appendChildren(wire, { parent, children: [paragraph("x")], position: "end", fresh: true }),
    );
    expect(ids).toHaveLength(1);
  });
});

describe("updateBlock", () => {
  it("sends the named keys only", async () => {
    const [id = ""] = await run(
      appendChildren(wire, { parent: sandbox.rootPageId, children: [paragraph("old")], position: "end" }),
    );
    const to: Block = { type: "paragraph", value: { rich_text: [text("new")], color: "red" }, children: [] };
    await run(updateBlock(wire, { id, to, send: ["color"] }));
    expect(sandbox.requests.list().at(-1)?.body).toEqual({ paragraph: { color: "red" } });
    expect(await run(retrieveBlock(wire, id))).toMatchObject({
      value: { rich_text: [text("old")], color: "red" },
    });
  });
});

describe("deleteBlock", () => {
  const one = async (): Promise<string> => {
    const children = [paragraph("x")];
    const [id = ""] = await run(
      appendChildren(wire, { parent: sandbox.rootPageId, children, position: "end" }),
    );
    return id;
  };

  it.each(["refuse", "accept"] as const)(
    "takes what is in the trash for deleted (%s)",
    async (secondDelete) => {
      open({ answers: { secondDelete } });
      const id = await one();
      await run(deleteBlock(wire, id));
      await run(deleteBlock(wire, id));
      expect(await fails(retrieveBlock(wire, id))).toMatchObject({ kind: "notFound", archived: true });
    },
  );

  it("is done after an answer that was lost", async () => {
    const id = await one();
    sandbox.faults.add({ at: { method: "DELETE" }, fault: { kind: "reset", when: "after" } });
    await run(deleteBlock(wire, id));
    expect(await titles(sandbox.rootPageId)).toEqual([]);
  });

  it("does not take what is not shared for deleted", async () => {
    expect(await fails(deleteBlock(wire, sandbox.unsharedPageId))).toMatchObject({ kind: "notFound" });
  });
});

describe("updatePage and movePage", () => {
  it("change what they are told, and nothing else", async () => {
    const id = await run(createPage(wire, newPage("old", { icon: { emoji: "📘" } })));
    await run(updatePage(wire, { id, title: "new" }));
    expect(await run(retrievePage(wire, id))).toMatchObject({ title: "new", icon: { emoji: "📘" } });
    await run(updatePage(wire, { id, icon: null, inTrash: true }));
    expect(await run(retrievePage(wire, id))).toMatchObject({ title: "new", icon: null, inTrash: true });
    await run(updatePage(wire, { id, inTrash: false }));
    const parent = await run(createPage(wire, newPage("parent")));
    await run(movePage(wire, { id, parent: { kind: "page", id: parent } }));
    expect((await run(retrievePage(wire, id))).parent).toEqual({ kind: "page", id: parent });
  });
});

describe("uploadFile", () => {
  const png = { name: "a.png", contentType: "image/png", content: new Uint8Array([137, 80, 78, 71]) };

  it("gives an upload that can be attached", async () => {
    const id = await run(uploadFile(wire, png));
    const image: Block = { type: "image", value: { file_upload: { id }, caption: [] }, children: [] };
    await run(appendChildren(wire, { parent: sandbox.rootPageId, children: [image], position: "end" }));
    const [block] = await run(listChildren(wire, sandbox.rootPageId));
    expect(block).toMatchObject({
      type: "image",
      value: { file: { url: expect.stringMatching(/^https:/) } },
    });
  });

  it("takes two requests", async () => {
    await run(uploadFile(wire, png));
    expect(wire.sent).toBe(2);
  });

  it("is content with a file that arrived although its answer was lost", async () => {
    sandbox.faults.add({ at: { path: "/send" }, fault: { kind: "reset", when: "after" } });
    const id = await run(uploadFile(wire, png));
    const image: Block = { type: "image", value: { file_upload: { id }, caption: [] }, children: [] };
    await run(appendChildren(wire, { parent: sandbox.rootPageId, children: [image], position: "end" }));
  });
});

describe("lists", () => {
  it("are read to their end", async () => {
    const children = Array.from({ length: 100 }, (_, n) => paragraph(String(n)));
    const parent = sandbox.rootPageId;
    await run(appendChildren(wire, { parent, children, position: "end" }));
    await run(appendChildren(wire, { parent, children, position: "end" }));
    const before = wire.sent;
    expect(await run(listChildren(wire, parent))).toHaveLength(200);
    expect(wire.sent - before).toBe(2);
  });

  it("name users, emojis and pages", async () => {
    const users = await run(listUsers(wire));
    expect(users.map(({ id }) => id)).toContain(sandbox.personId);
    expect(await run(listEmojis(wire))).toBeInstanceOf(Array);
    await run(createPage(wire, newPage("Needle in the haystack")));
    const found = await run(searchPages(wire, { query: "needle" }));
    expect(found.map(({ title }) => title)).toEqual(["Needle in the haystack"]);
  });

  it("hold the comments that are open", async () => {
    const [id = ""] = await run(
      appendChildren(wire, { parent: sandbox.rootPageId, children: [paragraph("x")], position: "end" }),
    );
    expect(await run(listComments(wire, id))).toEqual([]);
    await run(
      wire.once({
        name: "comment",
        send: (sdk) =>
          sdk.comments.create({ parent: { block_id: id }, rich_text: [{ text: { content: "Why?" } }] }),
      }),
    );
    expect(await run(listComments(wire, id))).toMatchObject([
      { on: id, text: "Why?", createdBy: sandbox.botId },
    ]);
  });
});
