import { describe, expect, test } from "vitest";
import type { LayoutPage } from "../../src/files/index.ts";
import type { Inputs } from "../../src/model/draft.ts";
import { concernedBy } from "../../src/publish/touched.ts";

function page(key: string, more: Partial<LayoutPage> = {}): LayoutPage {
  const base = { key, source: "", path: key, parent: { kind: "target" }, name: key } as const;
  return { ...base, isTarget: false, aliases: [], formerly: [], ...more };
}

const PAGES = [
  page("a.md"),
  page("b.md"),
  page("guide/", { path: "guide/index.md", aliases: ["guide", "guide/", "guide/index.md"] }),
  page("c.md"),
];

const INPUTS: Readonly<Record<string, Inputs>> = {
  "a.md": { file: "1", "asset:dot.png": "2", "include:parts/p.md": "3" },
  "b.md": { file: "1", "place:a.md": "2", "ref:guide/": "3" },
  "guide/": { file: "1", title: "2" },
  "c.md": { file: "1", "name:Some note": "2" },
};

/** Pages that have to be compared. */
function concerned(
  touched: readonly string[],
  before: readonly LayoutPage[] = PAGES,
  now: readonly LayoutPage[] = PAGES,
): readonly string[] {
  const mayDiffer = concernedBy(new Set(touched), before, now, () => Object.values(INPUTS));
  return now.filter((one) => mayDiffer(one, INPUTS[one.key] ?? {})).map(({ key }) => key);
}

// A page that asks for a file by its name may come to mean any.
const ALWAYS = "c.md";

describe("whom something that happened to a file concerns", () => {
  test.each([
    ["nobody, where nothing happened", [], [ALWAYS]],
    ["its page, and those that link to a place in it", ["a.md"], ["a.md", "b.md", ALWAYS]],
    ["the page of its folder, and those that link to that", ["guide/index.md"], ["b.md", "guide/", ALWAYS]],
    ["the page that shows it", ["dot.png"], ["a.md", ALWAYS]],
    ["the page that includes it", ["parts/p.md"], ["a.md", ALWAYS]],
    ["everybody, where no page was made from it", ["mkdocs.yml"], PAGES.map(({ key }) => key)],
  ])("%s", (_, touched, keys) => {
    expect(concerned(touched)).toEqual(keys);
  });

  test("a page that came or went concerns those that link to its path", () => {
    const without = PAGES.filter(({ key }) => key !== "guide/");
    expect(concerned(["guide/index.md"], PAGES, without)).toEqual(["b.md", ALWAYS]);
    expect(concerned(["guide/index.md"], without, PAGES)).toEqual(["b.md", "guide/", ALWAYS]);
  });

  test("a page with another parent or name is compared, though its file was not touched", () => {
    const moved = PAGES.map((one) =>
      one.key === "a.md" ? page("a.md", { parent: { kind: "page", key: "guide/" } }) : one,
    );
    expect(concerned([], PAGES, moved)).toEqual(["a.md", "b.md", ALWAYS]);
    const renamed = PAGES.map((one) => (one.key === "guide/" ? { ...one, name: "Another" } : one));
    expect(concerned([], PAGES, renamed)).toEqual(["b.md", "guide/", ALWAYS]);
  });
});
