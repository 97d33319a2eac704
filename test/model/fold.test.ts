import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyMemory, fold } from "../../src/model/fold.ts";
import type { BlockMemory, Effect, Memory, PageMemory } from "../../src/model/memory.ts";
import { anyEffect, anyMemory, anyPage } from "../support/memories.ts";

function block(id: string | null, children: readonly BlockMemory[] = []): BlockMemory {
  return { id, type: "paragraph", hash: `hash of ${id}`, children };
}

function page(...blocks: BlockMemory[]): PageMemory {
  return { id: "page", title: "Page", inputs: { file: "1" }, base: { title: "t" }, blocks };
}

function remembering(...blocks: BlockMemory[]): Memory {
  return fold(emptyMemory(), [{ kind: "page", key: "a.md", page: page(...blocks) }]);
}

const known = remembering(block("one"), block("two", [block("inner")]), block("three"));

function pageAfter(effect: Effect): PageMemory | undefined {
  return fold(known, [effect]).pages.get("a.md");
}

function ids(blocks: readonly BlockMemory[] | undefined): unknown {
  return blocks?.map((b) => (b.children.length === 0 ? b.id : [b.id, ids(b.children)]));
}

describe("fold", () => {
  it("puts new blocks where they were put in Notion", () => {
    const insert = (parent: string | null, position: "start" | "end" | { after: string }) =>
      ids(pageAfter({ kind: "inserted", key: "a.md", parent, position, blocks: [block("new")] })?.blocks);
    expect(insert(null, "start")).toEqual(["new", "one", ["two", ["inner"]], "three"]);
    expect(insert(null, "end")).toEqual(["one", ["two", ["inner"]], "three", "new"]);
    expect(insert(null, { after: "one" })).toEqual(["one", "new", ["two", ["inner"]], "three"]);
    expect(insert("two", { after: "inner" })).toEqual(["one", ["two", ["inner", "new"]], "three"]);
    expect(insert("inner", "start")).toEqual(["one", ["two", [["inner", ["new"]]]], "three"]);
  });

  it("puts new blocks last when the block they follow is not known, since they are ours all the same", () => {
    const effect: Effect = {
      kind: "inserted",
      key: "a.md",
      parent: null,
      position: { after: "someone else's" },
      blocks: [block("new")],
    };
    expect(ids(pageAfter(effect)?.blocks)).toEqual(["one", ["two", ["inner"]], "three", "new"]);
  });

  it("does not insert a block twice that is known by its id", () => {
    const effect: Effect = {
      kind: "inserted",
      key: "a.md",
      parent: null,
      position: "end",
      blocks: [block("inner"), block("new")],
    };
    expect(ids(fold(known, [effect, effect]).pages.get("a.md")?.blocks)).toEqual([
      "one",
      ["two", ["inner"]],
      "three",
      "new",
    ]);
  });

  it("removes a block with all that lies in it, at any depth", () => {
    expect(ids(pageAfter({ kind: "removed", key: "a.md", block: "two" })?.blocks)).toEqual(["one", "three"]);
    expect(ids(pageAfter({ kind: "removed", key: "a.md", block: "inner" })?.blocks)).toEqual([
      "one",
      "two",
      "three",
    ]);
  });

  it("keeps an id it had where a listing does not tell one", () => {
    const memory = remembering(block("one"), block(null), block(null));
    const effect: Effect = { kind: "learned", key: "a.md", parent: null, ids: [null, "second"] };
    expect(ids(fold(memory, [effect]).pages.get("a.md")?.blocks)).toEqual(["one", "second", null]);
  });

  it("replaces hash and fields together", () => {
    const once = fold(known, [
      { kind: "updated", key: "a.md", block: "inner", hash: "h", fields: ["rich_text"] },
    ]);
    const inner = (memory: Memory) => memory.pages.get("a.md")?.blocks[1]?.children[0];
    expect(inner(once)).toEqual({ ...block("inner"), hash: "h", fields: ["rich_text"] });
    const twice = fold(once, [{ kind: "updated", key: "a.md", block: "inner", hash: "k" }]);
    expect(inner(twice)).toEqual({ ...block("inner"), hash: "k" });
  });

  it("merges the base by property, and says that the page is not in step until it is finished", () => {
    const changed = fold(known, [
      { kind: "base", key: "a.md", base: { icon: "i", properties: { Status: "1", Due: "1" } } },
      { kind: "base", key: "a.md", base: { properties: { Due: "2" } } },
    ]);
    expect(changed.pages.get("a.md")).toMatchObject({
      inputs: null,
      base: { title: "t", icon: "i", properties: { Status: "1", Due: "2" } },
    });
    const finished = fold(changed, [{ kind: "finished", key: "a.md", inputs: { file: "2" } }]);
    expect(finished.pages.get("a.md")?.inputs).toEqual({ file: "2" });
  });

  it("folds the same in one pass or in two, and never throws", () => {
    fc.assert(
      fc.property(anyMemory, fc.array(anyEffect), fc.array(anyEffect), (memory, first, second) => {
        expect(fold(memory, [...first, ...second])).toEqual(fold(fold(memory, first), second));
      }),
    );
  });

  it("leaves what it was given as it was", () => {
    fc.assert(
      fc.property(anyMemory, fc.array(anyEffect), (memory, effects) => {
        const before = structuredClone({ memory, effects });
        fold(memory, effects);
        expect({ memory, effects }).toEqual(before);
      }),
    );
  });

  it("does not change pages the effects do not name, nor anything by an effect on an unknown page", () => {
    fc.assert(
      fc.property(anyPage, fc.array(anyEffect), (other, effects) => {
        const memory = fold(emptyMemory(), [{ kind: "page", key: "other.md", page: other }]);
        expect(fold(memory, effects).pages.get("other.md")).toBe(other);
        const unknown = effects.filter((e) => "key" in e && e.kind !== "page");
        expect(fold(memory, unknown)).toEqual(memory);
      }),
    );
  });

  it("renames a page whole and back again, and forgets it", () => {
    fc.assert(
      fc.property(anyPage, fc.constantFrom("b.md", "__proto__"), (content, to) => {
        const memory = fold(emptyMemory(), [{ kind: "page", key: "a.md", page: content }]);
        const renamed = fold(memory, [{ kind: "renamed", key: "a.md", to }]);
        expect([...renamed.pages]).toEqual([[to, content]]);
        expect(fold(renamed, [{ kind: "renamed", key: to, to: "a.md" }])).toEqual(memory);
        expect(fold(renamed, [{ kind: "forgotten", key: to }])).toEqual(emptyMemory());
      }),
    );
  });
});
