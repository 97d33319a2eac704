import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/block.ts";
import type { PageDraft } from "../../src/model/draft.ts";
import type { Reference } from "../../src/model/pending.ts";
import { text } from "../../src/model/text.ts";
import { forest, heading, item, paragraph, row, table, toggle } from "../support/blocks.ts";
import { draftOf, named, PlanWorld } from "../support/planWorld.ts";

function link(label: string, url: Reference): Block {
  return { type: "paragraph", value: { rich_text: [text(label, {}, url)], color: "default" }, children: [] };
}

function toPage(path: string): Block {
  return link(`to ${path}`, { kind: "page", path, otherwise: path });
}

function toPlace(path: string, slug: string): Block {
  return link(`to ${path}#${slug}`, { kind: "heading", path, slug, otherwise: slug });
}

function place(slug: string): Block {
  return named(heading(slug), slug);
}

function expectInPlace(world: PlanWorld, drafts: readonly PageDraft[]): void {
  for (const draft of drafts) {
    expect(world.notion.tree(world.pageId(draft.key)), draft.key).toEqual(world.wanted(draft, drafts));
  }
}

/** Publishes, checks the outcome, and that a second run has nothing to do. @returns requests that wrote */
function publishAll(drafts: readonly PageDraft[]): number {
  const world = new PlanWorld();
  const { writes } = world.publish(drafts);
  expectInPlace(world, drafts);
  const again = world.plan(drafts);
  expect(again.plan.operations).toEqual([]);
  return writes;
}

const filler = (count: number): Block[] =>
  Array.from({ length: count }, (_, index) => paragraph(`text ${index}`));

describe("requests for new pages", () => {
  const cases: readonly [string, PageDraft[], number][] = [
    ["a page of 60 blocks", [draftOf("a", filler(60))], 1],
    ["a page of 150 blocks", [draftOf("a", filler(150))], 2],
    ["an empty page", [draftOf("a", [])], 1],
    [
      "a page that links to one made after it in order",
      [draftOf("a", [toPage("b")]), draftOf("b", filler(3))],
      3,
    ],
    ["a page that links to one made before it", [draftOf("a", filler(3)), draftOf("b", [toPage("a")])], 2],
    ["two pages that link to each other", [draftOf("a", [toPage("b")]), draftOf("b", [toPage("a")])], 3],
    ["a page that links to itself", [draftOf("a", [toPage("a"), ...filler(3)])], 2],
    [
      "a folder's page that links to the pages in it, and they to it",
      [
        draftOf("f/", [toPage("f/a"), toPage("f/b")]),
        draftOf("f/a", [toPage("f/")], { parent: { kind: "page", key: "f/" } }),
        draftOf("f/b", [toPage("f/a")], { parent: { kind: "page", key: "f/" } }),
      ],
      4,
    ],
    [
      "a table of contents",
      [
        draftOf("a", [
          toPlace("a", "x"),
          toPlace("a", "y"),
          place("x"),
          ...filler(5),
          place("y"),
          ...filler(5),
        ]),
      ],
      3,
    ],
    [
      "notes at the end",
      [
        draftOf("a", [
          toPlace("a", "n1"),
          ...filler(5),
          toPlace("a", "n2"),
          ...filler(5),
          place("n1"),
          place("n2"),
        ]),
      ],
      3,
    ],
    [
      "a table of contents, sections, and notes at the end",
      [
        draftOf("a", [
          toPlace("a", "x"),
          toPlace("a", "y"),
          toPlace("a", "z"),
          ...["x", "y", "z"].flatMap((slug) => [
            place(slug),
            paragraph("p"),
            toPlace("a", `n${slug}`),
            paragraph("q"),
          ]),
          ...["nx", "ny", "nz"].map(place),
        ]),
      ],
      4,
    ],
    [
      "notes that link back",
      [draftOf("a", [named(toPlace("a", "n"), "c"), paragraph("p"), named(toPlace("a", "c"), "n")])],
      4,
    ],
    ["a link to a place in another page", [draftOf("a", [toPlace("b", "x")]), draftOf("b", [place("x")])], 4],
    [
      "places in each other",
      [draftOf("a", [toPlace("b", "x"), place("y")]), draftOf("b", [toPlace("a", "y"), place("x")])],
      5,
    ],
    ["a place in a toggle", [draftOf("a", [toPlace("a", "x"), toggle("t", [place("x")])])], 4],
    ["a heading that links to itself", [draftOf("a", [named(toPlace("a", "x"), "x")])], 3],
  ];

  test.each(cases)("%s", (_name, drafts, requests) => {
    expect(publishAll(drafts)).toBe(requests);
  });
});

