import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hints, type LayoutPage, layout, renamesOf } from "../../src/files/layout.ts";
import { compareNames, readableName } from "../../src/files/names.ts";
import { siteOf } from "../../src/files/site.ts";
import type { SourceFolder } from "../../src/files/tree.ts";
import { emptyMemory, fold } from "../../src/model/fold.ts";

const plain: SourceFolder = { name: "", path: "", rootPage: false, rows: false };

/** The pages as a tree: `key <- text "name"`, children indented. */
function draw(
  files: readonly string[],
  source: Partial<SourceFolder> = {},
  orderOf?: Hints["orderOf"],
): readonly string[] {
  const { pages } = layout(files, { ...plain, ...source }, { ...(orderOf && { orderOf }) });
  const depths = new Map<string, number>();
  return pages.map(({ key, path, parent, name, isTarget }) => {
    const depth = parent.kind === "target" ? 0 : (depths.get(parent.key) ?? Number.NaN) + 1;
    depths.set(key, depth);
    return `${"  ".repeat(depth)}${key} <- ${path} "${name}"${isTarget ? " (target)" : ""}`;
  });
}

function complaints(files: readonly string[], source: Partial<SourceFolder> = {}): readonly unknown[] {
  return layout(files, { ...plain, ...source }).messages.map(({ id, path }) => [id, path]);
}

describe("layout", () => {
  it("makes folders the parents of what lies in them, with their own text where there is one", () => {
    const files = [
      "index.md",
      "README.md",
      "about.md",
      "guide/index.md",
      "guide/start.md",
      "api/README.md",
      "api/v2/calls.md",
      "team.md",
      "team/people.md",
    ];
    expect(draw(files)).toEqual([
      'index.md <- index.md "Index"',
      'README.md <- README.md "README"',
      'about.md <- about.md "About"',
      'api/ <- api/README.md "Api"',
      '  api/v2/ <- null "v2"',
      '    api/v2/calls.md <- api/v2/calls.md "Calls"',
      'guide/ <- guide/index.md "Guide"',
      '  guide/start.md <- guide/start.md "Start"',
      'team/ <- team.md "Team"',
      '  team/people.md <- team/people.md "People"',
    ]);
  });

  it("reads keys from the source's folder, paths from the root, and prefixes keys with the source's name", () => {
    const files = ["docs/a/x.md", "docs/y.md", "other/z.md", "docs2/w.md"];
    expect(draw(files, { name: "docs", path: "docs" })).toEqual([
      'docs:a/ <- null "A"',
      '  docs:a/x.md <- docs/a/x.md "X"',
      'docs:y.md <- docs/y.md "Y"',
    ]);
  });

  it("prefers index to README to the file beside the folder, and says what becomes of the others", () => {
    const files = ["a.md", "a/README.md", "a/index.mdx", "a/index.md", "b.md", "b/ReadMe.markdown"];
    expect(draw(files)).toEqual([
      'a.md <- a.md "A"',
      'a/ <- a/index.md "A"',
      '  a/index.mdx <- a/index.mdx "Index"',
      '  a/README.md <- a/README.md "README"',
      'b.md <- b.md "B"',
      'b/ <- b/ReadMe.markdown "B"',
    ]);
    expect(complaints(files)).toEqual([
      ["folder-text-twice", "a/index.mdx"],
      ["folder-text-twice", "a/README.md"],
      ["folder-text-twice", "a.md"],
      ["folder-text-twice", "b.md"],
    ]);
  });

  it("makes the source's index file the target itself when told to", () => {
    expect(draw(["docs/README.md", "docs/a.md"], { path: "docs", rootPage: true })).toEqual([
      'README.md <- docs/README.md "README" (target)',
      'a.md <- docs/a.md "A"',
    ]);
    expect(complaints(["docs/a.md"], { path: "docs", rootPage: true })).toEqual([
      ["root-page-missing", null],
    ]);
  });

  it("makes every file a row, and folders nothing, under a data source", () => {
    expect(draw(["b/index.md", "b/x.md", "a.md"], { rows: true })).toEqual([
      'a.md <- a.md "A"',
      'b/index.md <- b/index.md "Index"',
      'b/x.md <- b/x.md "X"',
    ]);
  });

  it("orders siblings by given order first, then naturally by name", () => {
    const files = ["10-end.md", "2-mid.md", "a/x.md", "B.md", "c.md"];
    expect(draw(files).map((line) => line.split(" ")[0])).toEqual([
      "2-mid.md",
      "10-end.md",
      "a/",
      "",
      "B.md",
      "c.md",
    ]);
    const orderOf: Hints["orderOf"] = (path) => ({ "c.md": 1, "10-end.md": 2 })[path] ?? null;
    const ordered = layout(files, plain, { orderOf }).pages.map(({ key }) => key);
    expect(ordered).toEqual(["c.md", "10-end.md", "2-mid.md", "a/", "a/x.md", "B.md"]);
  });

  it("warns of names that only some systems tell apart", () => {
    expect(complaints(["Setup.md", "setup.md", "caf\u00e9.md", "cafe\u0301.md"])).toEqual([
      ["file-name-clash", "setup.md"],
      ["file-name-clash", "cafe\u0301.md"],
    ]);
  });

  it("gives every file exactly one page, parents first, whatever the names are", () => {
    const name = fc.constantFrom("index", "README", "a", "b", "01-x", "b.c", "..", "__proto__");
    const ending = fc.constantFrom(".md", ".mdx", ".markdown", ".MD");
    const path = fc
      .tuple(fc.array(name, { maxLength: 3 }), name, ending)
      .map(([folders, last, end]) => [...folders, last + end].join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(path), fc.boolean(), fc.boolean(), (files, rootPage, rows) => {
        const { pages } = layout(files, { ...plain, rootPage, rows });
        const texts = pages.map((page) => page.path).filter((text) => text !== null);
        expect(texts.toSorted()).toEqual(files.toSorted());
        const keys = pages.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const [at, { parent }] of pages.entries()) {
          if (parent.kind === "page") expect(keys.slice(0, at)).toContain(parent.key);
        }
        expect(layout(files.toReversed(), { ...plain, rootPage, rows }).pages).toEqual(pages);
      }),
    );
  });
});

