import fc from "fast-check";

/** A text of Markdown, and the words `w0`, `w1`, … that a reader must find in it, in this order. */
export interface AnyMarkdown {
  readonly markdown: string;
  readonly words: readonly string[];
}

/**
 * Markdown from a grammar. Nodes hold `%` where a word stands; the words are numbered when the text is whole, so
 * that their order is the text's own.
 */
type Lines = readonly string[];

const inline: fc.Arbitrary<string> = fc.letrec<{ any: string; leaf: string; nested: string }>((tie) => ({
  leaf: fc.constantFrom("%", "%", "% %", "`%`", "%\n%", "%\\\n%", "% <br> %", "% &amp; %", "\\* % \\_"),
  nested: fc.oneof(
    tie("any").map((text) => `*${text}*`),
    tie("any").map((text) => `**${text}**`),
    // Strikethrough within strikethrough would open a fence.
    tie("leaf").map((text) => `~~${text}~~`),
    tie("leaf").map((text) => `[${text}](https://example.org "no word")`),
    tie("leaf").map((text) => `[${text}](local.md)`),
    tie("leaf").map((text) => `<u>${text}</u>`),
    fc.constant("![%](https://example.org/a.png)"),
    fc.constant("![%](missing.png)"),
    fc.constant("[![%](https://example.org/a.svg)](https://example.org)"),
  ),
  any: fc.oneof({ weight: 3, arbitrary: tie("leaf") }, { weight: 2, arbitrary: tie("nested") }),
})).any;

const phrase = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const oneLine = phrase.map((text) => text.replace(/\\?\n/g, " "));

const indent = (lines: Lines, by: string) => lines.map((line) => (line === "" ? "" : by + line));

function list(marker: string, items: readonly Lines[]): Lines {
  const by = " ".repeat(marker.length);
  return items.flatMap((lines) => [
    `${marker}${lines[0] ?? ""}`.trimEnd(),
    ...indent(lines.slice(1), by),
    "",
  ]);
}

function table(cells: readonly (readonly string[])[]): Lines {
  const [head = ["%"], ...rows] = cells;
  const row = (some: readonly string[]) => `| ${some.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}

const flow: fc.Arbitrary<Lines> = fc.letrec<{ blocks: Lines; leaf: Lines; nested: Lines }>((tie) => ({
  leaf: fc.oneof(
    { weight: 3, arbitrary: phrase.map((text) => text.split("\n")) },
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), oneLine)
      .map(([depth, text]) => [`${"#".repeat(depth)} ${text}`]),
    fc
      .array(fc.constantFrom("%", "  %", ""), { minLength: 1, maxLength: 3 })
      .map((code) => ["```js", ...code, "```"]),
    fc
      .array(fc.array(oneLine, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((rows) => table(rows)),
    // Dashes or asterisks after a list marker would make the whole line a break.
    fc.constant(["___"]),
  ),
  nested: fc.oneof(
    fc
      .tuple(
        fc.constantFrom("- ", "* ", "1. ", "7) ", "- [ ] ", "- [x] "),
        fc.array(tie("blocks"), { minLength: 1, maxLength: 3 }),
      )
      .map(([marker, items]) => list(marker, items)),
    tie("blocks").map((lines) => indent(lines, "> ").map((line) => (line === "" ? ">" : line))),
    tie("blocks").map((lines) => ["> [!TIP]", ...lines.map((line) => `> ${line}`)]),
    fc
      .tuple(oneLine, tie("blocks"))
      .map(([, lines]) => ["<details><summary>%</summary>", "", ...lines, "", "</details>"]),
  ),
  blocks: fc
    .array(fc.oneof({ weight: 3, arbitrary: tie("leaf") }, { weight: 2, arbitrary: tie("nested") }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((blocks) => blocks.flatMap((lines, i) => (i === 0 ? [...lines] : ["", ...lines]))),
})).blocks;

/** Random Markdown with numbered words. */
export function anyMarkdown(): fc.Arbitrary<AnyMarkdown> {
  return flow.map((lines) => {
    const words: string[] = [];
    const markdown = `${lines.join("\n")}\n`.replaceAll("%", () => {
      words.push(`w${words.length}`);
      return words.at(-1) ?? "";
    });
    return { markdown, words };
  });
}
