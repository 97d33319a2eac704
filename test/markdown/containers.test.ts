import fc from "fast-check";
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/model/options.ts";
import { blocks, complaints, parse } from "./support.ts";

const note = (text: string, more = "") => `callout kind='note'${more} [paragraph [text "${text}"]]`;

describe("containers between colons", () => {
  it.each([
    ["Docusaurus", ":::note[Title]\na\n:::", ` title=(text "Title")`],
    ["Docusaurus, older", ":::note Title\na\n:::", ` title=(text "Title")`],
    ["VitePress", "::: note Title\na\n:::", ` title=(text "Title")`],
    ["a class behind a title", "::: note Title {.class}\na\n:::", ` title=(text "Title")`],
    ["an id behind a title", "::: note T {#id}\na\n:::", ` title=(anchor id='id' text "T")`],
    ["brackets in brackets", ":::note[a [b] c]\na\n:::", ` title=(text "a [b] c")`],
    ["an escaped bracket", ":::note[a \\] c]\na\n:::", ` title=(text "a ] c")`],
    ["a colour", ":::note{color=red}\na\n:::", ` color='red'`],
    ["a colour Notion does not have", ":::note{color=mauve}\na\n:::", ""],
    ["spaces at the ends of lines", ":::note  \na\n:::  ", ""],
    ["any case", ":::NOTE\na\n:::", ""],
    ["indentation of less than four columns", "   :::note\na\n  :::", ""],
    ["more colons at the end", ":::note\na\n:::::", ""],
  ])("are read in the spelling of %s", (_about, markdown, more) => {
    expect(blocks(markdown, "docusaurus")).toEqual([`callout kind='note'${more} [paragraph [text "a"]]`]);
  });

  it.each([
    ["fewer colons", "::note\na\n::"],
    ["a name that begins with a digit", ":::1\na"],
    ["a label that is not closed", ":::note[a\nb"],
    ["text behind a label", ":::note[a] b\nc"],
    ["something at once behind the name", ":::note.a\nb"],
    ["a colon elsewhere in the line", "a :::note\nb"],
    ["an escape", "\\:::note\nb"],
  ])("are not made by %s", (_about, markdown) => {
    expect(blocks(markdown, "docusaurus")).toHaveLength(1);
    expect(blocks(markdown, "docusaurus")[0]).toMatch(/^paragraph/);
  });

  it("end with the innermost of as many colons, else of fewer", () => {
    expect(blocks("::::note\n:::tip\na\n::::\nb", "docusaurus")).toEqual([
      `callout kind='note' [callout kind='tip' [paragraph [text "a"]]]`,
      `paragraph [text "b"]`,
    ]);
    expect(blocks(":::note\n:::tip\na\n:::\nb\n:::", "docusaurus")).toEqual([
      `callout kind='note' [callout kind='tip' [paragraph [text "a"]] paragraph [text "b"]]`,
    ]);
  });

  it("that nothing ends are reported where they begin, and end with what they stand in", () => {
    const document = parse("> :::note\n> a\n\nb", "docusaurus");
    expect(complaints(document)).toEqual(["container-not-closed 1:3"]);
    expect(blocks("> :::note\n> a\n\nb", "docusaurus")).toEqual([
      `blockquote [${note("a")}]`,
      `paragraph [text "b"]`,
    ]);
  });

  it("give back a line that closes nothing, or opens what nobody knows, within its paragraph", () => {
    expect(blocks("a\n:::\n*b*\n:::foo *c*\nd", "docusaurus")).toEqual([
      `paragraph [text "a\\n:::\\n" emphasis [text "b"] text "\\n:::foo " emphasis [text "c"] text "\\nd"]`,
    ]);
  });

  it("are not there in the presets that do not have them", () => {
    for (const preset of ["auto", "github", "commonmark", "mkdocs", "obsidian"] as const) {
      expect(blocks(":::note\na\n:::", preset)).toEqual([`paragraph [text ":::note\\na\\n:::"]`]);
    }
  });

  it("have places that reach from their first line to their last", () => {
    const [callout] = parse("a\n\n:::note\nb\n:::\n", "docusaurus").tree.children.slice(1);
    expect(callout?.position).toMatchObject({ start: { line: 3, column: 1 }, end: { line: 5, column: 4 } });
  });
});

