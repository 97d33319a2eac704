import type { Root } from "mdast";
import type { PluggableList } from "unified";
import type { VFile } from "vfile";
import { describe, expect, it } from "vitest";
import { convertDocument, NO_SITE } from "../../src/convert/index.ts";
import { convert, outline, type RemarkOptions } from "../../src/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { callout, divider, heading1, paragraph, text } from "../../src/model/builders/blocks.ts";
import type { ComponentElement, Handlers } from "../../src/model/extension.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";

function shown(markdown: string, options: RemarkOptions = {}): string {
  const { blocks, messages } = convert(markdown, options);
  const said = messages.map(({ id, says, place }) => `! ${place?.line ?? "-"} ${id}: ${says}`);
  return [outline(blocks).trimEnd(), ...said].filter((line) => line !== "").join("\n");
}

const withPlugins = (...remarkPlugins: PluggableList): RemarkOptions => ({ remarkPlugins });

describe("remark plugins", () => {
  it("change the tree before dialects, get options, and stand in order", () => {
    function add({ word }: { word: string }) {
      return (tree: Root) => {
        tree.children.push({ type: "blockquote", children: [{ type: "paragraph", children: [] }] });
        tree.children.push({ type: "html", value: `<b>${word}</b>` });
      };
    }
    function drop() {
      return (tree: Root): Root => ({ type: "root", children: tree.children.slice(1) });
    }
    expect(shown("one\n\ntwo", withPlugins([add, { word: "three" }], drop))).toBe(
      'paragraph "two"\nquote ""\nparagraph "**three**"',
    );
    expect(shown("one\n\ntwo", withPlugins({ plugins: [drop, drop] }))).toBe("");
  });

  it("refuse the page by throwing, with their name and the place they tell", () => {
    function breaks() {
      return () => {
        throw new Error("no such\nthing.");
      };
    }
    function refuses() {
      return (tree: Root, file: VFile) => file.fail("Not that.", tree.children[1]);
    }
    function never() {
      throw new Error("wrong options");
    }
    const said = (plugin: PluggableList[number]) => shown("one\n\ntwo", withPlugins(plugin));
    expect(said(breaks)).toBe("! - plugin-failed: The remark plugin `breaks` failed: no such.");
    expect(said(refuses)).toBe("! 3 plugin-failed: The remark plugin `refuses` failed: Not that.");
    expect(said(never)).toBe("! - plugin-failed: The remark plugin `never` failed: wrong options.");
    expect(said(() => () => Promise.reject(new Error("later")))).toBe(
      "! - plugin-failed: The remark plugin `#1` failed: it works asynchronously, and conversion is synchronous.",
    );
    const [message] = convert("x", withPlugins(breaks)).messages;
    expect([message?.severity, message?.about]).toEqual(["error", "document"]);
  });

  it("say what they say at the place, as rules have it", () => {
    function remarks() {
      return (tree: Root, file: VFile) => {
        file.message("Long words.", tree.children[1]);
      };
    }
    expect(shown("one\n\ntwo", withPlugins(remarks))).toContain("! 3 plugin-says: Long words.");
    expect(shown("one\n\ntwo", { ...withPlugins(remarks), rules: { "plugin-says": "off" } })).not.toContain(
      "!",
    );
    const quiet = "one\n\n<!-- mdnotion:off plugin-says -->\n\ntwo";
    function remarksLast() {
      return (tree: Root, file: VFile) => {
        file.message("Long words.", tree.children.at(-1));
      };
    }
    expect(shown(quiet, withPlugins(remarksLast))).not.toContain("!");
  });

  it("make nodes that nobody knows, which are shown by what they hold", () => {
    function strange() {
      return (tree: Root) => {
        const node: unknown = { type: "strange", children: tree.children.splice(0, 1) };
        tree.children.unshift(...[node].filter(isContent));
      };
    }
    expect(shown("one\n\ntwo", withPlugins(strange))).toMatch(
      /^paragraph "one"\nparagraph "two"\n! .* node-unknown/,
    );
  });
});

function isContent(node: unknown): node is Root["children"][number] {
  return typeof node === "object" && node !== null && "type" in node;
}

it("refuses a preset that is none", () => {
  const options: RemarkOptions = JSON.parse('{"preset": "jekyll"}');
  expect(() => convert("x", options)).toThrow("There is no preset `jekyll`: expected one of docusaurus, ");
});

