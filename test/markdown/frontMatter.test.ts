import { describe, expect, it } from "vitest";
import { blocks, complaints, parse } from "./support.ts";

describe("front matter", () => {
  it.each([
    ["YAML", "---\ntitle: A\ntags: [x, y]\n---\ntext"],
    ["YAML by name", "---yaml\ntitle: A\ntags: [x, y]\n---\ntext"],
    ["TOML", '+++\ntitle = "A"\ntags = ["x", "y"]\n+++\ntext'],
    ["JSON", ';;;\n{"title": "A",\n"tags": ["x", "y"]}\n;;;\ntext'],
    ["JSON by name", '---json\n{"title": "A",\n"tags": ["x", "y"]}\n---\ntext'],
  ])("is read from %s", (_name, text) => {
    const { frontMatter, tree, messages } = parse(text);
    expect(frontMatter?.values).toEqual({ title: "A", tags: ["x", "y"] });
    expect(frontMatter?.place).toMatchObject({ line: 1, column: 1, endLine: 4 });
    expect(frontMatter?.places["tags"]).toMatchObject({ line: 3 });
    expect(tree.children).toHaveLength(1);
    expect(messages).toEqual([]);
  });

  it("keeps dates, times and words for truth as they are written", () => {
    const { frontMatter } = parse("---\na: 2026-01-31\nb: yes\nc: true\nd: 0\ne: null\nf:\n---");
    expect(frontMatter?.values).toEqual({ a: "2026-01-31", b: "yes", c: true, d: 0, e: null, f: null });
    const toml = parse("+++\na = 2026-01-31\nb = 2026-01-31T10:00:00Z\n+++");
    expect(toml.frontMatter?.values).toEqual({ a: "2026-01-31", b: "2026-01-31T10:00:00.000Z" });
  });

  it.each([
    ["lines of other programs", "\uFEFF---\r\ntitle: A\r\n---\r\ntext"],
    ["spaces after the fences", "---  \ntitle: A\n---\t\ntext"],
    ["comments and empty lines", "---\n# c\n\ntitle: A\n\n---\ntext"],
    ["a line that begins like a fence", "---\ntitle: A\nmore: |\n  x\n  ---- y\n---\ntext"],
  ])("takes %s", (_about, text) => {
    expect(parse(text).frontMatter?.values["title"]).toBe("A");
    expect(blocks(text)).toEqual([`paragraph [text "text"]`]);
  });

  it("may be empty", () => {
    expect(parse("---\n---\ntext").frontMatter?.values).toEqual({});
    expect(parse("---\n# only a remark\n---\ntext").frontMatter?.values).toEqual({});
  });

  it.each([
    ["a lone rule", "---\n\ntext", ["thematicBreak", `paragraph [text "text"]`]],
    [
      "a rule further down",
      "text\n\n---\na: b\n---",
      [`paragraph [text "text"]`, "thematicBreak", `heading depth=2 data={'slug':'a-b'} [text "a: b"]`],
    ],
    [
      "an empty line first",
      "\n---\na: b\n---",
      ["thematicBreak", `heading depth=2 data={'slug':'a-b'} [text "a: b"]`],
    ],
  ])("is not %s", (_about, text, trees) => {
    expect(blocks(text)).toEqual(trees);
    expect(parse(text).frontMatter).toBeNull();
  });

  it("without any key is Markdown, and is said to be", () => {
    expect(blocks("---\nFoo\n---\nbar")).toEqual([
      "thematicBreak",
      `heading depth=2 data={'slug':'foo'} [text "Foo"]`,
      `paragraph [text "bar"]`,
    ]);
    expect(complaints(parse("---\nFoo\n---\nbar"))).toEqual(["front-matter-no-keys 1:1"]);
  });
});

describe("broken front matter refuses the page, at its place", () => {
  it.each([
    ["YAML", "---\ntitle: A\nb: [1,\n---\ntext", "front-matter-broken 3:7"],
    ["a key given twice", "---\na: 1\nb: 2\na: 3\n---\ntext", "front-matter-broken 4:1"],
    ["a tab", "---\na:\n\t- b\n---\ntext", "front-matter-broken 3:1"],
    ["TOML", "+++\ntitle = \n+++\ntext", "front-matter-broken 2:9"],
    ["JSON", ';;;\n{"a": 1,\n "b" 2}\n;;;\ntext', "front-matter-broken 3:6"],
    ["JSON that is no object", ";;;\n[1]\n;;;\ntext", "front-matter-broken 1:1"],
  ])("%s", (_about, text, complaint) => {
    const document = parse(text);
    expect(complaints(document)).toEqual([complaint]);
    expect(document.messages[0]?.severity).toBe("error");
    expect(document.frontMatter).toBeNull();
    expect(blocks(text)).toEqual([`paragraph [text "text"]`]);
  });
});

describe("front matter never runs, grows or reaches out", () => {
  it.each(["js", "javascript", "coffee", "cson", "JS", "typescript"])("refuses a fence of %s", (language) => {
    for (const fence of [`---${language}`, `--- ${language}`]) {
      const document = parse(`${fence}\n{ title: (globalThis.ran = true) && "A" }\n---\ntext`);
      expect(complaints(document)).toEqual(["front-matter-script 1:1"]);
      expect(document.messages[0]?.severity).toBe("error");
      expect(document.frontMatter).toBeNull();
    }
    expect("ran" in globalThis).toBe(false);
  });

  it("bounds aliases", () => {
    const level = (n: number): string =>
      `k${n}: &k${n} [${Array(9)
        .fill(`*k${n - 1}`)
        .join(",")}]`;
    const bomb = ["k0: &k0 [x]", ...Array.from({ length: 12 }, (_, n) => level(n + 1))].join("\n");
    expect(complaints(parse(`---\n${bomb}\n---`))).toEqual(["front-matter-broken 1:1"]);
  });

  it.each([
    ["nesting", `a: ${"[".repeat(20_000)}`],
    ["length", `a: ${"x".repeat(70_000)}`],
    ["lines", `${"\n".repeat(60_000)}a: b`],
  ])("bounds %s", (_about, yaml) => {
    expect(complaints(parse(`---\n${yaml}\n---`))[0]).toMatch(/^front-matter-broken/);
  });

  it.each([
    "---\n__proto__:\n  polluted: true\na: {__proto__: {polluted: true}}\n---",
    '---json\n{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}\n---',
  ])("leaves what all objects inherit alone: %s", (text) => {
    const { frontMatter } = parse(text);
    expect(Object.keys({ ...frontMatter?.values })).toEqual(["a"]);
    expect("polluted" in { ...Object(frontMatter?.values["a"]) }).toBe(false);
    expect("polluted" in {}).toBe(false);
  });
});
