import { butNot, OWN, only, type Pen, pick, type Span, type SpanRule } from "./grammar.ts";

function leaf(name: string, write: (pen: Pen) => Span, more: Partial<SpanRule> = {}): SpanRule {
  return { name, holds: false, write, ...more };
}

/** Marks on both sides of text that they only format. */
function around(
  name: string,
  spellings: readonly [readonly [string, string], ...(readonly [string, string])[]],
  more: Partial<SpanRule> = {},
): SpanRule {
  return {
    name,
    holds: true,
    write(pen) {
      const [open, close] = pick(spellings, pen.variant);
      const { source, shown } = pen.line({ marks: new Set([...pen.place.marks, name]) });
      return { source: `${open}${source}${close}`, shown };
    },
    excluded: ({ marks }) => marks.has(name),
    ...more,
  };
}

const asWritten = (text: string): Span => ({ source: text, shown: text.replace(/\s/g, "") });

/** What looks like syntax of some dialect, and is none in any. */
const LOOKALIKES: readonly [string, ...string[]] = [
  "localhost:port",
  "10:30am",
  "$HOME/bin:$PATH",
  "/users/{id}",
  "$5 and $10",
  "5 == 5",
  "2 ^ 10 ^ 3",
  "C:/dir",
  "a ~ b ~ c",
  "100 % of 20 %",
  "a::b::c",
  "x = {y}",
  "!!!",
  "wait...?",
  '"quoted"',
  "[x] [ ]",
  "it's: so",
];

/** What is syntax in some dialect, but inside code in none. */
const IN_CODE: readonly [string, ...string[]] = [
  "==a==",
  "$x$ $$y$$",
  ":rocket:",
  "%%no%%",
  "[[page]]",
  "![[page]]",
  "x^2^ H~2~O",
  "{#id .class}",
  ":date[2026-01-01]",
  ":::note",
  "<b>&amp;</b>",
  "{x}",
  "[^1]",
  "\\(x\\)",
];

const WITHOUT_BRACES: readonly [string, ...string[]] = [
  LOOKALIKES[0],
  ...LOOKALIKES.slice(1).filter((text) => !text.includes("{")),
];

