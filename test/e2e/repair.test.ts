import { describe, expect, test } from "vitest";
import { stage } from "./support/stage.ts";

const REPAIR = { options: { repair: true } } as const;
const toggle = (text: string) => ({ type: "toggle", toggle: { rich_text: [{ text: { content: text } }] } });

describe("--repair", () => {
  test("writes again what somebody changed or deleted, at any depth; what they added stays", async () => {
    const text = "- one\n  - two\n  - three\n\nfour\n\nfive\n";
    const { edit, id, page, sandbox, shows } = await stage(text);
    sandbox.hands.write(id("two"), "2");
    sandbox.hands.trash(id("four"));
    sandbox.hands.add(page, [toggle("theirs")], { after: id("five") });
    sandbox.hands.rename(page, "Theirs");
    sandbox.hands.decorate(page, { icon: { type: "emoji", emoji: "🌱" } });
    expect(await edit(text)).toEqual([]);
    expect(await edit(text, REPAIR)).toEqual(["PATCH", "PATCH", "PATCH"]);
    expect(shows()).toBe("one[two | three] | four | five | theirs");
    expect(sandbox.tree(sandbox.rootPageId)[0]?.payload["title"]).toBe("A");
    expect(await edit(text, REPAIR)).toEqual([]);
  });

  test("reads and writes nothing else where nothing was changed", async () => {
    const text = "one\n\n| a | b |\n| - | - |\n| c | d |\n\n- two\n  - three\n";
    const { publish } = await stage(text);
    const { requests } = await publish(
      { "a.md": `# A\n\n${text}` },
      { options: { repair: true, comments: "ignore" } },
    );
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(requests.length).toBeGreaterThan(1);
  });

  test("takes a conflict for the file, and puts a moved page back", async () => {
    const { edit, id, page, sandbox, shows } = await stage("one\n\ntwo\n");
    sandbox.hands.write(id("two"), "2");
    sandbox.hands.move(
      page,
      sandbox.hands.insert(sandbox.rootPageId, "toggle", { rich_text: [], color: "default" }),
    );
    expect(await edit("one\n\ntwo two\n", REPAIR)).toEqual(["PATCH", "POST", "block-conflict-overwritten"]);
    expect(shows()).toBe("one | two two");
    expect(sandbox.tree(sandbox.rootPageId).map(({ type }) => type)).toEqual(["toggle", "child_page"]);
  });
});

describe("--rewrite", () => {
  const table = (mark: string, text = ""): string =>
    `one${text}\n\n| a | b |\n| - | - |\n${[1, 2, 3, 4, 5].map((n) => `| ${mark}${n} | x |`).join("\n")}\n`;

  test("makes a table of which many rows changed anew, in two requests", async () => {
    const { edit, id, sandbox, shows } = await stage(table("r"));
    const before = shows();
    expect(await edit(table("s"))).toEqual(["PATCH", "PATCH", "PATCH", "PATCH", "PATCH"]);
    expect(await edit(table("r"), { options: { rewrite: true } })).toEqual(["PATCH", "DELETE"]);
    expect(shows()).toBe(before);
    const kept = id("one");
    expect(await edit(table("r", "!"), { options: { rewrite: true } })).toEqual(["PATCH"]);
    expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(1);
    expect(id("one!")).toBe(kept);
  });

  const list = (mark: string): string => `- top\n${[1, 2, 3, 4].map((n) => `  - ${mark} ${n}`).join("\n")}\n`;

  test("names the comments it takes along", async () => {
    const { edit, id, sandbox, shows } = await stage(list("a"));
    sandbox.hands.comment(id("a 2"), "Really?");
    expect(await edit(list("b"), { options: { rewrite: true } })).toEqual([
      "PATCH",
      "DELETE",
      "block-comments-lost",
    ]);
    expect(shows()).toBe("top[b 1 | b 2 | b 3 | b 4]");
  });

  test("leaves alone what holds anything of others", async () => {
    const { edit, id, sandbox, shows } = await stage(list("a"));
    sandbox.hands.add(id("top"), [toggle("theirs")]);
    expect(await edit(list("b"), { options: { rewrite: true } })).toEqual([
      "PATCH",
      "PATCH",
      "PATCH",
      "PATCH",
    ]);
    expect(shows()).toBe("top[b 1 | b 2 | b 3 | b 4 | theirs]");
  });
});
