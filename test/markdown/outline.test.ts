import { describe, expect, it } from "vitest";
import { blocks, complaints, parse } from "./support.ts";

describe("the title", () => {
  it.each([
    ["front matter", "---\ntitle: A\n---\n# B", "A", [`heading depth=1 data={'slug':'b'} [text "B"]`]],
    ["front matter, its heading left out", "---\ntitle: A\n---\n# A\n\nx", "A", [`paragraph [text "x"]`]],
    [
      "the first heading of level 1",
      "intro\n\n# *A* b\n\n# C",
      "A b",
      [`paragraph [text "intro"]`, `heading depth=1 data={'slug':'c'} [text "C"]`],
    ],
    ["an HTML heading", '<h1 align="center">A</h1>\n\nx', "A", [`paragraph [text "x"]`]],
    ["a heading that has words", "#\n\n# A", "A", [`heading depth=1 data={'slug':''}`]],
    ["a number in front matter", "---\ntitle: 2026\n---", "2026", []],
    ["nothing", "## A", null, [`heading depth=2 data={'slug':'a'} [text "A"]`]],
    [
      "no heading inside a quote",
      "> # A",
      null,
      [`blockquote [heading depth=1 data={'slug':'a'} [text "A"]]`],
    ],
  ])("comes from %s", (_about, text, title, trees) => {
    expect(parse(text).title).toBe(title);
    expect(blocks(text)).toEqual(trees);
  });

  it("leaves the images of its heading on the page", () => {
    expect(blocks("# A ![i](i.png) [![b](b.png)](u)")).toEqual([
      `paragraph [image url='i.png' alt='i' link url='u' [image url='b.png' alt='b']]`,
    ]);
  });
});

describe("headings", () => {
  it("get the slugs GitHub gives", () => {
    const text =
      "# A title\n\n## A b\n\n## A b\n\n## Café & Co.\n\n## `code` *x* ![alt](i.png)\n\n## A title";
    expect(parse(text).headings.map(({ slug, isTitle }) => (isTitle ? `${slug} (title)` : slug))).toEqual([
      "a-title (title)",
      "a-b",
      "a-b-1",
      "café--co",
      "code-x-",
      "a-title-1",
    ]);
  });

  it.each([
    ["before", '<a name="q"></a>\n\n## H', ["q"]],
    ["before, in one paragraph with nothing else", '<a id="q" name="r"></a>\n## H', ["q", "r"]],
    ["inside", '## <a id="q"></a>H', ["q"]],
    ["on an HTML heading", '<h2 id="q">H</h2>', ["q"]],
    ["before a block between", '<a name="q"></a>\n\nx\n\n## H', undefined],
  ])("take explicit ids that stand %s", (_about, text, ids) => {
    expect(parse(text).headings[0]?.ids?.toSorted()).toEqual(ids);
  });
});

describe("addresses", () => {
  const text = `---
icon: img/i.png
cover: ./c.jpg
---
[a](a.md#x) <https://x.org> [r] ![i](i.png) ![s]

[![badge](b.png)](l.md) <img src="h.png"> <a href="h.md">h</a>

[^1]: note [n](n.md)

[r]: r.md
[s]: s.png
[unused]: u.md

<video src="v.mp4"></video>
`;

  it("of links, in order", () => {
    const { links } = parse(text);
    expect(links.map(({ url }) => url)).toEqual([
      "a.md#x",
      "https://x.org",
      "l.md",
      "h.md",
      "n.md",
      "r.md",
      "u.md",
    ]);
    expect(links[0]?.place).toEqual({ line: 5, column: 1, endLine: 5, endColumn: 12 });
  });

  it("of what is shown, in order", () => {
    const { assets } = parse(text);
    expect(assets.map(({ url }) => url)).toEqual([
      "img/i.png",
      "./c.jpg",
      "i.png",
      "b.png",
      "h.png",
      "s.png",
      "v.mp4",
    ]);
    expect(assets[0]?.place).toMatchObject({ line: 2 });
  });

  it("of an emoji there are none", () => {
    expect(parse("---\nicon: 🚀\n---").assets).toEqual([]);
  });
});

describe("merge conflicts", () => {
  const conflict = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n";

  it.each([
    ["in the text", `a\n\n${conflict}`, "merge-conflict 3:1"],
    ["in the front matter", `---\n${conflict}---\n`, "merge-conflict 2:1"],
    ["half in code", `\`\`\`\n<<<<<<< a\n\`\`\`\n=======\n>>>>>>> b\n`, "merge-conflict 2:1"],
  ])("%s refuse the page", (_about, text, complaint) => {
    const document = parse(text);
    expect(complaints(document)).toEqual([complaint]);
    expect(document.messages[0]?.severity).toBe("error");
  });

  it.each([
    ["an example of one", `\`\`\`\n${conflict}\`\`\`\n`],
    ["an indented example", conflict.replace(/^/gm, "    ")],
    ["two markers of three", "<<<<<<< HEAD\nx\n>>>>>>> b\n"],
    ["markers in the wrong order", ">>>>>>> b\n=======\n<<<<<<< HEAD\n"],
    ["markers inside a line", "a <<<<<<< HEAD\na =======\na >>>>>>> b\n"],
  ])("are not seen in %s", (_about, text) => {
    expect(complaints(parse(text))).toEqual([]);
  });
});