/** Rules for what stands inside a line, plain words first: what is generated shrinks to them. */
export const SPANS: readonly SpanRule[] = [
  leaf("word", (pen) => asWritten(pen.word())),
  leaf("words", (pen) => asWritten(`${pen.word()} ${pen.word()}`)),
  leaf("lookalike", (pen) => {
    // Braces are an expression where the whole file is MDX, and text where something else in it is not.
    const found = pick(pen.preset === "docusaurus" ? WITHOUT_BRACES : LOOKALIKES, pen.variant);
    const [first, last] = [pen.word(), pen.word()];
    return { source: `${first} ${found} ${last}`, shown: `${first}${found}${last}`.replace(/\s/g, "") };
  }),
  leaf("escape", (pen) => {
    const mark = pick(
      ["*", "_", "`", "[", "]", "<", "#", "$", "~", "!", "=", ":", "^", "{", "}", "%"],
      pen.variant,
    );
    const [first, last] = [pen.word(), pen.word()];
    return { source: `${first} \\${mark} ${last}`, shown: `${first}${mark}${last}` };
  }),
  leaf("entity", (pen) => {
    const word = pen.word();
    return { source: `&lt;${word}&gt; &amp;`, shown: `<${word}>&` };
  }),
  leaf("code", (pen) => {
    const word = pen.word();
    const inside = pick(IN_CODE, pen.variant);
    return { source: `\`${word} ${inside}\``, shown: `${word}${inside.replace(/\s/g, "")}` };
  }),
  leaf("break", (pen) => {
    const [first, last] = [pen.word(), pen.word()];
    return { source: `${first}<br>${last}`, shown: `${first}${last}` };
  }),
  around("emphasis", [
    ["*", "*"],
    ["_", "_"],
  ]),
  around("strong", [
    ["**", "**"],
    ["__", "__"],
  ]),
  around("delete", [["~~", "~~"]]),
  around("html", [
    ["<u>", "</u>"],
    ["<ins>", "</ins>"],
    ["<b>", "</b>"],
    ["<mark>", "</mark>"],
    ['<span style="color: red">', "</span>"],
  ]),
  leaf("kbd", (pen) => {
    const word = pen.word();
    return { source: `<kbd>${word}</kbd>`, shown: word };
  }),
  leaf("sup", (pen) => {
    const word = pen.word();
    return { source: `${word}<sup>2</sup><sub>0</sub>`, shown: `${word}20` };
  }),
  leaf("sub", (pen) => {
    const word = pen.word();
    return { source: `x<sub>${word}</sub>`, shown: `x_(${word})` };
  }),
  {
    name: "link",
    holds: true,
    excluded: ({ isLink }) => isLink,
    write(pen) {
      const { source, shown } = pen.line({ isLink: true });
      const target = pick(
        ['https://example.org/a "unseen"', "other.md#part", "#part", "ftp://example.org", "/root/file.txt"],
        pen.variant,
      );
      return { source: `[${source}](${target})`, shown };
    },
  },
  leaf(
    "reference",
    (pen) => {
      const word = pen.word();
      pen.define(`[ref-${word}]: https://example.org/${word} 'unseen'`);
      return { source: `[${word}][ref-${word}]`, shown: word };
    },
    { excluded: ({ isLink }) => isLink },
  ),
  leaf(
    "address",
    (pen) => {
      const url = `https://example.org/${pen.word()}`;
      return { source: `<${url}>`, shown: url };
    },
    // In MDX it would be a tag, and no valid one.
    { excluded: ({ isLink }) => isLink, presets: butNot("docusaurus") },
  ),
  leaf("image", (pen) => {
    const word = pen.word();
    const url = pick(
      ["https://example.org/a.png", "missing.png", "https://example.org/no-ending"],
      pen.variant,
    );
    return { source: `![${word}](${url})`, shown: word };
  }),
  leaf(
    "badge",
    (pen) => {
      const word = pen.word();
      return { source: `[![${word}](https://example.org/a.svg)](https://example.org)`, shown: word };
    },
    { excluded: ({ isLink }) => isLink },
  ),
  leaf("comment", (pen) => {
    const word = pen.word();
    return { source: `${word} <!-- unseen ==${"x"}== -->`, shown: word };
  }),
  leaf(
    "footnote",
    (pen) => {
      const word = pen.word();
      const number = pen.note();
      return { source: `${word}[^n${number}]`, shown: `${word}[${number}]` };
    },
    { excluded: ({ isLink }) => isLink },
  ),
  leaf(
    "math",
    (pen) => {
      const word = pen.word();
      const [open, close] = pick(
        [
          ["$", "$"],
          ["\\(", "\\)"],
          ["$$", "$$"],
        ],
        pen.variant,
      );
      return {
        source: `${pen.variant % 2 ? "so " : ""}${open}${word}^2_i${close}`,
        shown: `${pen.variant % 2 ? "so" : ""}${word}^2_i`,
      };
    },
    { presets: butNot("commonmark") },
  ),
  around("highlight", [["==", "=="]], { presets: only("obsidian", "mkdocs") }),
  around("inserted", [["^^", "^^"]], { presets: only("mkdocs") }),
  leaf(
    "script",
    (pen) => {
      const [word, last] = [pen.word(), pen.word()];
      return pick(
        [
          { source: `${word}~2~ ${last}^10^`, shown: `${word}2${last}10` },
          { source: `x^${word}^ ${last}`, shown: `x${word}${last}` },
          { source: `x~${word}~ ${last}`, shown: `x_(${word})${last}` },
        ],
        pen.variant,
      );
    },
    {
      presets: only("mkdocs"),
      // A caret more would belong to either.
      excluded: ({ marks }) => marks.has("inserted"),
    },
  ),
  leaf(
    "hidden",
    (pen) => {
      const [word, last] = [pen.word(), pen.word()];
      return { source: `${word} %%un*seen* [x](y)%% ${last}`, shown: word + last };
    },
    { presets: only("obsidian") },
  ),
  leaf(
    "emoji",
    (pen) => {
      const word = pen.word();
      return {
        source: `:rocket: ${word}:+1: :no_such_name:`,
        shown: `🚀${word}👍:no_such_name:`,
      };
    },
    { presets: butNot("commonmark") },
  ),
  around("htmlLink", [['<a href="https://example.org/a">', "</a>"]], {
    excluded: ({ isLink, marks }) => isLink || marks.has("htmlLink"),
    write(pen) {
      const { source, shown } = pen.line({ isLink: true, marks: new Set([...pen.place.marks, "htmlLink"]) });
      return { source: `<a href="https://example.org/a" title="unseen">${source}</a>`, shown };
    },
  }),
  leaf("htmlImage", (pen) => {
    const word = pen.word();
    return { source: `<img src="missing.png" alt="${word}" width="9">`, shown: word };
  }),
  leaf(
    "reach",
    (pen) => {
      const url = `https://example.org/${pen.word()}`;
      return { source: `so ${url} and`, shown: `so${url}and` };
    },
    { excluded: ({ isLink }) => isLink },
  ),
  leaf(
    "wikiLink",
    (pen) => {
      const [word, last] = [pen.word(), pen.word()];
      const bar = pen.place.isCell ? "\\|" : "|";
      // Without a text, the name and the heading are what is seen.
      return pick(
        [
          { source: `[[${word}]]`, shown: word },
          { source: `[[${word}#${last}]]`, shown: `${word}>${last}` },
          { source: `[[no-page#part${bar}${word} *${last}*]]`, shown: `${word}*${last}*` },
          { source: `![[no-note${bar}${word}]]`, shown: word },
          { source: `![[no-image.png${bar}${word}${bar}300]]`, shown: word },
        ],
        pen.variant,
      );
    },
    { presets: only("obsidian"), excluded: ({ isLink }) => isLink },
  ),
  leaf(
    "mention",
    (pen) => {
      const word = pen.word();
      return pick(
        [
          { source: ":date[2026-01-31]", shown: "2026-01-31" },
          { source: `:user[${word}]`, shown: word },
          { source: `:user[${word}@example.org]`, shown: `${word}@example.org` },
          { source: `:emoji[${word}]`, shown: word },
        ],
        pen.variant,
      );
    },
    { presets: OWN, excluded: ({ isLink }) => isLink },
  ),
  {
    name: "colored",
    holds: true,
    presets: OWN,
    excluded: ({ marks, isLink }) => marks.has("colored") || isLink,
    write(pen) {
      const { source, shown } = pen.line({ marks: new Set([...pen.place.marks, "colored"]) });
      const list = pick(["{color=red}", "{color=blue_background #there}", "{#here}"], pen.variant);
      return { source: `[${source}]${list}`, shown };
    },
  },
  leaf(
    "attributes",
    (pen) => {
      const word = pen.word();
      const list = pick(["{.class}", "{#id key=value}", "{color=red}"], pen.variant);
      return { source: `**${word}**${list}`, shown: word };
    },
    { presets: OWN, excluded: ({ marks }) => marks.has("strong") },
  ),
  leaf(
    "component",
    (pen) => {
      const [word, last] = [pen.word(), pen.word()];
      return pick(
        [
          { source: `<Unknown title="${word}">${last}</Unknown>`, shown: word + last },
          { source: `<Badge text="${word}" /> ${last}`, shown: word + last },
          { source: `${word}<Icon name="unseen" />${last}`, shown: word + last },
          { source: `${word} {/* unseen */} ${last}`, shown: word + last },
          { source: `${word} {props.${last}}`, shown: `${word}props.${last}` },
          { source: `{"${word}"} ${last}`, shown: word + last },
        ],
        pen.variant,
      );
    },
    { presets: only("docusaurus") },
  ),
];
