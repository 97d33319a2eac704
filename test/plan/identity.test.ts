import { describe, expect, test } from "vitest";
import type { Block, Icon } from "../../src/model/block.ts";
import { emptyMemory } from "../../src/model/fold.ts";
import { PLAIN } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";
import { heading, item, paragraph } from "../support/blocks.ts";
import { draftOf, named, type Outcome, PlanWorld } from "../support/planWorld.ts";

function kinds({ plan }: Outcome): readonly string[] {
  return plan.operations.map((operation) => operation.kind);
}

function messages({ plan }: Outcome): readonly string[] {
  return plan.pages.flatMap((page) => page.messages.map((message) => message.id));
}

function actions({ plan }: Outcome): readonly string[] {
  return plan.pages.map((page) => page.action);
}

const blocks = [heading("Tea"), paragraph("Pour the water."), item("one", [item("two")])];

describe("the memory is lost", () => {
  test("a page of ours is found by its place and title, and nothing is written", () => {
    const world = new PlanWorld();
    world.publish([draftOf("tea", blocks)]);
    const page = world.pageId("tea");
    world.memory = emptyMemory();
    const outcome = world.publish([draftOf("tea", blocks)]);
    expect([actions(outcome), kinds(outcome), world.pageId("tea")]).toEqual([["adopt"], [], page]);
    expect(world.plan([draftOf("tea", blocks)]).reads).toBe(0);
  });

  test("what changed since is brought in step", () => {
    const world = new PlanWorld();
    world.publish([draftOf("tea", blocks)]);
    world.memory = emptyMemory();
    const after = [heading("Tea"), paragraph("Pour the hot water."), item("one", [item("two")])];
    expect(kinds(world.publish([draftOf("tea", after)]))).toEqual(["updateBlock"]);
    expect(world.notion.tree(world.pageId("tea"))).toEqual(after);
  });

  test("people's blocks on it stay theirs", () => {
    const world = new PlanWorld();
    world.publish([draftOf("tea", blocks)]);
    const page = world.pageId("tea");
    world.notion.addBlocks(page, 1, [paragraph("Mind the kettle!")]);
    world.memory = emptyMemory();
    world.publish([draftOf("tea", [...blocks, paragraph("Wait.")])]);
    expect(world.notion.tree(page)).toEqual([
      blocks[0],
      paragraph("Mind the kettle!"),
      ...blocks.slice(1),
      paragraph("Wait."),
    ]);
  });

  test("folders keep their pages", () => {
    const world = new PlanWorld();
    const drafts = [
      draftOf("f/", []),
      draftOf("f/a", blocks, { parent: { kind: "page", key: "f/" } }),
      draftOf("f/b", blocks, { parent: { kind: "page", key: "f/" } }),
    ];
    world.publish(drafts);
    const ids = drafts.map((draft) => world.pageId(draft.key));
    world.memory = emptyMemory();
    expect(kinds(world.publish(drafts))).toEqual([]);
    expect(drafts.map((draft) => world.pageId(draft.key))).toEqual(ids);
  });
});

describe("a page with the file's title that is not ours", () => {
  function taken(): { world: PlanWorld; page: string } {
    const world = new PlanWorld();
    const page = world.notion.addPage("tea", world.target);
    world.notion.addBlocks(page, 0, [heading("Tea"), paragraph("Their own text.")]);
    return { world, page };
  }

  test("is left alone, and the file says so", () => {
    const { world } = taken();
    const outcome = world.publish([draftOf("tea", blocks)]);
    expect([actions(outcome), kinds(outcome), messages(outcome)]).toEqual([
      ["refuse"],
      [],
      ["page-title-taken"],
    ]);
  });

  test("becomes the file's, the rest staying, by --adopt merge", () => {
    const { world, page } = taken();
    const outcome = world.publish([draftOf("tea", [heading("Tea"), item("one")])], {
      options: { adopt: "merge" },
    });
    expect(actions(outcome)).toEqual(["adopt"]);
    expect(world.notion.tree(page)).toEqual([heading("Tea"), item("one"), paragraph("Their own text.")]);
  });

  test("becomes the file's, the rest going, by --adopt replace", () => {
    const { world, page } = taken();
    world.notion.addForeign(page, 1, "child_page");
    world.publish([draftOf("tea", [heading("Tea"), item("one")])], { options: { adopt: "replace" } });
    expect(world.notion.tree(page)).toEqual([heading("Tea"), item("one")]);
    expect(world.notion.snapshots(page, false).some((block) => block.type === "foreign")).toBe(true);
  });

  test("leaves the other files alone", () => {
    const { world } = taken();
    const outcome = world.publish([draftOf("tea", blocks), draftOf("mugs", blocks)]);
    expect(actions(outcome).toSorted()).toEqual(["create", "refuse"]);
  });

  test("keeps the pages below it from being made", () => {
    const { world } = taken();
    const child = draftOf("tea/mugs", blocks, { parent: { kind: "page", key: "tea" } });
    const outcome = world.publish([draftOf("tea", blocks), child]);
    expect([actions(outcome), kinds(outcome)]).toEqual([["refuse", "refuse"], []]);
  });
});