describe("order of pages", () => {
  test("siblings stand in the order of the files", () => {
    const drafts = [
      draftOf("a", [toPage("c"), toPage("b")]),
      draftOf("b", [toPage("c")]),
      draftOf("c", []),
      draftOf("d", [toPage("a")]),
    ];
    const world = new PlanWorld();
    world.publish(drafts);
    const titles = world.notion.node(world.target).children.map((id) => world.notion.node(id).title);
    expect(titles).toEqual(["a", "b", "c", "d"]);
  });

  test("a page's own content stands above the pages in it", () => {
    const drafts = [
      draftOf("f/", [paragraph("above"), toPage("f/b")]),
      draftOf("f/a", [toPage("f/b")], { parent: { kind: "page", key: "f/" } }),
      draftOf("f/b", [], { parent: { kind: "page", key: "f/" } }),
    ];
    const world = new PlanWorld();
    world.publish(drafts);
    const shown = world.notion.snapshots(world.pageId("f/"), false);
    expect(shown.map((block) => (block.type === "foreign" ? block.title : block.type))).toEqual([
      "paragraph",
      "paragraph",
      "f/a",
      "f/b",
    ]);
  });
});

describe("uploads", () => {
  const image = (name: string): Block => ({
    type: "image",
    value: { file_upload: { id: { kind: "upload", digest: name, otherwise: name } }, caption: [] },
    children: [],
  });

  test("happen once per content, before they are used", () => {
    const world = new PlanWorld();
    const drafts = [draftOf("a", [image("x"), image("x")]), draftOf("b", [image("x"), image("y")])];
    const { plan } = world.publish(drafts, { files: ["x", "y"] });
    expect(plan.operations.map((operation) => operation.kind)).toEqual([
      "upload",
      "createPage",
      "upload",
      "createPage",
    ]);
    expectInPlace(world, drafts);
    expect(world.plan(drafts, { files: ["x", "y"] }).plan.operations).toEqual([]);
  });

  test("a changed file changes its block in place", () => {
    const world = new PlanWorld();
    world.publish([draftOf("a", [image("x"), paragraph("p")])], { files: ["x"] });
    const drafts = [draftOf("a", [image("z"), paragraph("p")])];
    const { plan } = world.publish(drafts, { files: ["z"] });
    expect(plan.operations.map((operation) => operation.kind)).toEqual(["upload", "updateBlock"]);
    expectInPlace(world, drafts);
  });
});

/** Requests of one edit once ids that creation did not tell are learnt: what was read and what was written. */
function edit(before: readonly Block[], after: readonly Block[]): readonly [number, number] {
  const world = new PlanWorld();
  const options = { comments: "ignore" } as const;
  for (const blocks of [before, after, before]) world.publish([draftOf("a", blocks)], { options });
  const { reads, writes } = world.publish([draftOf("a", after)], { options });
  expectInPlace(world, [draftOf("a", after)]);
  return [reads, writes];
}

