import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/block.ts";
import type { PlanOptions } from "../../src/model/options.ts";
import { columns, heading, item, paragraph, row, table, toggle } from "../support/blocks.ts";
import { draftOf, type Outcome, PlanWorld } from "../support/planWorld.ts";

/** A page published with some blocks. */
function published(...blocks: readonly Block[]): { world: PlanWorld; page: string; ids: readonly string[] } {
  const world = new PlanWorld();
  world.publish([draftOf("a", blocks)]);
  const page = world.pageId("a");
  return { world, page, ids: world.notion.node(page).children };
}

function republish(world: PlanWorld, blocks: readonly Block[], options: Partial<PlanOptions> = {}): Outcome {
  return world.publish([draftOf("a", blocks)], { options });
}

function kinds({ plan }: Outcome): readonly string[] {
  return plan.operations.map((operation) => operation.kind);
}

function messages({ plan }: Outcome): readonly string[] {
  return plan.pages.flatMap((page) => page.messages.map((message) => message.id));
}

function comment(world: PlanWorld, on: string): void {
  const about = { id: "c", on, discussion: "d", text: "?", createdBy: "person", createdTime: "" };
  world.notion.comments.set(on, [about]);
}

const [one, two, three] = [paragraph("one"), paragraph("two"), paragraph("three")];

describe("what somebody changed in Notion", () => {
  test("stays where the file did not change it, and is listed", () => {
    const { world, page, ids } = published(one, two);
    world.notion.edit(ids[0] ?? "", paragraph("one, better"));
    const outcome = republish(world, [one, three]);
    expect(kinds(outcome)).toEqual(["updateBlock"]);
    expect(messages(outcome)).toEqual([]);
    const listed = outcome.plan.pages[0]?.changes.map((change) => `${change.sign} ${change.reason}`.trim());
    expect(listed).toEqual(["! changed in Notion, not in the file", "~"]);
    expect(world.notion.tree(page)).toEqual([paragraph("one, better"), three]);
  });

  test.each<[PlanOptions["onConflict"], Block, string[], string[]]>([
    ["notion", paragraph("one, better"), [], ["block-conflict"]],
    ["markdown", paragraph("one, newer"), ["updateBlock"], ["block-conflict-overwritten"]],
    ["fail", paragraph("one, better"), [], ["page-conflict"]],
  ])("where the file changed it too: %s", (onConflict, left, written, said) => {
    const { world, page, ids } = published(one, two);
    world.notion.edit(ids[0] ?? "", paragraph("one, better"));
    const outcome = republish(world, [paragraph("one, newer"), two], { onConflict });
    expect(kinds(outcome)).toEqual(written);
    expect(messages(outcome)).toEqual(said);
    expect(world.notion.tree(page)).toEqual([left, two]);
  });

  test("a conflict is told once, not in every run", () => {
    const { world, ids } = published(one, two);
    world.notion.edit(ids[0] ?? "", paragraph("one, better"));
    republish(world, [paragraph("one, newer"), two]);
    const again = republish(world, [paragraph("one, newer"), three]);
    expect(messages(again)).toEqual([]);
    expect(kinds(again)).toEqual(["updateBlock"]);
  });

  test("the same change on both sides is no conflict", () => {
    const { world, ids } = published(one, two);
    world.notion.edit(ids[0] ?? "", paragraph("one, newer"));
    const outcome = republish(world, [paragraph("one, newer"), two]);
    expect([kinds(outcome), messages(outcome)]).toEqual([[], []]);
  });

  test("is not deleted with the file's text", () => {
    const { world, page, ids } = published(one, two);
    world.notion.edit(ids[1] ?? "", paragraph("two, better"));
    const outcome = republish(world, [one]);
    expect(messages(outcome)).toEqual(["block-conflict"]);
    expect(world.notion.tree(page)).toEqual([one, paragraph("two, better")]);
    // It is theirs now.
    expect(kinds(republish(world, [three]))).toEqual(["updateBlock"]);
    expect(world.notion.tree(page)).toEqual([three, paragraph("two, better")]);
  });

  test("what a person deleted stays gone until the file changes it", () => {
    const { world, page, ids } = published(one, two, three);
    world.notion.remove(ids[1] ?? "");
    republish(world, [one, two, paragraph("3")]);
    expect(world.notion.tree(page)).toEqual([one, paragraph("3")]);
    republish(world, [one, paragraph("2"), paragraph("3")]);
    expect(world.notion.tree(page)).toEqual([one, paragraph("2"), paragraph("3")]);
  });
});

