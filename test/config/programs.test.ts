import { describe, expect, it } from "vitest";
import { findPreset } from "../../src/config/preset.ts";
import { folderWith } from "../files/tree.ts";

/** How links begin in a folder with these files, found by their marker. */
function rootsOf(files: Readonly<Record<string, string>>, source: string) {
  return findPreset(folderWith(files), source, "auto").linkRoots;
}

describe("configurations of other programs", () => {
  it("Docusaurus: routes of documents, also several", () => {
    const config = `// routeBasePath: "no"
      const config = {
        presets: [["classic", { docs: { sidebarPath: "./s.js", path: "../handbook", remarkPlugins: [[a, { path: "x" }]],
          routeBasePath: "/guide" }, blog: false }]],
        plugins: [["@docusaurus/plugin-content-docs", { id: "c", path: 'community', routeBasePath: 'c' }]],
      };`;
    expect(
      rootsOf({ "web/docusaurus.config.ts": config, "handbook/a.md": "", "web/docs/a.md": "" }, "web/docs"),
    ).toEqual({
      "/": ["web/static", "web"],
      "@site/": ["web"],
      "/guide/": ["handbook", "web/static", "web"],
      "/c/": ["web/community", "web/static", "web"],
    });
    const onlyDocs = 'export default { presets: [["classic", { docs: { routeBasePath: "/" } }]] };';
    expect(rootsOf({ "docusaurus.config.js": onlyDocs, "docs/a.md": "" }, "docs")).toMatchObject({
      "/": ["static", "", "docs"],
    });
  });

  it("VitePress: source folder and base", () => {
    const config = "export default defineConfig({ srcDir: './src', base: '/product/', title: `x` })";
    expect(rootsOf({ ".vitepress/config.mts": config, "src/a.md": "" }, "src")).toEqual({
      "/": ["src/public", "src"],
      "@/": ["src"],
      "/product/": ["src/public", "src"],
    });
    expect(rootsOf({ "docs/.vitepress/config/index.ts": "", "docs/a.md": "" }, "docs")).toEqual({
      "/": ["docs/public", "docs"],
      "@/": ["docs"],
    });
  });

  it("Starlight: base", () => {
    const config = 'export default defineConfig({ base: "/x", integrations: [starlight({})] })';
    expect(
      rootsOf({ "astro.config.mjs": config, "src/content/docs/a.md": "" }, "src/content/docs"),
    ).toMatchObject({
      "/": ["public", "src/content/docs"],
      "/x/": ["public", "src/content/docs"],
    });
  });

  it("MkDocs: folder of documents, and of snippets", () => {
    const config = `docs_dir: handbook
markdown_extensions:
  - admonition
  - pymdownx.snippets:
      base_path: [includes, !relative $docs_dir/parts]
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
`;
    expect(rootsOf({ "mkdocs.yml": config, "handbook/a.md": "" }, "handbook")).toEqual({
      "/": ["handbook", ""],
      "--8<-- ": ["includes", "handbook/parts"],
    });
    expect(rootsOf({ "mkdocs.yml": "a: [", "docs/a.md": "" }, "docs")).toEqual({ "/": ["docs", ""] });
    const table = "markdown_extensions:\n  pymdownx.snippets:\n    base_path: inc\n";
    expect(rootsOf({ "mkdocs.yml": table, "docs/a.md": "" }, "docs")).toMatchObject({ "--8<-- ": ["inc"] });
  });
});