describe("handlers", () => {
  const converted = (markdown: string, handlers: Handlers): string => shown(markdown, { handlers });

  it("give blocks, text, several of them, or nothing, in place of a node", () => {
    const markdown = "a *b* c\n\n> d\n\n***";
    expect(converted(markdown, { emphasis: () => "B", thematicBreak: () => null })).toBe(
      'paragraph "a B c"\nquote "d"',
    );
    expect(converted(markdown, { blockquote: () => [paragraph("x"), "y", divider(), "z"] })).toBe(
      'paragraph "a *b* c"\nparagraph "x"\nparagraph "y"\ndivider\nparagraph "z"\ndivider',
    );
    expect(converted("a *b* c", { emphasis: () => divider() })).toBe('paragraph "a"\ndivider\nparagraph "c"');
  });

  it("leave a node to mdnotion, or begin from what it makes", () => {
    expect(converted("> d", { blockquote: () => undefined })).toBe('quote "d"');
    expect(
      converted("> d", { blockquote: (node, { blocks }) => [callout("!", { children: blocks(node) })] }),
    ).toBe('callout "!"\n  quote "d"');
    expect(
      converted("> a\n>\n> > b", { blockquote: (node, { blocks }) => [divider(), ...blocks(node)] }),
    ).toBe('divider\nquote "a"\n  divider\n  quote "b"');
  });

  it("give text in the look of what is around it, and the words of a block where none can stand", () => {
    expect(
      converted("**a _b_** [_c_](https://example.org)", { emphasis: () => text("X", { code: true }) }),
    ).toBe('paragraph "**a ****`X`** [`X`](https://example.org)"');
    const inCell = converted("| a |\n| - |\n| _b_ |", {
      emphasis: () => callout("x", { children: [paragraph("y")] }),
    });
    expect(inCell).toContain('"x y"');
  });

  it("keep the places that links lead to", () => {
    const options: ConvertOptions = {
      ...DEFAULT_CONVERT_OPTIONS,
      handlers: { heading: (node, context) => heading1(context.text(node.children)) },
    };
    const { blocks } = convertDocument(
      parseDocument("## A b", "a.md", options),
      NO_SITE,
      null,
      options,
    ).content;
    expect(blocks[0]).toMatchObject({ type: "heading_1", slugs: ["a-b"], place: { line: 1 } });
  });

  it("warn at their node", () => {
    expect(
      converted("one\n\n> d", {
        blockquote: (_node, { warn }) => {
          warn("No quotes.");
          return undefined;
        },
      }),
    ).toBe('paragraph "one"\nquote "d"\n! 3 handler-says: No quotes.');
  });

  it("refuse the page by throwing, or by what is no content", () => {
    const broken: Handlers = {
      blockquote: () => {
        throw new Error("not today.");
      },
    };
    expect(converted("one\n\n> d", broken)).toBe(
      'paragraph "one"\n! 3 handler-failed: The handler of `blockquote` failed here: not today.',
    );
    const wrong: Handlers = { blockquote: () => JSON.parse('{"object":"block"}') };
    expect(converted("> d", wrong)).toBe(
      "! 1 handler-failed: The handler of `blockquote` failed here: it gave an object with object, which is neither block nor text.",
    );
  });
});

describe("components", () => {
  const elements: ComponentElement[] = [];
  const components: RemarkOptions["components"] = {
    Hint: (element, { blocks, text: runs }) => {
      elements.push(element);
      const isText = element.children.every(({ type }) => type === "text" || type === "strong");
      return isText
        ? ["(", ...runs(element.children), ")"]
        : callout("!", { children: blocks(element.children) });
    },
    "ui.Box": () => undefined,
  };
  const converted = (markdown: string, path: string): string => {
    elements.length = 0;
    return shown(markdown, { components, path });
  };

  it.each(["a.md", "a.mdx"])("stand in text and between blocks, in %s", (path) => {
    expect(converted('one <Hint class="a b">**t**</Hint> two', path)).toBe('paragraph "one (**t**) two"');
    expect(converted('<Hint Level="3" data-x="y" open>\n\n- a\n\n</Hint>\n\nafter', path)).toBe(
      'callout "!"\n  bulleted_list_item "a"\nparagraph "after"',
    );
    expect(elements.at(-1)).toMatchObject({
      name: "Hint",
      attributes: { level: "3", "data-x": "y", open: "" },
    });
    expect(converted("<Hint />\n\nafter", path)).toBe('paragraph "()"\nparagraph "after"');
    expect(converted("<Hint title='a > b'/>\n\n> q", path)).toBe('paragraph "()"\nquote "q"');
  });

  it("may leave what they hold as it is, and get what a program says plainly", () => {
    expect(converted("<ui.Box>\n\nin it\n\n</ui.Box>", "a.mdx")).toBe('paragraph "in it"');
    converted("<Hint n={2} on={true} off={false} f={() => 1} t={`x`}/>", "a.mdx");
    expect(elements.at(-1)?.attributes).toEqual({ n: "2", on: "", t: "x" });
  });

  it("convert what they hold like everything else", () => {
    expect(converted("<Hint>\n\n> [!NOTE]\n> a\n\n```js\n<Hint>\n```\n\n</Hint>", "a.md")).toBe(
      'callout "!"\n  callout ℹ️ blue_background "a"\n  code javascript "<Hint>"',
    );
  });
});