describe("what may not go", () => {
  test("a block with open comments stays, and goes once they are resolved", () => {
    const { world, page, ids } = published(one, two);
    comment(world, ids[1] ?? "");
    const outcome = republish(world, [one]);
    expect(messages(outcome)).toEqual(["block-commented"]);
    expect(world.notion.tree(page)).toEqual([one, two]);
    world.notion.comments.clear();
    republish(world, [three]);
    expect(world.notion.tree(page)).toEqual([three]);
  });

  test("comments can be left out of account", () => {
    const { world, page, ids } = published(one, two);
    comment(world, ids[1] ?? "");
    republish(world, [one], { comments: "ignore" });
    expect(world.notion.tree(page)).toEqual([one]);
  });

  test("comments on what is inside keep the container", () => {
    const { world, page, ids } = published(toggle("t", [one]), two);
    comment(world, world.notion.node(ids[0] ?? "").children[0] ?? "");
    expect(messages(republish(world, [two]))).toEqual(["block-commented"]);
    expect(world.notion.tree(page)).toEqual([toggle("t", [one]), two]);
  });

  test("a container that holds what others wrote", () => {
    const { world, page, ids } = published(toggle("t", [one]), two);
    world.notion.addBlocks(ids[0] ?? "", 0, [paragraph("theirs")]);
    expect(messages(republish(world, [two]))).toEqual(["block-holds-others"]);
    expect(world.notion.tree(page)).toEqual([toggle("t", [paragraph("theirs"), one]), two]);
  });

  test("people's blocks keep their place between ours", () => {
    const { world, page } = published(one, two);
    world.notion.addBlocks(page, 1, [paragraph("theirs")]);
    world.notion.addForeign(page, 0);
    republish(world, [paragraph("0"), one, paragraph("1.5"), two]);
    const shown = world.notion.snapshots(page, false).map((block) => block.type);
    expect(shown[0]).toBe("foreign");
    expect(world.notion.tree(page)).toEqual([
      paragraph("0"),
      one,
      paragraph("1.5"),
      paragraph("theirs"),
      two,
    ]);
  });
});

describe("what the API cannot change is made anew, before the old goes", () => {
  const code = (language: "python" | "ruby"): Block => ({
    type: "code",
    value: { rich_text: [], language, caption: [] },
    children: [],
  });
  const callout = (icon: string | null): Block => ({
    type: "callout",
    value: { rich_text: [], color: "default", ...(icon === null ? {} : { icon: { emoji: icon } }) },
    children: [],
  });
  const toggleHeading = (isToggle: boolean, children: readonly Block[]): Block => ({
    type: "heading_1",
    value: { rich_text: [], color: "default", is_toggleable: isToggle },
    children,
  });
  const cases: readonly [string, Block, Block, string[]][] = [
    ["a type", one, heading("one"), ["append", "deleteBlock"]],
    ["a table's width", table(1, [row("a")]), table(2, [row("a", "b")]), ["append", "deleteBlock"]],
    ["a callout's icon that is dropped", callout("💡"), callout(null), ["append", "deleteBlock"]],
    [
      "a heading that holds blocks and is a toggle no more",
      toggleHeading(true, [one]),
      toggleHeading(false, []),
      ["append", "deleteBlock"],
    ],
    ["but: a code's language", code("python"), code("ruby"), ["updateBlock"]],
    ["but: a callout's icon", callout("💡"), callout("🔥"), ["updateBlock"]],
    [
      "but: a heading that becomes a toggle",
      toggleHeading(false, []),
      toggleHeading(true, [one]),
      ["append", "updateBlock"],
    ],
  ];

  test.each(cases)("%s", (_name, before, after, expected) => {
    const { world, page } = published(two, before, three);
    const outcome = republish(world, [two, after, three]);
    expect(kinds(outcome)).toEqual(expected);
    expect(world.notion.tree(page)).toEqual([two, after, three]);
    expect(kinds(republish(world, [two, after, three]))).toEqual([]);
  });

  test("comments stay with their text: blocks are paired by likeness", () => {
    const first = paragraph("Tea grows on hills where mornings are cool");
    const second = paragraph("Coffee wants shade and patience");
    const { world, page, ids } = published(first, second);
    republish(world, [paragraph("A new beginning"), paragraph("Coffee wants shade, water and patience")]);
    expect(world.notion.node(page).children[1]).toBe(ids[1]);
  });

  test("deep changes touch nothing else", () => {
    const before = columns([item("a", [item("b", [item("c")]), item("d")])], [one]);
    const after = columns([item("a", [item("b", [item("x")]), item("d")])], [one]);
    const { world, page } = published(before);
    expect(kinds(republish(world, [after]))).toEqual(["updateBlock"]);
    expect(world.notion.tree(page)).toEqual([after]);
  });
});

