import { type BlockRule, butNot, OWN, only, type Pen, pick, type Written } from "./grammar.ts";

const indent = (lines: readonly string[], by: string): string[] =>
  lines.map((line) => (line === "" ? "" : by + line));
const oneLine = (pen: Pen) => pen.line({ isLine: true });

/** Longer by one than what it goes around. */
function fence(mark: string, lines: readonly string[]): string {
  const longest = lines.reduce(
    (most, line) => Math.max(most, new RegExp(`${mark}{3,}`).exec(line)?.[0].length ?? 2),
    2,
  );
  return mark.repeat(longest + 1);
}

function leaf(name: string, write: (pen: Pen) => Written, more: Partial<BlockRule> = {}): BlockRule {
  return { name, holds: false, write, ...more };
}
function holder(name: string, write: (pen: Pen) => Written, more: Partial<BlockRule> = {}): BlockRule {
  return { name, holds: true, write, ...more };
}

/** A container between lines of colons, with or without empty lines inside. */
function between(opening: string, { lines }: Written, isTight: boolean): string[] {
  const colons = fence(":", lines);
  const gap = isTight ? [] : [""];
  return [`${colons}${opening}`, ...gap, ...lines, ...gap, colons];
}

const isTight = ({ variant }: Pen): boolean => Math.floor(variant / 7) % 2 === 0;

/** Lines that mean something in some dialect, but in no code. */
const IN_CODE = [
  ":::note",
  "!!! note",
  '=== "Tab"',
  "$$",
  "[toc]",
  "%% x %%",
  "<!-- x -->",
  "*[A]: B",
  ":   x",
  "> [!note]",
  "import x from 'y'",
  '--8<-- "x"',
  "<<< @/x",
];

const COLONS = only("docusaurus", "vitepress", "starlight");