test("two files with one title get two pages, now and later", () => {
  const world = new PlanWorld();
  const drafts = [draftOf("a", blocks, { title: "Tea" }), draftOf("b", blocks, { title: "Tea" })];
  const outcome = world.publish(drafts);
  expect([kinds(outcome), messages(outcome)]).toEqual([["createPage", "createPage"], ["page-title-twice"]]);
  expect(world.pageId("a")).not.toBe(world.pageId("b"));
  expect(kinds(world.publish(drafts))).toEqual([]);
});

describe("a page that front matter names", () => {
  test("is filled when it is empty", () => {
    const world = new PlanWorld();
    const page = world.notion.addPage("Elsewhere");
    world.publish([draftOf("tea", blocks, { bound: page, title: "Elsewhere" })]);
    expect(world.notion.tree(page)).toEqual(blocks);
    expect(world.pageId("tea")).toBe(page);
    expect(kinds(world.publish([draftOf("tea", blocks, { bound: page, title: "Elsewhere" })]))).toEqual([]);
  });

  test("is left alone when it has content, until told otherwise", () => {
    const world = new PlanWorld();
    const page = world.notion.addPage("Elsewhere");
    world.notion.addBlocks(page, 0, [paragraph("Theirs.")]);
    const draft = draftOf("tea", blocks, { bound: page, title: "Elsewhere" });
    expect(messages(world.publish([draft]))).toEqual(["page-bound-filled"]);
    world.publish([draft], { options: { adopt: "merge" } });
    expect(world.notion.tree(page).length).toBe(blocks.length);
  });

  test("must be there", () => {
    const world = new PlanWorld();
    const bound = "https://www.notion.so/00000000000040008000000000009999";
    expect(messages(world.publish([draftOf("tea", blocks, { bound })]))).toEqual(["page-bound-missing"]);
    expect(messages(world.publish([draftOf("tea", blocks, { bound: "no id" })]))).toEqual([
      "page-bound-missing",
    ]);
  });

  test("takes the file's title, unless it is the target itself", () => {
    const world = new PlanWorld();
    const page = world.notion.addPage("Elsewhere");
    world.publish([draftOf("tea", blocks, { bound: page, title: "Tea" })]);
    expect(world.notion.node(page).title).toBe("Tea");
    world.publish([draftOf("home", [paragraph("Welcome.")], { bound: world.target, title: "Home" })]);
    expect(world.notion.node(world.target).title).toBe("Target");
  });
});

describe("titles", () => {
  test("follow the file", () => {
    const world = new PlanWorld();
    world.publish([draftOf("a", blocks, { title: "Tea" })]);
    expect(kinds(world.publish([draftOf("a", blocks, { title: "Teas" })]))).toEqual(["updatePage"]);
    expect(world.notion.node(world.pageId("a")).title).toBe("Teas");
  });

  test("changed in Notion stay unless the file changes them too", () => {
    const world = new PlanWorld();
    world.publish([draftOf("a", blocks, { title: "Tea" })]);
    const page = world.notion.node(world.pageId("a"));
    page.title = "Our tea";
    expect(kinds(world.publish([draftOf("a", [...blocks, paragraph("x")], { title: "Tea" })]))).toEqual([
      "append",
    ]);
    const outcome = world.publish([draftOf("a", blocks, { title: "Teas" })], {
      options: { comments: "ignore" },
    });
    expect(messages(outcome)).toEqual(["page-look-conflict"]);
    expect(page.title).toBe("Our tea");
  });
});

