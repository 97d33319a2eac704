import { describe, expect, it } from "vitest";
import { convert, outline, type RemarkOptions } from "../../src/index.ts";

/** Places and ids of what is said about a text. */
function said(markdown: string, options: RemarkOptions = {}): readonly string[] {
  const { messages } = convert(markdown, options);
  return messages.map(({ id, severity, place }) => `${place?.line}:${place?.column} ${severity} ${id}`);
}

const FORMS: readonly (readonly [string, RemarkOptions, (text: string) => string])[] = [
  ["HTML", { path: "a.md" }, (text) => `<!-- ${text} -->`],
  ["HTML in Docusaurus", { path: "a.md", preset: "docusaurus" }, (text) => `<!-- ${text} -->`],
  ["MDX", { path: "a.mdx" }, (text) => `{/* ${text} */}`],
  ["Obsidian", { path: "a.md", preset: "obsidian" }, (text) => `%% ${text} %%`],
  ["Obsidian over lines", { path: "a.md", preset: "obsidian" }, (text) => `%%\n${text}\n%%`],
  ["HTML in Obsidian", { path: "a.md", preset: "obsidian" }, (text) => `<!--${text}-->`],
];

describe.each(FORMS)("comments of %s", (_name, options, comment) => {
  const ids = (...parts: readonly string[]): readonly string[] =>
    said(parts.join("\n\n"), options).map((one) => one.replace(/^\S+ /, ""));

  it("turn messages off and on from where they stand", () => {
    expect(ids("[a](a.md)", comment("mdnotion:off link-local"), "[b](b.md)")).toEqual(["warn link-local"]);
    expect(ids(comment("mdnotion:off"), "[a](a.md)", comment("mdnotion:default"), "[b](b.md)")).toEqual([
      "warn link-local",
    ]);
    expect(ids(comment("mdnotion:off image-refused"), "[a](a.md)")).toEqual(["warn link-local"]);
    expect(ids(comment("mdnotion:error link-local, image-refused"), "[a](a.md)")).toEqual([
      "error link-local",
    ]);
  });

  it("are about the next block only", () => {
    const list = "- [a](a.md)\n- [b](b.md)";
    expect(ids(comment("mdnotion:off-next"), list, "[c](c.md)")).toEqual(["warn link-local"]);
    expect(ids(comment("mdnotion:error-next link-local"), list)).toEqual([
      "error link-local",
      "error link-local",
    ]);
  });

  it("leave regions out, and show nothing of themselves", () => {
    const text = [
      comment("mdnotion:ignore"),
      "unseen",
      comment("mdnotion:end"),
      "seen",
      comment("mdnotion:off"),
    ];
    expect(outline(convert(text.join("\n\n"), options).blocks).trim()).toBe('paragraph "seen"');
  });

  it("tell of ids that no message has", () => {
    expect(ids(comment("mdnotion:off link-locl"))).toEqual(["warn rule-unknown"]);
  });
});

describe("comments in a line", () => {
  it("hold to the end, or for the next mark", () => {
    expect(said("a [b](b.md) <!-- mdnotion:off --> [c](c.md)\n\n[d](d.md)")).toEqual(["1:3 warn link-local"]);
    expect(said("<b>x</b> <!-- mdnotion:off-next --> words, [b](b.md) and [c](c.md)")).toEqual([
      "1:58 warn link-local",
    ]);
    expect(said("a %%mdnotion:off-next%%[b](b.md)[c](c.md)", { preset: "obsidian" })).toEqual([
      "1:33 warn link-local",
    ]);
  });
});

describe("rules of the configuration", () => {
  it("are overruled by comments; what is still a warning is an error when it is to be strict", () => {
    const text =
      "[a](a.md)\n\n<!-- mdnotion:warn link-local -->\n\n[b](b.md)\n\n<!-- mdnotion:off -->\n\n[c](c.md)";
    expect(said(text, { rules: { "link-local": "error" } })).toEqual([
      "1:1 error link-local",
      "5:1 warn link-local",
    ]);
    expect(said(text, { strict: true })).toEqual(["1:1 error link-local", "5:1 error link-local"]);
    expect(said("[a](a.md)", { rules: { "link-local": "off" }, strict: true })).toEqual([]);
  });
});
