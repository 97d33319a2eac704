import { describe, expect, it } from "vitest";
import { blocks, complaints, inline, parse } from "./support.ts";

describe("HTML inside a line", () => {
  it.each([
    [
      "a <u>b *c* d</u> e",
      `text "a " styled style={'underline':true} [text "b " emphasis [text "c"] text " d"] text " e"`,
    ],
    ["<ins>x</ins>", `styled style={'underline':true} [text "x"]`],
    ["<b>x</b> <strong>y</strong>", `strong [text "x"] text " " strong [text "y"]`],
    ["<i>x</i> <em>y</em>", `emphasis [text "x"] text " " emphasis [text "y"]`],
    ["<s>x</s> <del>y</del>", `delete [text "x"] text " " delete [text "y"]`],
    ["<b><i>*x*</i></b>", `strong [emphasis [emphasis [text "x"]]]`],
    ["**a <u>b</u>**", `strong [text "a " styled style={'underline':true} [text "b"]]`],
    ["<code>x y</code>", `inlineCode "x y"`],
    ["<code>a [b](c)</code>", `styled style={'code':true} [text "a " link url='c' [text "b"]]`],
    ["<kbd>Ctrl</kbd>+<kbd>C</kbd>", `inlineCode "Ctrl" text "+" inlineCode "C"`],
    ["<mark>x</mark>", `styled style={'color':'yellow_background'} [text "x"]`],
    ['<span style="color: #f00">x</span>', `styled style={'color':'red'} [text "x"]`],
    ['<span class="x">y</span>', `text "y"`],
    ['<font color="navy">x</font>', `styled style={'color':'blue'} [text "x"]`],
    [
      '<span style="background-color: yellow; font-weight: bold">x</span>',
      `styled style={'bold':true,'color':'yellow_background'} [text "x"]`,
    ],
    ['<a href="u" title="t">x</a>', `link url='u' title='t' [text "x"]`],
    ['<img src="a.png" alt="A" title="T">', `image url='a.png' title='T' alt='A'`],
    ["<q>x</q> <var>v</var>", `text "\\"x\\" " emphasis [text "v"]`],
    ["a<br>b<br/>\nc", `text "a" break text "b" break text "c"`],
    ["a <!-- remark --> b", `text "a " text "b"`],
    ["\\<b> `<b>` &lt;b>", `text "<b> " inlineCode "<b>" text " <b>"`],
  ])("%s", (markdown, tree) => {
    expect(inline(markdown)).toBe(tree);
  });

  it.each([
    ["x<sup>2</sup>", "x²"],
    ["H<sub>2</sub>O", "H₂O"],
    ["x<sub>i+1</sub>", "xᵢ₊₁"],
    ["x<sup>q</sup>", "x^(q)"],
    ["x<sub>B</sub>", "x_(B)"],
  ])("%s is %s", (markdown, text) => {
    expect(inline(markdown)).toBe(`text "${text}"`);
  });

  it("keeps formatting of what has no small form", () => {
    expect(inline("x<sup>*a*</sup>")).toBe(`text "x^(" emphasis [text "a"] text ")"`);
  });

  it.each([
    ["foo <b>bar", `text "foo " strong [text "bar"]`],
    ["foo</b> bar", `text "foo bar"`],
    ["<b>a *b</b> c*", `strong [text "a " emphasis [text "b c"]]`],
  ])("loses no word to the missing half of a pair: %s", (markdown, tree) => {
    expect(inline(markdown)).toBe(tree);
  });

  it("splits a paragraph around what stands on lines of its own", () => {
    expect(blocks('text <video src="a.mp4"></video> more')).toEqual([
      `paragraph [text "text"]`,
      `media media='video' url='a.mp4'`,
      `paragraph [text "more"]`,
    ]);
  });

  it("brings lists and breaks into a table cell as lines", () => {
    const [table] = blocks("| a |\n| - |\n| x<br>y <ul><li>1</li><li>2</li></ul> |");
    expect(table).toContain(
      `tableRow [tableCell [text "x" break text "y" break text "• " text "1" break text "• " text "2"]]`,
    );
  });
});