describe("icons", () => {
  const [tea, cup]: readonly Icon[] = [{ emoji: "🍵" }, { emoji: "🥤" }];
  const withIcon = (icon: Icon | undefined): ReturnType<typeof draftOf> => draftOf("a", blocks, { icon });

  test("follow the file, and go with it", () => {
    const world = new PlanWorld();
    world.publish([withIcon(tea)]);
    const page = world.pageId("a");
    expect(kinds(world.publish([withIcon(cup)]))).toEqual(["updatePage"]);
    expect(world.notion.icons.get(page)).toEqual(cup);
    world.publish([withIcon(undefined)]);
    expect(world.notion.icons.get(page)).toBeNull();
    expect(kinds(world.publish([withIcon(undefined)]))).toEqual([]);
  });

  test("that somebody chose stay", () => {
    const world = new PlanWorld();
    world.publish([withIcon(undefined)]);
    const page = world.pageId("a");
    world.notion.icons.set(page, tea ?? null);
    expect(kinds(world.publish([withIcon(undefined)]))).toEqual([]);
    const outcome = world.publish([withIcon(cup)]);
    expect([kinds(outcome), messages(outcome)]).toEqual([[], ["page-look-conflict"]]);
    expect(kinds(world.publish([withIcon(tea)], { options: { onConflict: "markdown" } }))).toEqual([]);
    world.publish([withIcon(cup)], { options: { onConflict: "markdown" } });
    expect(world.notion.icons.get(page)).toEqual(cup);
  });
});

test("people are looked up; of those nobody knows the text stays, with a message", () => {
  const world = new PlanWorld();
  world.users.set("ann@example.org", "00000000-0000-4000-8000-0000000000aa");
  const by = (who: string): Block => ({
    type: "paragraph",
    value: {
      rich_text: [
        {
          type: "mention",
          mention: { user: { id: { kind: "user", who, otherwise: `@${who}` } } },
          annotations: PLAIN,
        },
      ],
      color: "default",
    },
    children: [],
  });
  const outcome = world.publish([draftOf("a", [by("ann@example.org"), by("bob")])]);
  expect(messages(outcome)).toEqual(["mention-unknown"]);
  expect(world.notion.tree(world.pageId("a"))).toEqual([
    {
      type: "paragraph",
      value: {
        rich_text: [
          {
            type: "mention",
            mention: { user: { id: "00000000-0000-4000-8000-0000000000aa" } },
            annotations: PLAIN,
          },
        ],
        color: "default",
      },
      children: [],
    },
    paragraph("@bob"),
  ]);
});

describe("links to places in pages that are in step", () => {
  const target = draftOf("b", [
    paragraph("p"),
    named(heading("Place"), "place"),
    item("i", [named(heading("Deep"), "deep")]),
  ]);
  const toPlace = (slug: string): Block => ({
    type: "paragraph",
    value: {
      rich_text: [text("there", {}, { kind: "heading", path: "b", slug, otherwise: "" })],
      color: "default",
    },
    children: [],
  });

  test.each([
    ["place", 1],
    ["deep", 2],
  ])("find %s, whose id nobody told, by reading once", (slug, reads) => {
    const world = new PlanWorld();
    world.publish([target]);
    const draft = draftOf("a", [toPlace(slug)]);
    const outcome = world.publish([draft], { references: [target] });
    // Beside the list of the target, in which the new page is looked for.
    expect(outcome.reads).toBe(reads + 1);
    expect(world.notion.tree(world.pageId("a"))).toEqual(world.wanted(draft, [draft, target]));
    expect(world.memory.pages.get("b")?.inputs).toEqual(target.inputs);
    expect(world.publish([draftOf("c", [toPlace(slug)])], { references: [target] }).reads).toBe(1);
  });
});

test("an unfinished first run is taken up where it ended", () => {
  const world = new PlanWorld();
  const long = Array.from({ length: 250 }, (_, index) => paragraph(`text ${index}`));
  const { plan } = world.plan([draftOf("a", long)]);
  const [create] = plan.operations;
  if (create === undefined) throw new Error("nothing to do");
  world.carryOut(create);
  world.publish([draftOf("a", long)]);
  expect(world.notion.tree(world.pageId("a"))).toEqual(long);
});