describe("a page that is gone", () => {
  test.each<[PlanOptions["onMissing"], string, string[], string[]]>([
    ["skip", "skip", [], ["page-missing"]],
    ["fail", "refuse", [], ["page-missing-refused"]],
    ["restore", "refuse", [], ["page-missing-refused"]],
    ["recreate", "create", ["createPage"], []],
  ])("%s", (onMissing, action, written, said) => {
    const { world, page } = published(one, two);
    world.notion.remove(page);
    const outcome = republish(world, [one, three], { onMissing });
    expect(outcome.plan.pages.map((each) => each.action)).toEqual([action]);
    expect([kinds(outcome), messages(outcome)]).toEqual([written, said]);
    if (onMissing === "recreate") expect(world.notion.tree(world.pageId("a"))).toEqual([one, three]);
  });
});

describe("something was not where it was remembered", () => {
  const learned = (...blocks: readonly Block[]): PlanWorld => {
    const world = new PlanWorld();
    world.publish([draftOf("a", [...blocks, paragraph("to learn ids")])]);
    world.publish([draftOf("a", blocks)]);
    return world;
  };

  test("read anew, blocks go behind what is there", () => {
    const world = learned(one, two);
    const page = world.pageId("a");
    world.notion.remove(world.notion.node(page).children[1] ?? "");
    const drafts = [draftOf("a", [one, two, three])];
    expect(() => world.publish(drafts)).toThrow("anchor");
    world.publish(drafts, { stale: ["a"] });
    expect(world.notion.tree(page)).toEqual([one, three]);
  });

  test("read anew, a container that is gone is made again with what is new in it", () => {
    const world = learned(one, toggle("t", [two]));
    const page = world.pageId("a");
    const drafts = [draftOf("a", [one, toggle("t", [two, three])])];
    const [, container] = world.notion.node(page).children;
    world.publish([draftOf("a", [one, toggle("t", [three])])]);
    world.notion.remove(container ?? "");
    world.publish(drafts, { stale: ["a"] });
    expect(world.notion.tree(page)).toEqual([one, toggle("t", [two, three])]);
  });
});

describe("withdrawn pages", () => {
  test.each<[PlanOptions["prune"], string[], string[]]>([
    ["report", [], ["page-withdrawn"]],
    ["trash", ["updatePage"], []],
  ])("%s", (prune, written, said) => {
    const { world } = published(one);
    const outcome = world.publish([], { withdrawn: ["a"], options: { prune } });
    expect([kinds(outcome), messages(outcome)]).toEqual([written, said]);
    expect(world.memory.pages.has("a")).toBe(prune === "report");
  });

  test("a page with pages in it is kept", () => {
    const { world, page } = published(one);
    world.notion.addPage("theirs", page);
    const outcome = world.publish([], { withdrawn: ["a"], options: { prune: "trash" } });
    expect([kinds(outcome), messages(outcome)]).toEqual([[], ["page-withdrawn-kept"]]);
  });
});
