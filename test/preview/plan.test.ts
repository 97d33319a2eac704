import { expect, test } from "vitest";
import { type Change, type PagePlan, PLAN_VERSION, type Plan } from "../../src/model/plan.ts";
import { text } from "../../src/model/text.ts";
import { renderPlan } from "../../src/preview/plan.ts";
import { normalized } from "./parse.ts";
import { paragraph } from "./samples.ts";

const ID = "11111111-2222-4333-8444-555555555555";

function change(more: Partial<Change>): Change {
  return {
    sign: "+",
    what: "block",
    name: "paragraph",
    place: null,
    before: null,
    after: null,
    reason: "",
    ...more,
  };
}

function page(
  key: string,
  action: PagePlan["action"],
  changes: readonly Change[],
  id: string | null = null,
): PagePlan {
  const none = { operations: [], effects: [], inputs: null, messages: [] };
  return { key, path: key, title: key, action, reason: "", page: id, changes, ...none };
}

function bodyOf(plan: Plan): string {
  const document = renderPlan(plan);
  return normalized(document.slice(document.indexOf("<body"), document.indexOf("</body>")))
    .replace(/<header>.*?<\/header>/gs, "")
    .replace(/\s*\n\s*/g, "");
}

test("each page shows what goes and what comes, links stay within the document", () => {
  const operation = { kind: "deleteBlock", id: 7, key: "guide/", reason: "", page: "p", block: "b" } as const;
  const created = { kind: "created", operation: 7, child: null, otherwise: "Guide" } as const;
  const plan: Plan = {
    version: PLAN_VERSION,
    operations: [operation],
    needs: [],
    messages: [],
    pages: [
      page("guide/", "create", [
        change({ after: paragraph("one") }),
        change({ after: paragraph([text("two", {}, `/${ID.replace(/-/g, "")}`)]) }),
      ]),
      page(
        "guide/a.md",
        "update",
        [
          change({ sign: "~", what: "title", name: "title", before: "Old", after: "New" }),
          change({ sign: "-", before: paragraph("gone") }),
          change({ sign: "+", after: paragraph([text("up", {}, created)]) }),
          change({ sign: "!", before: paragraph("kept"), reason: "it has open comments" }),
        ],
        ID,
      ),
      page("same.md", "none", []),
    ],
  };
  const text_ = (content: string): string => `<div class="text"><p>${content}</p></div>`;
  expect(bodyOf(plan)).toBe(
    '<div class="layout"><nav aria-label="Pages"><ul><li><a href="#page-guide%2F">guide/</a>' +
      '<ul><li><a href="#page-guide%2Fa.md">guide/a.md</a></li></ul></li></ul></nav><main>' +
      `<article id="page-guide%2F"><div class="new">${text_("one")}${text_('<a href="#page-guide%2Fa.md">two</a>')}</div></article>` +
      '<article id="page-guide%2Fa.md"><p class="dim">title</p><div class="old"><p>Old</p></div><div class="new"><p>New</p></div>' +
      `<div class="old">${text_("gone")}</div><div class="new">${text_('<a href="#page-guide%2F">up</a>')}</div>` +
      `<p class="dim">paragraph: it has open comments</p><div class="old">${text_("kept")}</div></article></main></div>`,
  );
});

test("a plan with nothing to do is an empty document", () => {
  const plan: Plan = {
    version: PLAN_VERSION,
    operations: [],
    needs: [],
    messages: [],
    pages: [page("a.md", "none", [])],
  };
  expect(bodyOf(plan)).toBe('<div class="layout"><nav aria-label="Pages"></nav><main></main></div>');
});