describe("renamesOf", () => {
  const known = (...keys: readonly string[]) =>
    fold(
      emptyMemory(),
      keys.map((key) => ({
        kind: "page",
        key,
        page: { id: key, title: key, inputs: null, base: {}, blocks: [] },
      })),
    );
  const renames = (files: readonly string[], ...keys: readonly string[]): readonly unknown[] =>
    renamesOf(layout(files, plain).pages, known(...keys)).map((effect) => Object.values(effect).slice(1));

  it("keeps the page of a file that becomes a folder's text, and back", () => {
    expect(renames(["guide.md", "guide/a.md"], "guide.md")).toEqual([["guide.md", "guide/"]]);
    expect(renames(["guide/index.md", "guide/a.md"], "guide.md")).toEqual([["guide.md", "guide/"]]);
    expect(renames(["guide.md"], "guide/", "guide/a.md")).toEqual([["guide/", "guide.md"]]);
  });

  it("takes nothing over for a folder without a text, or from a page that is still wanted", () => {
    expect(renames(["guide/a.md"], "guide.md")).toEqual([]);
    expect(renames(["guide.md", "guide/index.md"], "guide.md")).toEqual([]);
    expect(renames(["guide.md", "guide/a.md"], "guide.md", "guide/")).toEqual([]);
  });
});

describe("siteOf", () => {
  const facts = ({ name }: LayoutPage) => ({ title: name, slugs: null });
  const reach = (pages: readonly LayoutPage[], links?: ReadonlyMap<string, string>): Record<string, string> =>
    Object.fromEntries([...siteOf(pages, facts, links)].map(([path, { key }]) => [path, key]));

  it("finds pages by file, folder and folder with a slash", () => {
    const files = ["docs/index.md", "docs/a.md", "docs/guide/x.md", "docs/team.md", "docs/team/y.md"];
    expect(reach(layout(files, { ...plain, path: "docs" }).pages)).toEqual({
      docs: "index.md",
      "docs/": "index.md",
      "docs/a.md": "a.md",
      "docs/guide": "guide/",
      "docs/guide/": "guide/",
      "docs/guide/index.md": "guide/",
      "docs/guide/x.md": "guide/x.md",
      "docs/index.md": "index.md",
      "docs/team": "team/",
      "docs/team/": "team/",
      "docs/team.md": "team/",
      "docs/team/index.md": "team/",
      "docs/team/y.md": "team/y.md",
    });
  });

  it("finds the page a symbolic link leads to, and rows by their folder", () => {
    const { pages } = layout(["AGENTS.md", "b/index.md"], { ...plain, rows: true });
    expect(
      reach(
        pages,
        new Map([
          ["CLAUDE.md", "AGENTS.md"],
          ["x.md", "gone.md"],
        ]),
      ),
    ).toEqual({
      "AGENTS.md": "AGENTS.md",
      "CLAUDE.md": "AGENTS.md",
      b: "b/index.md",
      "b/": "b/index.md",
      "b/index.md": "b/index.md",
    });
  });
});

describe("readableName", () => {
  it("makes a title of a name", () => {
    const names = [
      "getting-started",
      "01-getting_started",
      "iOS-setup",
      "v2",
      "README",
      "2026-01-05-notes",
      "42",
      "--",
    ];
    expect(names.map(readableName)).toEqual([
      "Getting started",
      "Getting started",
      "iOS setup",
      "v2",
      "README",
      "2026-01-05 notes",
      "42",
      "--",
    ]);
  });
});

describe("compareNames", () => {
  it("is a total order", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "B", "b", "0", "1", "9", "-"), maxLength: 6 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)) + 0);
        expect(compareNames(a, b) === 0).toBe(a === b);
        if (compareNames(a, b) < 0 && compareNames(b, c) < 0) expect(compareNames(a, c)).toBeLessThan(0);
      }),
    );
  });
});
