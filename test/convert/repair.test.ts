import type { RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { MAX_DEPTH } from "../../src/convert/flow.ts";
import { convertBlocks, convertDocument, NO_SITE } from "../../src/convert/index.ts";
import type { Document } from "../../src/model/document.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { outline } from "../../src/report/outline.ts";

/** Trees as plugins may leave them: nodes where the Markdown parser never puts them. */

function documentWith(children: RootContent[], path = "a.md"): Document {
  return {
    path,
    tree: { type: "root", children },
    frontMatter: null,
    title: null,
    headings: [],
    anchors: [],
    links: [],
    assets: [],
    includes: [],
    rules: [],
    messages: [],
  };
}

function convert(...children: RootContent[]) {
  const { blocks, messages } = convertBlocks(documentWith(children), NO_SITE, DEFAULT_CONVERT_OPTIONS);
  return { text: outline(blocks), ids: messages.map(({ id }) => id), messages };
}

const text = (value: string) => ({ type: "text", value }) as const;
const paragraph = (...children: Extract<RootContent, { type: "paragraph" }>["children"]) =>
  ({ type: "paragraph", children }) as const satisfies RootContent;

describe("text between blocks", () => {
  it("becomes paragraphs, run by run", () => {
    const { text: found } = convert(
      text("one "),
      { type: "strong", children: [text("two")] },
      { type: "thematicBreak" },
      text("three"),
    );
    expect(found).toBe('paragraph "one **two**"\ndivider\nparagraph "three"\n');
  });

  it("becomes the text of an item that has no paragraph", () => {
    // A plugin's tree may say what the types do not allow.
    const item: RootContent = JSON.parse(
      '{"type":"listItem","children":[{"type":"text","value":"bare"},{"type":"thematicBreak"},{"type":"text","value":"more"}]}',
    );
    expect(convert(item).text).toBe('bulleted_list_item "bare"\n  divider\n  paragraph "more"\n');
  });
});

describe("blocks in text", () => {
  const inside: RootContent = JSON.parse(
    '{"type":"paragraph","children":[{"type":"text","value":"before"},{"type":"blockquote","children":[{"type":"paragraph","children":[{"type":"text","value":"quoted"}]}]},{"type":"text","value":"after"}]}',
  );

  it("stand between the text before and after", () => {
    expect(convert(inside).text).toBe('paragraph "before"\nquote "quoted"\nparagraph "after"\n');
  });

  it("give their text where no block can stand", () => {
    const heading: RootContent = JSON.parse(
      '{"type":"heading","depth":2,"children":[{"type":"text","value":"a"},{"type":"paragraph","children":[{"type":"text","value":"b"}]},{"type":"code","value":"c"},{"type":"thematicBreak"}]}',
    );
    expect(convert(heading).text).toBe('heading_2 "a b c"\n');
    const alone: RootContent = JSON.parse(
      '{"type":"heading","depth":2,"children":[{"type":"paragraph","children":[{"type":"text","value":"b"}]}]}',
    );
    expect(convert(alone).text).toBe('heading_2 "b"\n');
  });
});

describe("parts of what is not there", () => {
  it("stand as paragraphs", () => {
    const cell = { type: "tableCell", children: [text("cell")] } as const satisfies RootContent;
    expect(convert({ type: "tableRow", children: [cell] }, cell).text).toBe(
      'paragraph "cell"\nparagraph "cell"\n',
    );
    expect(convert({ type: "table", children: [] }).text).toBe("");
  });

  it("references without a definition keep their text", () => {
    const reference = { identifier: "x", referenceType: "full" } as const;
    const { text: found } = convert(
      paragraph(
        { type: "linkReference", ...reference, children: [text("link")] },
        text(" "),
        { type: "imageReference", ...reference, alt: "image" },
        text(" "),
        { type: "imageReference", ...reference },
        { type: "footnoteReference", identifier: "x", label: "X" },
        { type: "footnoteReference", identifier: "y" },
      ),
      paragraph({ type: "linkReference", ...reference, children: [text("alone")] }),
      paragraph({
        type: "link",
        url: "https://example.org",
        children: [{ type: "imageReference", ...reference, alt: "badge" }],
      }),
    );
    expect(found).toBe(
      'paragraph "link image \\[^X\\]\\[^y\\]"\nparagraph "alone"\nparagraph "[badge](https://example.org)"\n',
    );
  });

  it("the first definition counts, wherever it stands", () => {
    const definition = (url: string) => ({ type: "definition", identifier: "x", url }) as const;
    const { text: found } = convert(
      { type: "blockquote", children: [definition("https://first.example"), paragraph(text("q"))] },
      definition("https://second.example"),
      paragraph(text("a "), {
        type: "linkReference",
        identifier: "x",
        referenceType: "full",
        children: [text("link")],
      }),
    );
    expect(found).toBe('quote "q"\nparagraph "a [link](https://first.example)"\n');
  });
});

describe("HTML that nothing read", () => {
  it("stands as written, save comments and declarations", () => {
    const { text: found, ids } = convert(
      { type: "html", value: "<!-- gone -->" },
      { type: "html", value: "<!DOCTYPE html>" },
      { type: "html", value: "<?php gone ?>" },
      { type: "html", value: "<x-y>kept</x-y>" },
      paragraph(text("a"), { type: "html", value: "<!-- gone -->" }, { type: "html", value: "<z>" }),
    );
    expect(found).toBe('paragraph "<x-y>kept</x-y>"\nparagraph "a<z>"\n');
    expect(ids).toEqual(["html-kept", "html-kept"]);
  });
});

describe("nodes that never show", () => {
  it("are front matter and definitions", () => {
    const toml: RootContent = JSON.parse('{"type":"toml","value":"a = 1"}');
    expect(convert({ type: "yaml", value: "a: 1" }, toml).text).toBe("");
    expect(convert(toml).ids).toEqual([]);
  });

  it("a root within a root shows its children", () => {
    const root: RootContent = JSON.parse('{"type":"root","children":[{"type":"thematicBreak"}]}');
    expect(convert(root).text).toBe("divider\n");
  });

  it("a table of contents, where a node asks for one", () => {
    expect(convert({ type: "tableOfContents", value: "" }).text).toBe("table_of_contents\n");
  });
});

describe("nesting past any sense", () => {
  it("flattens blocks, with all their text, and says so once", () => {
    let node: RootContent = { type: "list", ordered: false, children: [] };
    for (let depth = 0; depth < 2000; depth++) {
      node = {
        type: "blockquote",
        children: [
          paragraph(text(`p${depth}`)),
          { type: "toggle", summary: [text(`s${depth}`)], children: [{ type: "code", value: `c${depth}` }] },
          node,
        ],
      };
    }
    const { text: found, ids } = convert(node);
    expect(ids).toEqual(["nesting-too-deep"]);
    for (const letter of ["p", "s", "c"]) {
      expect(found.match(new RegExp(`"${letter}\\d+"`, "g"))).toHaveLength(2000);
    }
    const deepest = Math.max(...found.split("\n").map((line) => line.search(/\S/)));
    expect(deepest).toBeLessThanOrEqual(2 * MAX_DEPTH + 2);
  });

  it("flattens formatting, with all its text", () => {
    type Phrasing = Extract<RootContent, { type: "emphasis" }>["children"][number];
    let node: Phrasing = text("end");
    for (let depth = 0; depth < 1000; depth++) node = { type: "emphasis", children: [text("x"), node] };
    const { text: found, ids } = convert(paragraph(node));
    expect(found.match(/x+end/)?.[0]).toHaveLength(1003);
    expect(ids).toEqual(["nesting-too-deep"]);
  });
});

describe("the title of a page whose text says none", () => {
  it.each([
    ["guide/set-up.md", "set-up"],
    ["guide/index.md", "guide"],
    ["guide/README.md", "guide"],
    ["index.md", "index"],
    ["notes.markdown", "notes"],
  ])("%s is %s", (path, title) => {
    const site = NO_SITE;
    expect(convertDocument(documentWith([], path), site, null, DEFAULT_CONVERT_OPTIONS).content.title).toBe(
      title,
    );
  });

  it("is the one the set of pages gives it", () => {
    const page = { key: "a.md", title: "Given", slugs: null };
    const site = { ...NO_SITE, pages: new Map([["a.md", page]]) };
    expect(convertDocument(documentWith([]), site, null, DEFAULT_CONVERT_OPTIONS).content.title).toBe(
      "Given",
    );
  });
});