describe("HTML as blocks", () => {
  it.each([
    ["<hr>", ["thematicBreak"]],
    ["<br>", []],
    ["<div>\n*no Markdown*\n</div>", [`paragraph [text "*no Markdown*"]`]],
    ["<div>\n\n*Markdown*\n\n</div>", [`paragraph [emphasis [text "Markdown"]]`]],
    [
      '<h2 id="x">a <em>b</em></h2>',
      [`heading depth=2 data={'ids':['x'],'slug':'a-b'} [text "a " emphasis [text "b"]]`],
    ],
    ["<blockquote>\n\n**b**\n\n</blockquote>", [`blockquote [paragraph [strong [text "b"]]]`]],
    ['<pre lang="js"><code>a\n\nb</code></pre>', [`code lang='js' "a\\n\\nb"`]],
    ['<pre><code class="language-ts">a</code></pre>', [`code lang='ts' "a"`]],
    [
      "<ul><li>a<ul><li>b</li></ul></li></ul>",
      [`list [listItem [paragraph [text "a"] list [listItem [paragraph [text "b"]]]]]`],
    ],
    [
      '<ul><li><input type="checkbox" checked> a</li></ul>',
      [`list [listItem checked [paragraph [text "a"]]]`],
    ],
    ["<li>a<li>b", [`list [listItem [paragraph [text "a"]] listItem [paragraph [text "b"]]]`]],
    [
      "<dl><dt>T</dt><dd>D</dd><dd><p>E</p></dd></dl>",
      [`list [listItem [paragraph [strong [text "T"]] paragraph [text "D"] paragraph [text "E"]]]`],
    ],
    [
      '<p align="center">\n  <a href="u"><img src="a.png" alt="A"></a>\n</p>',
      [`paragraph [link url='u' [image url='a.png' alt='A']]`],
    ],
    ["<audio controls><source src='a.ogg'></audio>", [`media media='audio' url='a.ogg'`]],
    [
      '<iframe src="https://x.org/e" title="V"></iframe>',
      [`media media='embed' url='https://x.org/e' title='V'`],
    ],
    ['<embed src="a.pdf">', [`media media='pdf' url='a.pdf'`]],
    [
      "<table><caption>C</caption><tr><th>A</th></tr><tr><td>1<br>2</td></tr></table>",
      [
        `paragraph [text "C"]`,
        `table align=[null] [tableRow [tableCell [text "A"]] tableRow [tableCell [text "1" break text "2"]]]`,
      ],
    ],
    [
      "<figure><img src='a.png'><figcaption>C</figcaption></figure>",
      [`paragraph [image url='a.png']`, `paragraph [text "C"]`],
    ],
    ["<!-- one\n\ntwo -->\n\ntext", [`paragraph [text "text"]`]],
    ["<script>a()</script>\n<style>b</style>\n\ntext", [`paragraph [text "text"]`]],
    ["<select><option>a</option></select>", [`paragraph [text "a"]`]],
  ])("%s", (markdown, trees) => {
    expect(blocks(markdown)).toEqual(trees);
  });

  it("pairs tags with Markdown between them, at any depth", () => {
    const details = (label: string, body: string): string =>
      `<details>\n<summary>${label}</summary>\n\n${body}\n\n</details>`;
    expect(blocks(`${details("S *x*", `a **b**\n\n${details("<b>T</b>", "- c")}\n\nd`)}\n\nout`)).toEqual([
      `toggle summary=(text "S *x*") [paragraph [text "a " strong [text "b"]] ` +
        `toggle summary=(strong [text "T"]) [list [listItem [paragraph [text "c"]]]] paragraph [text "d"]]`,
      `paragraph [text "out"]`,
    ]);
  });

  it("pairs tags that are half a block, half a line", () => {
    expect(blocks("<center><b>\n\npara\n\n- item\n\n</b></center>\n\nout")).toEqual([
      `paragraph [strong [text "para"]]`,
      `list [listItem [paragraph [strong [text "item"]]]]`,
      `paragraph [text "out"]`,
    ]);
  });

  it("reads HTML inside a list item", () => {
    expect(blocks("- a\n  <details><summary>S</summary>\n\n  b\n\n  </details>\n- c")).toEqual([
      `list [listItem [paragraph [text "a"] toggle summary=(text "S") [paragraph [text "b"]]] listItem [paragraph [text "c"]]]`,
    ]);
  });

  it("takes only the first line of an unclosed heading for a heading", () => {
    expect(blocks("<h2>unclosed\n\npara\n\n- x")).toEqual([
      `heading depth=2 data={'slug':'unclosed'} [text "unclosed"]`,
      `paragraph [text "para"]`,
      `list [listItem [paragraph [text "x"]]]`,
    ]);
  });

  it("makes one line of each block in a cell", () => {
    const [table] = blocks("<table><tr><td>\n\n```js\nx\n```\n\n- a\n- b\n\n</td></tr></table>");
    expect(table).toContain(`tableCell [inlineCode "x" break text "• a" break text "• b"]`);
  });
});

