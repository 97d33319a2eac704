import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/block.ts";
import { type Change, type Operation, type PagePlan, PLAN_VERSION, type Plan } from "../../src/model/plan.ts";
import { text } from "../../src/model/text.ts";
import { planJson } from "../../src/report/json.ts";
import { PLAIN_PALETTE } from "../../src/report/palette.ts";
import { costOf } from "../../src/report/planCost.ts";
import { changedPages, formatPlan } from "../../src/report/planText.ts";
import { complaint, MARKED, place } from "./samples.ts";

const short = { palette: PLAIN_PALETTE, verbose: false };

function paragraph(content: string, children: readonly Block[] = []): Block {
  return { type: "paragraph", value: { rich_text: [text(content)], color: "default" }, children };
}

function change(sign: Change["sign"], more: Partial<Change>): Change {
  return {
    sign,
    what: "block",
    name: "paragraph",
    place: null,
    before: null,
    after: null,
    reason: "",
    ...more,
  };
}

function page(key: string, action: PagePlan["action"], more: Partial<PagePlan> = {}): PagePlan {
  return {
    key,
    path: key,
    title: key.toUpperCase(),
    action,
    reason: "",
    page: null,
    changes: [],
    operations: [],
    effects: [],
    inputs: null,
    messages: [],
    ...more,
  };
}

function planOf(pages: readonly PagePlan[], operations: readonly Operation[] = []): Plan {
  return { version: PLAN_VERSION, pages, operations, needs: [], messages: [] };
}

const step = { key: "a", reason: "", page: "p" } as const;

describe("a plan", () => {
  const made: Operation = {
    ...step,
    id: 1,
    kind: "append",
    container: null,
    position: "end",
    children: [paragraph("one", [paragraph("inner")]), paragraph("two")],
  };

  test("shows page by page what comes, changes and goes, and what it costs", () => {
    const pages = [
      page("a.md", "create", {
        changes: [
          change("+", { after: paragraph("one", [paragraph("inner")]) }),
          change("+", { after: paragraph("two") }),
        ],
      }),
      page("b.md", "update", {
        reason: "the file changed",
        changes: [
          change("~", { what: "title", name: "title", before: "Old", after: "New" }),
          change("~", { place: place(4), before: paragraph("old"), after: paragraph("new") }),
          change("-", { before: paragraph("gone") }),
          change("!", { before: paragraph("kept"), reason: "it has open comments" }),
        ],
      }),
      page("c.md", "none"),
    ];
    expect(formatPlan(planOf(pages, [made]), short)).toBe(
      `
+ a.md  “A.MD”  create
    + paragraph "one"
    +   paragraph "inner"
    + paragraph "two"
~ b.md  “B.MD”  update: the file changed
    ~ title
      - Old
      + New
    ~ paragraph (line 4)
      - paragraph "old"
      + paragraph "new"
    - paragraph "gone"
    ! paragraph: it has open comments
      - paragraph "kept"
Plan: 1 to create · 1 to update · 1 unchanged · 1 request · 3 new blocks`.trimStart(),
    );
  });

  test("sets off signs by colour", () => {
    const pages = [page("a.md", "create", { changes: [change("+", { after: paragraph("x") })] })];
    expect(formatPlan(planOf(pages), { ...short, palette: MARKED })).toBe(
      'G<+> a.md  *“A.MD”*  (create)\n    G<+ paragraph "x">\n*Plan: 1 to create · nothing to send*',
    );
  });

  test("cuts long changes short, shows all and unchanged pages when asked for more", () => {
    const changes = Array.from({ length: 50 }, (_, n) => change("+", { after: paragraph(`${n}`) }));
    const plan = planOf([page("a.md", "create", { changes }), page("b.md", "none")]);
    const cut = formatPlan(plan, short).split("\n");
    expect(cut.length).toBe(1 + 40 + 1 + 1);
    expect(cut.at(-2)).toBe("    … 10 more lines, shown by --verbose");
    const whole = formatPlan(plan, { ...short, verbose: true });
    expect(whole.split("\n").length).toBe(1 + 50 + 1 + 1);
    expect(whole).toContain("= b.md");
  });

  test("without anything to do says so in one line", () => {
    expect(formatPlan(planOf([page("a.md", "none"), page("b.md", "none")]), short)).toBe(
      "Plan: 2 unchanged · nothing to send",
    );
  });

  test("lists what was withdrawn first, and counts pages in step that it does not name", () => {
    const gone = page("z.md", "none", {
      path: null,
      reason: "its file is not published any more",
      messages: [complaint(null, null, { id: "page-withdrawn" })],
    });
    expect(formatPlan(planOf([page("a.md", "update"), gone]), { ...short, unchanged: 7 })).toBe(
      "! z.md  “Z.MD”  withdrawn: its file is not published any more\n~ a.md  “A.MD”  update\n" +
        "Plan: 1 withdrawn · 1 to update · 7 unchanged · nothing to send",
    );
  });

  test("has changes where a page is not left as it is", () => {
    const pages = [page("a", "none"), page("b", "skip"), page("c", "trash"), page("d", "adopt")];
    expect(changedPages(planOf(pages)).map(({ key }) => key)).toEqual(["c", "d"]);
  });

  test("as JSON is itself", () => {
    const plan = planOf([page("a.md", "create")], [made]);
    expect(JSON.parse(planJson(plan))).toEqual(plan);
  });
});

test("requests and new blocks are summed by kind of operation", () => {
  const operations: readonly Operation[] = [
    { ...step, id: 6, kind: "append", container: null, position: "end", children: [paragraph("z")] },
    { ...step, id: 7, kind: "updateBlock", block: "b", to: paragraph("z"), send: ["rich_text"] },
    { ...step, id: 8, kind: "updatePage", title: "t" },
    { ...step, id: 9, kind: "movePage", parent: { kind: "page", id: "p" } },
    { ...step, id: 1, kind: "upload", digest: "0", path: "p", name: "p", contentType: "image/png", bytes: 1 },
    { ...step, id: 2, kind: "list", container: null, count: 250 },
    { ...step, id: 3, kind: "list", container: null, count: 0 },
    { ...step, id: 4, kind: "deleteBlock", block: "b" },
    {
      ...step,
      id: 5,
      kind: "createPage",
      parent: { kind: "page", id: "p" },
      title: "t",
      icon: null,
      cover: null,
      properties: {},
      children: [paragraph("x", [paragraph("y")])],
      position: "end",
    },
  ];
  expect(costOf(operations)).toEqual({ requests: 4 + 2 + 3 + 1 + 1 + 1, newBlocks: 1 + 3 });
});