describe("requests for one edit", () => {
  const text60 = filler(60);
  const cells = table(2, [row("a", "b"), row("c", "d"), row("e", "f")]);
  const nested = [item("one", [item("two"), item("three")]), item("four")];
  const cases: readonly [string, Block[], Block[], number][] = [
    ["nothing", text60, text60, 0],
    ["a paragraph", text60, text60.with(7, paragraph("text seven")), 2],
    ["a paragraph of 250", filler(250), filler(250).with(7, paragraph("text seven")), 2],
    ["a leaf deleted", text60, text60.toSpliced(7, 1), 2],
    ["a leaf added on top", text60, [paragraph("new"), ...text60], 1],
    [
      "ten of 60",
      text60,
      text60.map((block, index) => (index % 6 === 0 ? paragraph(`new ${index}`) : block)),
      11,
    ],
    [
      "ten of 250",
      filler(250),
      filler(250).map((block, index) => (index % 25 === 0 ? paragraph(`new ${index}`) : block)),
      13,
    ],
    ["a cell", [...text60, cells], [...text60, table(2, [row("a", "b"), row("c", "x"), row("e", "f")])], 2],
    ["a nested item", nested, [item("one", [item("two"), item("3")]), item("four")], 2],
  ];

  test.each(cases)("%s", (_name, before, after, requests) => {
    const [reads, writes] = edit(before, after);
    expect(reads + writes).toBe(requests);
  });
});

describe("whatever is edited", () => {
  test("the page becomes what the file wants, and a second run has nothing to do", () => {
    fc.assert(
      fc.property(forest(3), forest(3), (before, after) => {
        const world = new PlanWorld();
        world.publish([draftOf("a", before)]);
        world.publish([draftOf("a", after)]);
        expect(world.notion.tree(world.pageId("a"))).toEqual(after);
        const again = world.plan([draftOf("a", after)]);
        expect(again.plan.operations).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("small edits keep what did not change, foreign blocks and their order", () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom("drop", "change", "insert"), fc.nat()), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(forest(2, 6), edits, fc.array(fc.nat(), { maxLength: 3 }), (before, changes, spots) => {
        const world = new PlanWorld();
        world.publish([draftOf("a", before)]);
        const page = world.pageId("a");
        const foreign = spots.map((spot) =>
          world.notion.addForeign(page, spot % (world.notion.node(page).children.length + 1)),
        );
        const order = world.notion.node(page).children.filter((id) => foreign.includes(id));
        let after = [...before];
        for (const [at, what, word] of changes) {
          const index = at % (after.length + 1);
          if (what === "insert") after = after.toSpliced(index, 0, paragraph(`word ${word}`));
          else if (index < after.length) {
            after =
              what === "drop" ? after.toSpliced(index, 1) : after.with(index, paragraph(`changed ${word}`));
          }
        }
        world.publish([draftOf("a", after)]);
        expect(world.notion.tree(page)).toEqual(after);
        expect(world.notion.node(page).children.filter((id) => foreign.includes(id))).toEqual(order);
        expect(world.plan([draftOf("a", after)]).plan.operations).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("sites of linked pages come out as wanted", () => {
    const names = ["a", "b", "c", "d", "e"];
    const piece = fc.oneof(
      fc.constantFrom(...names).map(toPage),
      fc
        .tuple(fc.constantFrom(...names), fc.constantFrom("x", "y"))
        .map(([name, slug]) => toPlace(name, slug)),
      fc.constant(paragraph("text")),
      fc
        .constantFrom(...names)
        .map((name) => toggle("more", [item("in it", [toPage(name)]), toPlace(name, "x")])),
    );
    const page = fc
      .tuple(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 3 }))
      .map(([first, last]) => [...first, place("x"), ...last, toggle("t", [place("y")])]);
    fc.assert(
      fc.property(
        fc.array(page, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (pages, parents) => {
          const drafts = pages.map((blocks, index): PageDraft => {
            const up = (parents[index] ?? 0) % (index + 1);
            const parent =
              up === index
                ? ({ kind: "target" } as const)
                : ({ kind: "page", key: names[up] ?? "" } as const);
            return draftOf(names[index] ?? "", blocks, { parent });
          });
          publishAll(drafts);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("500 edits among 5,000 blocks are 500 updates", () => {
  const before = filler(5000);
  const after = before.map((block, index) => (index % 10 === 3 ? paragraph(`edited ${index}`) : block));
  const world = new PlanWorld();
  world.publish([draftOf("a", before)]);
  const { plan } = world.plan([draftOf("a", after)]);
  expect(plan.operations.length).toBe(500);
});
