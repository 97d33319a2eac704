import { expect, it } from "vitest";
import { layout, memoryFiles, readNavigation } from "../../src/files/index.ts";

async function draw(
  preset: "docusaurus" | "mkdocs" | "obsidian",
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const paths = Object.keys(files).filter((path) => path.endsWith(".md"));
  const place = { preset, base: "", marker: null };
  const { ranks, labels } = await readNavigation(memoryFiles(files), place, paths, "docs");
  const { pages } = layout(
    paths,
    { name: "", path: "docs", rootPage: false, rows: false },
    { orderOf: (path) => ranks.get(path) ?? null, labelOf: (path) => labels.get(path) ?? null },
  );
  return pages.map(({ key, name }) => `${key} ${name}`);
}

it("takes order and title of a folder from Docusaurus' category file", async () => {
  const files = {
    "docs/a/x.md": "",
    "docs/b/y.md": "",
    "docs/c/z.md": "",
    "docs/a/_category_.json": '{"label": "Alpha", "position": 3}',
    "docs/b/_category_.yml": "position: 1.5\nlabel: ''",
    "docs/c/_category_.json": "{broken",
  };
  expect(await draw("docusaurus", files)).toEqual([
    "b/ B",
    "b/y.md Y",
    "a/ Alpha",
    "a/x.md X",
    "c/ C",
    "c/z.md Z",
  ]);
  expect((await draw("obsidian", files))[0]).toBe("a/ A");
});

it("takes order and titles from the nav of MkDocs, tags and all", async () => {
  const nav = `
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
nav:
  - Home: index.md
  - Guides:
      - guides/index.md
      - Second: guides/b.md
      - Deep: [{One: guides/deep/one.md}]
      - guides/a.md
  - Mixed: [{M: other/m.md}, {N: guides/deep/nothing.md}]
  - Web: https://example.org
  - top.md
`;
  const files = {
    "mkdocs.yml": nav,
    "docs/index.md": "",
    "docs/top.md": "",
    "docs/loose.md": "",
    "docs/guides/index.md": "",
    "docs/guides/a.md": "",
    "docs/guides/b.md": "",
    "docs/guides/deep/one.md": "",
    "docs/other/m.md": "",
  };
  expect(await draw("mkdocs", files)).toEqual([
    "index.md Home",
    "guides/ Guides",
    "guides/b.md Second",
    "guides/deep/ Deep",
    "guides/deep/one.md One",
    "guides/a.md A",
    "other/ Other",
    "other/m.md M",
    "top.md Top",
    "loose.md Loose",
  ]);
});

it("makes do without a nav", async () => {
  expect(await draw("mkdocs", { "docs/b.md": "", "docs/a.md": "" })).toEqual(["a.md A", "b.md B"]);
  expect(await draw("mkdocs", { "mkdocs.yml": "site_name: x", "docs/a.md": "" })).toEqual(["a.md A"]);
});
