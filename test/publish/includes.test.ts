import { describe, expect, it } from "vitest";
import { convertDocument, NO_SITE } from "../../src/convert/index.ts";
import { diskFiles, type Files, memoryFiles } from "../../src/files/index.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { isDocument, openLibrary } from "../../src/publish/library.ts";
import { outline } from "../../src/report/outline.ts";
import { folderWith, git } from "../files/tree.ts";

interface Read {
  readonly text: string;
  readonly messages: readonly string[];
  readonly includes: readonly string[];
  readonly links: readonly string[];
}

async function read(files: Files, path: string, given: Partial<ConvertOptions>): Promise<Read> {
  const options = { ...DEFAULT_CONVERT_OPTIONS, ...given };
  const found = await openLibrary(files).document(path, options);
  if (!isDocument(found)) throw new Error(found.map(({ says }) => says).join("\n"));
  const { content } = convertDocument(found, NO_SITE, null, options);
  return {
    text: outline(content.blocks).trimEnd(),
    messages: content.messages.map(
      ({ id, path: file, place }) => `${place?.path ?? file}:${place?.line} ${id}`,
    ),
    includes: found.includes,
    links: [...found.links, ...found.assets].map(({ url }) => url),
  };
}

const mkdocs = { preset: "mkdocs", linkRoots: { "/": ["docs", ""] } } as const;
const vitepress = { preset: "vitepress", linkRoots: { "/": ["public", ""], "@/": [""] } } as const;
const obsidian = { preset: "obsidian", linkRoots: { "": [""] } } as const;

describe("MkDocs snippets", () => {
  const files = memoryFiles({
    "docs/a.md": [
      '--8<-- "docs/part.md"',
      "",
      '- item\n\n    --8<-- "part.md"',
      "",
      "```py",
      '--8<-- "code.py:main"',
      "```",
      "",
      "--8<--\nlines.md:2:3\n--8<--",
      "",
      '`--8<-- "part.md"` and --8<-- "part.md" in a line',
    ].join("\n"),
    "docs/part.md": "---\nauthor: x\n---\n\n*Part* with [link](b.md)\n",
    "code.py": "a = 1\n# --8<-- [start:main]\n  b = 2\n    c = 3\n# --8<-- [end:main]\n",
    "docs/lines.md": "one\n\ntwo\nthree",
  });

  it("stand for the file, in code for its text, and keep their place in a line", async () => {
    const { text, messages, includes, links } = await read(files, "docs/a.md", mkdocs);
    expect(text).toBe(
      [
        'paragraph "*Part* with link"',
        'bulleted_list_item "item"',
        '  paragraph "*Part* with link"',
        'code python "b = 2\\n  c = 3"',
        'paragraph "two"',
        `paragraph "\`--8<-- \\"part.md\\"\` and --8<-- \\"part.md\\" in a line"`,
      ].join("\n"),
    );
    expect(messages).toEqual(["docs/part.md:5 link-local", "docs/part.md:5 link-local"]);
    expect(includes).toContain("docs/part.md");
    expect(links).toEqual(["b.md", "b.md"]);
  });

  it("are no snippets elsewhere", async () => {
    const { text, includes } = await read(files, "docs/a.md", { preset: "vitepress" });
    expect(text).toContain('--8<-- \\"docs/part.md\\"');
    expect(includes).toEqual([]);
  });
});

describe("VitePress includes", () => {
  const files = memoryFiles({
    "guide/a.md": [
      "<div>bold</div>\n\n<!-- a comment -->\n",
      "<<< @/snippets/x.ts#mine{1,3 js:line-numbers}[Title.js]",
      "",
      "<!--@include: ../parts/p.md{3,}-->",
      "",
      "<!--@include: @/parts/p.md#second-->",
      "",
      "<<< @/none.ts",
      "",
      "a <<< b",
    ].join("\n"),
    "snippets/x.ts": "// #region mine\nconst a = '<b>';\n// #endregion mine\nconst c = 2;",
    "parts/p.md": "one\n\ntwo\n\n## Second\n\nthree\n\n## Third\n\nfour",
  });

  it("stand for code, lines and headings of files", async () => {
    const { text, messages } = await read(files, "guide/a.md", vitepress);
    expect(text).toBe(
      [
        'paragraph "bold"',
        'code javascript "const a = \'<b>\';" caption="Title.js"',
        'paragraph "two"',
        'heading_2 "Second" #second',
        'paragraph "three"',
        'heading_2 "Third" #third',
        'paragraph "four"',
        'heading_2 "Second" #second-1',
        'paragraph "three"',
        'paragraph "a <<< b"',
      ].join("\n"),
    );
    expect(messages).toEqual(["guide/a.md:11 include-not-found"]);
  });
});

