/**
 * Texts nobody writes: one construct begun over and over, or nested in itself. Each has the words `first` and `last`
 * where any reader of Markdown would show them.
 */
export interface Hostile {
  readonly what: string;
  /** @param units - about how long it is to be */
  readonly text: (units: number) => string;
}

const MARKS = [
  ..."[]*_`<>|$:=%{}!~^\\&#",
  "![",
  "![[",
  "[[",
  "[^",
  "*[a",
  "**a ",
  "*a_b",
  "*a**b",
  "a~b",
  "$a ",
  ":a:",
];
const MORE = ["==a", "^^a", "{#a} ", "[a](", "[a][", "<a ", "<b>", "</b>", "<u>a</u> ", "<!--", "\\(", "%%a"];
const STRANGE = ["👩‍👩‍👧‍👦", "🇩🇪", "\u200D", "א ب", "e\u0301", "\0", "\uD800", "\u202E"];

const LINES = [
  "> a\n\n",
  "- a\n",
  "- a\n\nb\n\n",
  "a\n---\n",
  "|a|b|\n",
  "*[a\n",
  "*[a]: b\n",
  "[^a]: b\n\n",
  "[a]: b\n",
  ":::note\n",
  ":::note\n\na\n\n:::\n\n",
  "!!! note\n",
  '=== "a"\n',
  "a\n:   b\n\n",
  "$$\n",
  "$$\na\n",
  "%%\n",
  "```\n",
  "<div>\n\n",
  "<b>\n\n",
  "<details>\n\n",
  "<!-- a -->\n\n",
  "<A>\n\n",
  "{a}\n\n",
  "import a\n",
  "> [!note]\n",
  "--8<--\n",
];

const NESTED: readonly (readonly [string, string])[] = [
  ["> ", ""],
  ["- ", ""],
  ["1. ", ""],
  ["[", "]"],
  ["![", "](a)"],
  ["*a ", " b*"],
  ["==a ", " b=="],
  ["<u>", "</u>"],
  ["<div>\n\n", "\n\n</div>"],
  ["<details>\n\n", "\n\n</details>"],
  [":::note\n\n", "\n\n:::"],
  ["<A>\n\n", "\n\n</A>"],
  ["{", "}"],
];

const times = (part: string, units: number): string => part.repeat(Math.ceil(units / part.length));

/** Every such text. */
export const HOSTILE: readonly Hostile[] = [
  ...[...MARKS, ...MORE, ...STRANGE].map((part) => ({
    what: `${JSON.stringify(part)} again and again`,
    text: (units: number) => `first ${times(part, units)} last\n`,
  })),
  ...LINES.map((lines) => ({
    what: `lines ${JSON.stringify(lines)}`,
    text: (units: number) => `first\n\n${times(lines, units)}\n\nlast\n`,
  })),
  ...NESTED.map(([open, close]) => ({
    what: `${JSON.stringify(open)} nested`,
    text: (units: number) => {
      const count = Math.ceil(units / (open.length + close.length));
      return `first\n\n${open.repeat(count)}last${close.repeat(count)}\n`;
    },
  })),
];