describe("what HTML cannot say", () => {
  it("names an unknown tag once, as it is written, and keeps its content", () => {
    const document = parse("a <Foo>b</Foo> <foo>c</foo>\n\n<bar-baz>d</bar-baz>");
    expect(complaints(document)).toEqual(["html-unknown-tag 1:3", "html-unknown-tag 3:1"]);
    expect(document.messages[0]?.says).toContain("`<Foo>`");
    expect(blocks("a <Foo>b</Foo>")).toEqual([`paragraph [text "a b"]`]);
  });

  it("shows a tag that never ends as it is written, and what follows it", () => {
    const markdown = '<div id="foo\n\nbar">x';
    expect(complaints(parse(markdown))).toEqual(["html-unfinished 1:1"]);
    expect(blocks(markdown)).toEqual([`paragraph [text "<div id=\\"foo"]`, `paragraph [text "bar\\">x"]`]);
  });

  it("keeps Markdown that stands in an element of code or bare text", () => {
    expect(inline("a <script>b *c*</script> d")).toBe(`text "a " text "b " emphasis [text "c"] text " d"`);
    expect(inline("a <textarea>b *c*</textarea>")).toBe(`text "a " text "b " emphasis [text "c"]`);
  });

  it("cannot be fooled by HTML that looks like its own marks", () => {
    expect(inline('<md-run data-n="0">x</md-run> *y*')).toBe(`text "x " emphasis [text "y"]`);
  });
});

describe("regions to leave out", () => {
  it.each([
    [
      "<!-- mdnotion:ignore -->\nsecret\n\n[l](u)\n<!-- mdnotion:end -->\n\nafter",
      [`paragraph [text "after"]`],
    ],
    ["a <!-- mdnotion:ignore -->b<!-- mdnotion:end --> c", [`paragraph [text "a " text "c"]`]],
    [
      "<div>a<!-- mdnotion:ignore --><p>b</p></div>\n\n*secret*\n\n<!-- mdnotion:end -->\n\nc",
      [`paragraph [text "a"]`, `paragraph [text "c"]`],
    ],
  ])("%s", (markdown, trees) => {
    expect(blocks(markdown)).toEqual(trees);
    expect(parse(markdown).links).toEqual([]);
    expect(parse(markdown).messages).toEqual([]);
  });

  it("reports a region without an end", () => {
    const document = parse("a\n\n<!-- mdnotion:ignore -->\n\nsecret");
    expect(document.tree.children).toHaveLength(1);
    expect(complaints(document)).toEqual(["ignore-not-closed 3:1"]);
  });
});

describe("places", () => {
  it("of what HTML became are those of the HTML in the file", () => {
    const document = parse('text\n\n> <div>\n> <a href="u">x</a>\n> </div>\n\na <img src="i.png">');
    expect(document.links).toEqual([{ url: "u", place: { line: 4, column: 1, endLine: 4, endColumn: 18 } }]);
    expect(document.assets).toEqual([
      { url: "i.png", place: { line: 7, column: 3, endLine: 7, endColumn: 20 } },
    ]);
  });
});
