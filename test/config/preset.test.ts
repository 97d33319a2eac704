import { expect, it } from "vitest";
import { findPreset } from "../../src/config/preset.ts";
import { loadConfig } from "../../src/config.ts";
import { folderWith } from "../files/tree.ts";

it("finds the program a folder was written for, the nearest marker first", () => {
  const root = folderWith({
    "mkdocs.yml": "",
    "docs/a.md": "",
    "site/docusaurus.config.ts": "",
    "site/docs/a.md": "",
    "vp/.vitepress/config.ts": "",
    "vp/guide/a.md": "",
    "astro/astro.config.mjs": "",
    "star/astro.config.mjs": "",
    "star/src/content/docs/a.md": "",
    "vault/.obsidian/app.json": "",
  });
  const found = (path: string): unknown => {
    const { preset, base, marker } = findPreset(root, path, "auto");
    return [preset, base, marker];
  };
  expect(found("docs")).toEqual(["mkdocs", "", "mkdocs.yml"]);
  expect(found("site/docs")).toEqual(["docusaurus", "site", "site/docusaurus.config.ts"]);
  expect(found("vp/guide")).toEqual(["vitepress", "vp", "vp/.vitepress"]);
  // Astro by itself has no Markdown of its own.
  expect(found("astro")).toEqual(["mkdocs", "", "mkdocs.yml"]);
  expect(found("star/src/content/docs")).toEqual(["starlight", "star", "star/astro.config.mjs"]);
  expect(found("vault")).toEqual(["obsidian", "vault", "vault/.obsidian"]);
  expect(findPreset(root, "site/docs", "docusaurus").linkRoots).toEqual({
    "/": ["site/static", "site"],
    "@site/": ["site"],
  });
  expect(findPreset(root, "docs", "github")).toEqual({
    preset: "github",
    base: "docs",
    marker: null,
    linkRoots: {},
  });
});

it("is auto, which reads as GitHub, where nothing tells of a program", () => {
  expect(findPreset(folderWith({ "a.md": "" }), "", "auto").preset).toBe("auto");
});

it("says what was found and why, once for each source", async () => {
  const root = folderWith({
    "mdnotion.config.json": JSON.stringify({
      sources: [
        { name: "a", path: "docs" },
        { name: "b", path: "other", preset: "github" },
      ],
      linkRoots: { "~/": ["assets"] },
    }),
    "mkdocs.yml": "",
    "docs/a.md": "",
    "other/a.md": "",
  });
  const { config, messages } = await loadConfig({ cwd: root, paths: [], flags: new Map(), environment: {} });
  expect(messages.map(({ says }) => says)).toEqual([
    "`docs` is read as MkDocs reads it, because `mkdocs.yml` is there.",
  ]);
  expect(config?.sources.map(({ convert }) => [convert.preset, convert.linkRoots])).toEqual([
    ["mkdocs", { "/": ["docs", ""], "~/": ["assets"] }],
    ["github", { "~/": ["assets"] }],
  ]);
});
