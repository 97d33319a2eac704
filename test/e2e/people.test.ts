import { describe, expect, test } from "vitest";
import type { OnConflict, OnMissing } from "../../src/model/options.ts";
import { shown, stage } from "./support/stage.ts";

const toggle = (text: string) => ({ type: "toggle", toggle: { rich_text: [{ text: { content: text } }] } });

describe.each([
  ["with ids that are known", true],
  ["with ids still to be learnt", false],
])("%s", (_name, learns) => {
  test("a deleted block stays gone until the file changes it", async () => {
    const { edit, id, sandbox, shows } = await stage("one\n\ntwo\n\nthree\n", learns);
    sandbox.hands.trash(id("two"));
    expect(await edit("one\n\ntwo\n\nthree!\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one | three!");
    expect(await edit("one\n\ntwo!\n\nthree!\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one | two! | three!");
  });

  test("a moved block is changed where it is, and goes from there", async () => {
    const { edit, id, page, sandbox, shows } = await stage("one\n\ntwo\n\nthree\n\nfour\n", learns);
    sandbox.hands.move(id("two"), page, "end");
    expect(await edit("one\n\ntwo two\n\nthree\n\nfour\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one | three | four | two two");
    expect(await edit("one\n\nthree\n\nfour\n")).toEqual(["DELETE"]);
    expect(shows()).toBe("one | three | four");
  });

  test("blocks wrapped in a toggle are ours in there; what is new goes behind those that stayed", async () => {
    const { edit, id, sandbox, shows } = await stage("one\n\ntwo\n\nthree\n\nfour\n", learns);
    sandbox.hands.wrap([id("two"), id("three")], toggle("theirs"));
    // The first append names a neighbour that is elsewhere by now: the page is read, and planned anew.
    await edit("one\n\ntwo\n\nthree three\n\nnew\n\nfour\n");
    expect(shows()).toBe("one | new | theirs[two | three three] | four");
    expect(await edit("one\n\nthree three\n\nnew\n\nfour\n")).toEqual(["DELETE"]);
    expect(shows()).toBe("one | new | theirs[three three] | four");
  });

  test("blocks put side by side are changed in their columns", async () => {
    const { edit, id, sandbox, shows } = await stage("one\n\ntwo\n\nthree\n", learns);
    sandbox.hands.columns([id("one")], [id("two")]);
    expect(await edit("one one\n\ntwo\n\nthree\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("column_list[column[one one] | column[two]] | three");
    expect(await edit("one one\n\ntwo\n\nnew\n\nthree\n")).toContain("PATCH");
    expect(shows()).toMatch(/new \| three$/);
  });

  test("the first part of a split block is an edit, the rest is theirs", async () => {
    const { edit, id, sandbox, shows } = await stage("one\n\ntwo and a half\n\nthree\n", learns);
    sandbox.hands.split(id("two and a half"), 4);
    expect(await edit("one\n\ntwo and a half\n\nthree three\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one | two  | and a half | three three");
    expect(await edit("one\n\ntwo and a third\n\nthree three\n")).toEqual(["block-conflict"]);
    expect(shows()).toBe("one | two  | and a half | three three");
  });

  test("what somebody wrote between ours stays there, also in lists and toggles", async () => {
    const { edit, id, sandbox, shows } = await stage("- one\n  - two\n  - three\n\nend\n", learns);
    const [theirs = ""] = sandbox.hands.add(id("one"), [toggle("theirs")], { after: id("two") });
    sandbox.hands.add(theirs, [toggle("in it")]);
    await edit("- one\n  - two!\n  - two and a half\n  - three\n\nend\n");
    expect(shows()).toBe("one[two! | two and a half | theirs[in it] | three] | end");
    expect(await edit("end\n")).toEqual(["block-holds-others"]);
    expect(shows()).toBe("one[two! | two and a half | theirs[in it] | three] | end");
  });

  test("one of ours dragged into another of ours keeps it from going", async () => {
    const { edit, id, sandbox, shows } = await stage("- one\n  - two\n\nlast\n", learns);
    sandbox.hands.move(id("last"), id("one"));
    expect(await edit("last\n")).toEqual(["block-holds-others"]);
    expect(shows()).toBe("one[two | last]");
  });

  test("an edit wins where the file says nothing new, and is asked about once where it does", async () => {
    const { edit, id, sandbox, shows } = await stage("one\n\ntwo\n\nthree\n", learns);
    sandbox.hands.write(id("two"), "two, by hand");
    expect(await edit("one\n\ntwo\n\nthree three\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one | two, by hand | three three");
    expect(await edit("one\n\ntwo two\n\nthree three\n", { options: { onConflict: "fail" } })).toEqual([
      "page-conflict",
    ]);
    expect(await edit("one\n\ntwo two\n\nthree three\n", { options: { onConflict: "markdown" } })).toEqual([
      "PATCH",
      "block-conflict-overwritten",
    ]);
    expect(shows()).toBe("one | two two | three three");
  });

  test("a container that was deleted comes back once what is in it changes", async () => {
    const { edit, id, sandbox, shows } = await stage("- one\n  - two\n\nend\n", learns);
    sandbox.hands.trash(id("one"));
    expect(await edit("- one\n  - two\n\nend!\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("end!");
    expect(await edit("- one\n  - two!\n\nend!\n")).toEqual(["PATCH"]);
    expect(shows()).toBe("one[two!] | end!");
  });
});

describe("a page", () => {
  const text = "one\n\ntwo\n";

  test.each<[OnMissing, readonly string[], string]>([
    ["skip", ["page-missing"], ""],
    ["fail", ["page-missing-refused"], ""],
    ["restore", ["PATCH", "PATCH"], "one | two two"],
  ])("in the trash: %s", async (onMissing, done, left) => {
    const { edit, page, sandbox, shows } = await stage(text);
    sandbox.hands.trash(page);
    expect(await edit("one\n\ntwo two\n", { options: { onMissing } })).toEqual(done);
    if (left !== "") expect(shows()).toBe(left);
    expect(await edit("one\n\ntwo two\n", { options: { onMissing: "restore" } })).toEqual(
      left === "" ? ["PATCH", "PATCH"] : [],
    );
    expect(shows()).toBe("one | two two");
  });

  test("in the trash: recreate", async () => {
    const { edit, page, sandbox, vault } = await stage(text);
    sandbox.hands.trash(page);
    expect(await edit("one\n\ntwo two\n", { options: { onMissing: "recreate" } })).toEqual(["POST"]);
    const fresh = vault.memory().pages.get("a.md")?.id ?? "";
    expect(fresh).not.toBe(page);
    expect(shown(sandbox.tree(fresh))).toBe("one | two two");
  });

  test("shared no longer is skipped, whatever else is asked than a new one", async () => {
    const { edit, sandbox } = await stage(text);
    sandbox.hands.share(sandbox.rootPageId, false);
    expect(await edit("one!\n\ntwo\n")).toEqual(["page-missing"]);
    expect(await edit("one!\n\ntwo\n", { options: { onMissing: "restore" } })).toEqual([
      "page-missing-refused",
    ]);
    sandbox.hands.share(sandbox.rootPageId, true);
    expect(await edit("one!\n\ntwo\n")).toEqual(["PATCH"]);
  });

  test.each<[OnConflict, string, readonly string[]]>([
    ["notion", "Theirs", ["page-look-conflict"]],
    ["markdown", "Ours", ["PATCH", "page-look-conflict"]],
    ["fail", "Theirs", ["page-conflict"]],
  ])("renamed on both sides: %s", async (onConflict, left, done) => {
    const { edit, page, sandbox } = await stage(text);
    sandbox.hands.rename(page, "Theirs");
    const sent = await edit(text, { options: { onConflict }, title: "Ours" });
    expect(sent).toEqual(done);
    const [node] = sandbox.tree(sandbox.rootPageId);
    expect(node?.payload["title"]).toBe(left);
  });

  test("renamed or decorated in Notion alone stays so", async () => {
    const { edit, page, sandbox } = await stage(text);
    sandbox.hands.rename(page, "Theirs");
    sandbox.hands.decorate(page, { icon: { type: "emoji", emoji: "🌱" } });
    expect(await edit("one\n\ntwo two\n")).toEqual(["PATCH"]);
    const [node] = sandbox.tree(sandbox.rootPageId);
    expect(node?.payload["title"]).toBe("Theirs");
  });
});