describe("indented blocks", () => {
  it("go on over blank lines and end at a line that is not indented", () => {
    expect(blocks("!!! note\n\n    a\n\n    b\nc", "mkdocs")).toEqual([
      `callout kind='note' [paragraph [text "a"] paragraph [text "b"]]`,
      `paragraph [text "c"]`,
    ]);
  });

  it("end where the one around them goes on", () => {
    expect(blocks("!!! note\n    !!! tip\n        a\n    b\nc", "mkdocs")).toEqual([
      `callout kind='note' [callout kind='tip' [paragraph [text "a"]] paragraph [text "b"]]`,
      `paragraph [text "c"]`,
    ]);
  });

  it("are indented by tabs too", () => {
    expect(blocks("!!! note\n\ta\n\n\t- b", "mkdocs")).toEqual([
      `callout kind='note' [paragraph [text "a"] list [listItem [paragraph [text "b"]]]]`,
    ]);
  });

  it("fold as they say", () => {
    expect(blocks("??? note\n    a\n\n???+ note\n    b", "mkdocs")).toEqual([
      note("a", " fold='closed'"),
      note("b", " fold='open'"),
    ]);
  });

  it("are not there in other presets", () => {
    expect(blocks('!!! note "T"\n    a', "docusaurus")[0]).toMatch(/^paragraph \[text "!!! note/);
    expect(blocks('=== "T"\n    a', "obsidian")[0]).toMatch(/^paragraph/);
  });
});

/** Lines of documents, by preset; `%` is a word. A line that opens something is followed by what it holds. */
interface Lines {
  readonly preset: Preset;
  readonly lines: readonly string[];
}

const indent = (lines: readonly string[], by: string) =>
  lines.map((line) => (line === "" ? "" : `${by}${line}`));

type Wrap = (body: readonly string[], depth: number) => readonly string[];

const colons = (opening: string): Wrap => {
  return (body, depth) => [`${":".repeat(3 + depth)}${opening}`, ...body, ":".repeat(3 + depth)];
};
const indented = (opening: string): Wrap => {
  return (body) => [opening, "", ...indent(body, "    ")];
};
const quoted = (opening: string): Wrap => {
  return (body) => [opening, ...body].map((line) => `> ${line}`);
};

const ANYWHERE: readonly Wrap[] = [
  (body) => [`- ${body[0] ?? ""}`, ...indent(body.slice(1), "  ")],
  (body) => [...body, "", "%"],
  (body) => ["> %", ">", ...body.map((line) => `> ${line}`)],
];
const OWN = ["toggle[%]", "columns", "column{width=20}", "tabs", "tab[%]", "synced"].map(colons);
const WRAPS: { readonly [P in Preset]?: readonly Wrap[] } = {
  docusaurus: [...OWN, ...["note[%]", "tip", "made-up %", "details %"].map(colons)],
  vitepress: [...OWN, ...[" info %", " raw", " code-group"].map(colons), quoted("[!NOTE] %")],
  mkdocs: [
    ...OWN,
    ...['!!! note "%"', "!!! tip", '??? "%"', "???+ bug", '=== "%"'].map(indented),
    (body) => ["%", `:   ${body[0] ?? ""}`, ...indent(body.slice(1), "    ")],
  ],
  obsidian: [...OWN, quoted("[!note]- %"), quoted("[!made-up]")],
};

function linesOf(preset: Preset): fc.Arbitrary<Lines> {
  const wraps = [...ANYWHERE, ...(WRAPS[preset] ?? [])];
  const { any } = fc.letrec<{ any: readonly string[] }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(["%"], ["%", "", "%"], ["- %", "- %"], ["```", "%", "```"], ["## %"]),
      fc
        .tuple(fc.constantFrom(...wraps), fc.array(tie("any"), { minLength: 1, maxLength: 2 }), fc.nat(3))
        .map(([wrap, parts, depth]) =>
          wrap(
            parts.flatMap((part, index) => (index === 0 ? part : ["", ...part])),
            depth,
          ),
        ),
    ),
  }));
  return fc
    .array(any, { minLength: 1, maxLength: 3 })
    .map((parts) => ({ preset, lines: parts.flatMap((part) => [...part, ""]) }));
}

function numbered(lines: readonly string[]): { readonly markdown: string; readonly words: string[] } {
  const words: string[] = [];
  const markdown = lines.join("\n").replaceAll("%", () => {
    words.push(`w${words.length}x`);
    return words.at(-1) ?? "";
  });
  return { markdown, words };
}

const MARKS = /:::|!!!|\?\?\?|===|\[!|[{}]/;

function wordsIn(node: Nodes): string[] {
  const own = "value" in node ? (node.value.match(/w\d+x/g) ?? []) : [];
  const title: readonly Nodes[] =
    (node.type === "callout" ? node.title : node.type === "toggle" ? node.summary : null) ??
    (node.type === "tab" ? node.label : []);
  const children: readonly Nodes[] = "children" in node ? node.children : [];
  return [...own, ...[...title, ...children].flatMap(wordsIn)];
}

describe("documents of containers in containers", () => {
  it.each(["docusaurus", "vitepress", "mkdocs", "obsidian"] as const)(
    "keep every word, in order, and show no mark, with preset %s",
    (preset) => {
      fc.assert(
        fc.property(linesOf(preset), ({ lines }) => {
          const { markdown, words } = numbered(lines);
          const { tree, titleHeading } = parse(markdown, preset);
          expect(titleHeading).toBeUndefined();
          expect({ markdown, words: wordsIn(tree) }).toEqual({ markdown, words });
          expect({ markdown, marks: textOf(tree).match(MARKS) }).toEqual({ markdown, marks: null });
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe("hostile text", () => {
  const time = (text: string, preset: Preset): number => {
    const start = process.cpuUsage().user;
    parse(text, preset);
    return process.cpuUsage().user - start;
  };

  it.each<[string, Preset, (n: number) => string]>([
    ["openings of unknown kinds that nothing closes", "docusaurus", (n) => ":::x\n".repeat(n)],
    ["openings that nothing closes", "docusaurus", (n) => ":::note\n".repeat(n)],
    ["closings of nothing", "docusaurus", (n) => ":::\n".repeat(n)],
    ["closings too short for what is open", "docusaurus", (n) => ":::::a\n:::\n".repeat(n)],
    ["braces in a title", "docusaurus", (n) => `:::note ${"{".repeat(n)}`],
    ["quotation marks in braces", "docusaurus", (n) => `:::note ${'{a=" '.repeat(n)}`],
    ["quotation marks in a title", "mkdocs", (n) => `!!! note ${'" '.repeat(n)}`],
    ["definitions in definitions", "mkdocs", (n) => ": ".repeat(n)],
    ["abbreviations", "mkdocs", (n) => "*[a]: b\n".repeat(n)],
    ["headings that fold", "obsidian", (n) => "# a {toggle}\n".repeat(n)],
  ])("takes time in proportion to its size: %s", (_about, preset, text) => {
    time(text(500), preset);
    const small = time(text(1000), preset);
    // Five times as much; thrice that for the noise of a busy machine. What is quadratic takes 25 times.
    expect(time(text(5000), preset)).toBeLessThan(15 * Math.max(small, 20_000));
  });
});