const TEXT_BLOCKS: readonly BlockRule[] = [
  leaf("paragraph", (pen) => {
    const { source, shown } = pen.line();
    return { lines: [source], shown };
  }),
  leaf("lines", (pen) => {
    const { source, shown } = pen.line();
    const last = pen.word();
    return { lines: [source + pick(["", "\\", "  "], pen.variant), last], shown: shown + last };
  }),
  leaf("heading", (pen) => {
    const { source, shown } = oneLine(pen);
    return { lines: [`${"#".repeat(1 + (pen.variant % 6))} ${source}`], shown };
  }),
  leaf("code", (pen) => {
    const word = pen.word();
    const open = pick(["```js", "~~~", '````md title="a.md"', "```text"], pen.variant);
    const close = /^[`~]+/.exec(open)?.[0] ?? "";
    const code = [word, ...IN_CODE, "", `  ${word}`];
    const caption = open.includes("title") ? "a.md" : "";
    return { lines: [open, ...code, close], shown: code.join("").replace(/\s/g, "") + caption };
  }),
  leaf("mathCode", (pen) => {
    const word = pen.word();
    return { lines: ["```math", `${word}^2`, "```"], shown: `${word}^2` };
  }),
  leaf("table", (pen) => {
    const cells = [1, 2, 3].map(() => pen.line({ isLine: true, isCell: true }));
    const last = pen.word();
    const [a, b, c] = cells.map(({ source }) => source);
    return {
      lines: [`| ${a} | ${b} |`, "| --- | :-: |", `| ${c} | ${last} |`],
      shown: cells.map(({ shown }) => shown).join("") + last,
    };
  }),
  leaf("divider", () => ({ lines: ["___"], shown: "" })),
  leaf("address", (pen) => {
    const url = `https://example.org/${pen.word()}`;
    return { lines: [url], shown: url };
  }),
  leaf("htmlBlock", (pen) => {
    const [first, last] = [pen.word(), pen.word()];
    return {
      lines: pick(
        [
          [`<p align="center">${first} <b>${last}</b></p>`],
          ["<div>", "", `${first} *${last}*`, "", "</div>"],
          ["<table><tr><th>", `${first}</th></tr><tr><td>${last}`, "</td></tr></table>"],
          [`<ul><li>${first}</li><li>${last}</li></ul>`],
          [`<h2>${first}</h2>`, `<blockquote>${last}</blockquote>`],
          [`<dl><dt>${first}</dt><dd>${last}</dd></dl>`],
          [`<pre><code>${first}`, `${last}</code></pre>`],
        ],
        pen.variant,
      ),
      shown: first + last,
    };
  }),
  leaf("comment", () => ({ lines: ["<!-- unseen", "", "*unseen* -->"], shown: "" })),
  leaf("ignored", () => ({
    lines: ["<!-- mdnotion:ignore -->", "", "unseen", "", "<!-- mdnotion:end -->"],
    shown: "",
  })),
  leaf(
    "toc",
    (pen) => ({ lines: [pick(["[TOC]", "[[_TOC_]]", "[[toc]]", "<!-- toc -->"], pen.variant)], shown: "" }),
    {
      presets: butNot("commonmark"),
    },
  ),
  leaf(
    "mathBlock",
    (pen) => {
      const word = pen.word();
      const [open, close] = pick(
        [
          ["$$", "$$"],
          ["\\[", "\\]"],
        ],
        pen.variant,
      );
      return { lines: [open, `${word} = x^2`, close], shown: `${word}=x^2` };
    },
    { presets: butNot("commonmark") },
  ),
  leaf(
    "abbreviation",
    (pen) => {
      const [name, long, after] = [pen.word(), pen.word(), pen.word()];
      pen.define(`*[${name}]: ${long} ${long}`);
      return { lines: [`${name} ${after}`], shown: `${name}(${long}${long})${after}` };
    },
    { presets: only("mkdocs") },
  ),
  leaf(
    "bookmark",
    (pen) => {
      const { source, shown } = oneLine(pen);
      const url = `https://example.org/${pen.word()}`;
      return {
        lines: [`::${pick(["bookmark", "embed"], pen.variant)}[${source}]{url=${url}}`],
        shown: url + shown,
      };
    },
    { presets: OWN },
  ),
  leaf("ownLeaf", (pen) => ({ lines: [pick(["::breadcrumb", "::toc"], pen.variant)], shown: "" }), {
    presets: OWN,
  }),
  leaf(
    "pageLink",
    (pen) => {
      const { source, shown } = oneLine(pen);
      return { lines: [`::page[${source}]{path=other.md}`], shown };
    },
    { presets: OWN },
  ),
  leaf("hidden", () => ({ lines: ["%%", "unseen", "", "# unseen", "%%"], shown: "" }), {
    presets: only("obsidian"),
  }),
  leaf(
    "headingAttributes",
    (pen) => {
      const { source, shown } = oneLine(pen);
      return { lines: [`## ${source} {${pick(["toggle", "color=red"], pen.variant)}}`], shown };
    },
    { presets: OWN },
  ),
];

function list(marker: string, items: readonly Written[]): Written {
  const by = " ".repeat(/^\S+ /.exec(marker)?.[0].length ?? 2);
  return {
    lines: items.flatMap(({ lines: [first = "", ...rest] }, at) => [
      ...(at === 0 ? [] : [""]),
      `${marker}${first}`,
      ...indent(rest, by),
    ]),
    shown: items.map(({ shown }) => shown).join(""),
  };
}

const HOLDERS: readonly BlockRule[] = [
  holder("list", (pen) => {
    const second = pen.variant % 3 === 0 ? [pen.word()] : [];
    const body = pen.flow();
    const more = second.map((word) => ({ lines: [word], shown: word }));
    return list(pick(["- ", "1. ", "* ", "1) "], pen.variant), [...more, body]);
  }),
  holder("tasks", (pen) => {
    const word = pen.word();
    const { lines, shown } = pen.flow();
    return list(pick(["- [ ] ", "- [x] ", "1. [ ] "], pen.variant), [
      { lines: [word, "", ...lines], shown: word + shown },
    ]);
  }),
  holder("quote", (pen) => {
    const { lines, shown } = pen.flow();
    return { lines: lines.map((line) => `> ${line}`.trimEnd()), shown };
  }),
  holder(
    "alert",
    (pen) => {
      const { lines, shown } = pen.flow();
      const kind = pick(["NOTE", "tip", "IMPORTANT", "Warning", "CAUTION"], pen.variant);
      return {
        lines: [`> [!${kind}]`, ...lines.map((line) => `> ${line}`.trimEnd())],
        shown,
      };
    },
    { presets: butNot("commonmark") },
  ),
  holder("details", (pen) => {
    const word = pen.word();
    const { lines, shown } = pen.flow();
    return {
      lines: [`<details><summary>${word}</summary>`, "", ...lines, "", "</details>"],
      shown: word + shown,
    };
  }),
  holder(
    "obsidianCallout",
    (pen) => {
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      const kind = pick(["info", "faq", "TODO", "my-kind"], pen.variant);
      const fold = pick(["", "-", "+"], Math.floor(pen.variant / 4));
      return {
        lines: [`> [!${kind}]${fold} ${source}`, ...body.lines.map((line) => `> ${line}`.trimEnd())],
        shown: shown + body.shown,
      };
    },
    { presets: only("obsidian") },
  ),
  holder(
    "colonTitled",
    (pen) => {
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      const opening = pick(
        [
          `note[${source}]`,
          ` warning ${source}`,
          `tip[${source}]{#x .y}`,
          `my-kind[${source}]`,
          `details ${source}`,
        ],
        pen.variant,
      );
      return { lines: between(opening, body, isTight(pen)), shown: shown + body.shown };
    },
    { presets: COLONS },
  ),
  holder(
    "colonPlain",
    (pen) => {
      const body = pen.flow();
      const [opening, title] = pick(
        [
          ["note", ""],
          [" tip", ""],
          ["danger", ""],
          ["my-kind", "My-kind"],
        ],
        pen.variant,
      );
      return { lines: between(opening, body, isTight(pen)), shown: title + body.shown };
    },
    { presets: COLONS },
  ),
  holder(
    "columns",
    (pen) => {
      const word = pen.word();
      const body = pen.flow();
      const first = between("column{width=40}", { lines: [word], shown: "" }, true);
      const second = between("column", body, isTight(pen));
      return {
        lines: between("columns", { lines: [...first, "", ...second], shown: "" }, isTight(pen)),
        shown: word + body.shown,
      };
    },
    { presets: OWN },
  ),
  holder(
    "tabs",
    (pen) => {
      const [label, word] = [pen.word(), pen.word()];
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      const first = between(`tab[${label}]`, { lines: [word], shown: "" }, true);
      const second = between(`tab[${source}]`, body, isTight(pen));
      return {
        lines: between("tabs", { lines: [...first, "", ...second], shown: "" }, isTight(pen)),
        shown: label + word + shown + body.shown,
      };
    },
    { presets: OWN },
  ),
  holder(
    "toggle",
    (pen) => {
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      return {
        lines: between(
          pick([`toggle[${source}]`, `toggle[${source}]{color=blue}`], pen.variant),
          body,
          isTight(pen),
        ),
        shown: shown + body.shown,
      };
    },
    { presets: OWN },
  ),
  holder(
    "synced",
    (pen) => {
      const body = pen.flow();
      return { lines: between("synced", body, isTight(pen)), shown: body.shown };
    },
    { presets: OWN },
  ),
  holder(
    "codeGroup",
    (pen) => {
      const [first, second] = [pen.word(), pen.word()];
      const body = pen.flow();
      const code = ["```js [a.js]", first, "```", "", "```ts [b.ts]", second, "```"];
      const group = between("code-group", { lines: code, shown: "" }, isTight(pen));
      return { lines: [...group, "", ...body.lines], shown: `a.js${first}b.ts${second}${body.shown}` };
    },
    { presets: only("vitepress") },
  ),
  holder(
    "indented",
    (pen) => {
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      const [opening, title] = pick(
        [
          [`!!! note "${source}"`, shown],
          [`??? tip "${source}"`, shown],
          [`???+ warning inline end "${source}"`, shown],
          [`!!! my-kind "${source}"`, shown],
        ],
        pen.variant,
      );
      return {
        lines: [opening, ...(isTight(pen) ? [] : [""]), ...indent(body.lines, "    ")],
        shown: title + body.shown,
      };
    },
    { presets: only("mkdocs") },
  ),
  holder(
    "indentedPlain",
    (pen) => {
      const body = pen.flow();
      const [opening, title] = pick(
        [
          ["!!! note", ""],
          ['!!! tip ""', ""],
          ["??? danger", "Danger"],
          ["!!! custom", "Custom"],
        ],
        pen.variant,
      );
      return {
        lines: [opening, ...(isTight(pen) ? [] : [""]), ...indent(body.lines, "    ")],
        shown: title + body.shown,
      };
    },
    { presets: only("mkdocs") },
  ),
  holder(
    "indentedTabs",
    (pen) => {
      const [label, word] = [pen.word(), pen.word()];
      const { source, shown } = oneLine(pen);
      const body = pen.flow();
      return {
        lines: [
          `=== "${label}"`,
          "",
          `    ${word}`,
          "",
          `=== "${source}"`,
          "",
          ...indent(body.lines, "    "),
        ],
        shown: label + word + shown + body.shown,
      };
    },
    { presets: only("mkdocs") },
  ),
  holder(
    "definitions",
    (pen) => {
      // A formula alone on its line would be a block, not a term.
      const term = pen.word();
      const { source, shown } = oneLine(pen);
      const {
        lines: [first = "", ...rest],
        shown: inside,
      } = pen.flow();
      return {
        lines: [`${term} ${source}`, "", `:   ${first}`, ...indent(rest, "    ")],
        shown: term + shown + inside,
      };
    },
    { presets: only("mkdocs") },
  ),
];

const VITEPRESS_INCLUDE = "<!--@include: ./unseen.md-->";

/** What other files would say: there are none around a text by itself, so nothing of theirs is seen. */
const INCLUDES: readonly BlockRule[] = [
  leaf(
    "snippet",
    (pen) => ({ lines: [pick(['--8<-- "unseen.md"', '--8<-- "unseen.py:part"'], pen.variant)], shown: "" }),
    {
      presets: only("mkdocs"),
    },
  ),
  leaf(
    "import",
    (pen) => ({ lines: [pick(["<<< @/unseen.js{1,2 ts}", VITEPRESS_INCLUDE], pen.variant)], shown: "" }),
    { presets: only("vitepress") },
  ),
  leaf(
    "embed",
    (pen) => {
      // Of a note that is not there, the name.
      const word = pen.word();
      return { lines: [pick([`![[${word}]]`, `![[${word}#part]]`], pen.variant)], shown: word };
    },
    { presets: only("obsidian") },
  ),
];

/** A component with blocks in it, whose tags stand on lines of their own. */
function component(open: string, { lines }: Written, close: string): string[] {
  return [open, "", ...lines, "", close];
}

const COMPONENTS: readonly BlockRule[] = [
  holder("admonition", (pen) => {
    const word = pen.word();
    const body = pen.flow();
    const [open, close, title] = pick(
      [
        [`<Admonition type="tip" title="${word}">`, "</Admonition>", word],
        [`<Note title="${word}">`, "</Note>", word],
        [`<Details summary="${word}">`, "</Details>", word],
        [`<Card title="${word}">`, "</Card>", word],
        [`<Unknown label="${word}">`, "</Unknown>", word],
        ["<Steps>", "</Steps>", ""],
      ],
      pen.variant,
    );
    return { lines: component(open, body, close), shown: title + body.shown };
  }),
  holder("tabItems", (pen) => {
    const [first, second, word] = [pen.word(), pen.word(), pen.word()];
    const body = pen.flow();
    const one = component(`<TabItem value="x" label="${first}">`, { lines: [word], shown: "" }, "</TabItem>");
    const other = component(`<TabItem value="y" label="${second}">`, body, "</TabItem>");
    return {
      lines: component("<Tabs>", { lines: [...one, ...other], shown: "" }, "</Tabs>"),
      shown: first + word + second + body.shown,
    };
  }),
  leaf("program", (pen) => {
    // What is imported and exported can stand at the left margin only.
    const name = pen.word();
    pen.define(pick([`import ${name} from './unseen.js'`, `export const ${name} = 1`], pen.variant));
    return { lines: ["{/* unseen */}"], shown: "" };
  }),
].map((rule) => ({ ...rule, presets: only("docusaurus") }));

/** Rules for blocks, the paragraph first: what is generated shrinks to it. */
export const BLOCKS: readonly BlockRule[] = [...TEXT_BLOCKS, ...INCLUDES, ...HOLDERS, ...COMPONENTS];