describe("Obsidian embeds", () => {
  const files = memoryFiles({
    "a.md": "![[Note]]\n\n![[sub/Other#Part]]\n\n![[Note#^mark]]\n\n![[Note#Nothing]]",
    "deep/er/Note.md": "text [x](y.md) ^mark\n\nmore",
    "sub/Other.md": "no\n\n# Part\n\nyes\n\n# Next\n\nno",
  });

  it("find a note by its name, and show a heading or block of it", async () => {
    const { text, messages, links } = await read(files, "a.md", obsidian);
    expect(text).toBe(
      [
        'paragraph "text x" #^mark',
        'paragraph "more"',
        'heading_1 "Part" #part',
        'paragraph "yes"',
        'paragraph "text x"',
        // What is not there keeps its name.
        'paragraph "Note"',
      ].join("\n"),
    );
    expect(messages.filter((one) => !one.endsWith("link-local"))).toEqual(["a.md:7 include-part"]);
    expect(links).toEqual(["deep/er/y.md", "deep/er/y.md"]);
  });
});

describe("what may be included", () => {
  it("ends circles, and refuses what is hidden, ignored, kept back or outside", async () => {
    const root = folderWith({
      "a.md": ["a.md", "b.md", ".env.md", "ignored/x.md", "draft.md", "../../out.md", "gone.md", "link.md"]
        .map((name) => `--8<-- "${name}"`)
        .join("\n\n"),
      "b.md": 'b\n\n--8<-- "a.md"',
      ".env.md": "secret",
      ".gitignore": "ignored/\n",
      "ignored/x.md": "secret",
      "draft.md": "---\ndraft: true\n---\nsecret",
    });
    git(root, "init", "-q");
    const { text, messages } = await read(diskFiles(root), "a.md", { preset: "mkdocs" });
    expect(text).toBe('paragraph "b"');
    expect(messages).toEqual([
      "a.md:1 include-circle",
      "b.md:3 include-circle",
      "a.md:5 include-refused",
      "a.md:7 include-refused",
      "a.md:9 include-refused",
      "a.md:11 include-refused",
      "a.md:13 include-not-found",
      "a.md:15 include-not-found",
    ]);
  });
});

describe("texts as components of MDX", () => {
  it("stand where the component is used, with links from their own folder", async () => {
    const files = memoryFiles({
      "docs/a.mdx":
        "import Part from '../parts/_part.mdx';\nimport Code from '@theme/Code';\n\nBefore\n\n<Part />\n\n- <Part></Part>\n\n<Gone.Part />",
      "parts/_part.mdx": "export const x = 1;\n\n*Part* [l](other.md)\n\n<Tip>Mind</Tip>",
    });
    const { text, messages, links, includes } = await read(files, "docs/a.mdx", {});
    expect(text).toBe(
      [
        'paragraph "Before"',
        'paragraph "*Part* l"',
        'callout 💡 green_background "Mind"',
        'bulleted_list_item "*Part* l"',
        '  callout 💡 green_background "Mind"',
      ].join("\n"),
    );
    expect(messages.filter((one) => !one.endsWith("link-local"))).toEqual([
      "docs/a.mdx:10 component-unknown",
    ]);
    expect(links).toEqual(["../parts/other.md", "../parts/other.md"]);
    expect(includes).toEqual(["parts/_part.mdx"]);
  });

  it("are read as Markdown, with a message, where they are no MDX", async () => {
    const { text, messages } = await read(memoryFiles({ "a.mdx": "one {two\n\n<b>x</b>" }), "a.mdx", {});
    expect(text).toBe('paragraph "one \\{two"\nparagraph "**x**"');
    expect(messages).toEqual(["a.mdx:1 mdx-broken"]);
  });
});
