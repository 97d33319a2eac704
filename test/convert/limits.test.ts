import { describe, expect, it } from "vitest";
import { fitByLosingFormat } from "../../src/convert/fit.ts";
import type { DraftBlock } from "../../src/model/block.ts";
import { PLAIN, type RichText } from "../../src/model/richText.ts";
import { plainText, text } from "../../src/model/text.ts";
import { convertText, convertTree } from "./support.ts";

function codeOf(block: DraftBlock | undefined): readonly RichText[] {
  return block?.type === "code" ? block.value.rich_text : [];
}

function fenced(code: string): readonly DraftBlock[] {
  return convertText(`\`\`\`js title="a.js"\n${code}\n\`\`\`\n`).blocks;
}

describe("code", () => {
  it("of 250,000 characters is two blocks, cut at a line end", () => {
    const lines = Array.from({ length: 2500 }, (_, i) => `${String(i).padStart(5, "0")} ${"=".repeat(93)}`);
    const blocks = fenced(lines.join("\n"));
    expect(blocks).toHaveLength(2);
    const [first, second] = blocks.map((block) => plainText(codeOf(block)));
    expect(`${first}\n${second}`).toBe(lines.join("\n"));
    expect(blocks.map(({ value }) => "caption" in value && plainText(value.caption))).toEqual(["a.js", ""]);
    for (const block of blocks) {
      expect(codeOf(block).length).toBeLessThanOrEqual(100);
      for (const run of codeOf(block).slice(0, -1)) expect(plainText([run])).toMatch(/\n$/);
    }
  });

  it("that fits one block is one, if need be cut within lines", () => {
    // Cut at line ends, 1,400 units a run would take 143 runs.
    const code = Array.from({ length: 142 }, () => "x".repeat(1399)).join("\n");
    const blocks = fenced(code);
    expect(blocks).toHaveLength(1);
    expect(plainText(codeOf(blocks[0]))).toBe(code);
    expect(codeOf(blocks[0])).toHaveLength(100);
  });

  it("without any line end is cut where it must be", () => {
    const blocks = fenced("y".repeat(250_000));
    expect(blocks.map((block) => plainText(codeOf(block)).length)).toEqual([200_000, 50_000]);
  });

  it("keeps empty lines at a cut, save the one that the cut is", () => {
    const code = `${"z".repeat(199_999)}\n\n\nend`;
    const [first, second] = fenced(code).map((block) => plainText(codeOf(block)));
    expect(`${first}\n${second}`.replace(/\n+/, "\n\n\n")).toBe(code);
    expect(`${first}${second}`).toHaveLength(code.length - 1);
  });
});

describe("cells", () => {
  const row = (cell: string) => `| a | b |\n| - | - |\n| ${cell} | x |\n`;

  it("with a hundred links and formatting lose the formatting, not the links", () => {
    const many = Array.from({ length: 80 }, (_, i) => `**[l${i}](https://example.org/${i})** *t*`).join(" ");
    const { text: found, ids } = convertText(row(many));
    expect(ids).toEqual(["table-cell-formatting"]);
    expect(found).not.toContain("[l0](");
    expect(found).toContain("l0 t l1 t");
    const fewer = Array.from(
      { length: 40 },
      (_, i) => `**[l${i}](https://example.org/${i})** *t* ~~u~~`,
    ).join(" ");
    expect(convertText(row(fewer)).text).toContain("[l0](https://example.org/0) t u [l1]");
  });

  it("keep what stands in for equations and mentions", () => {
    const runs = Array.from({ length: 60 }, (_, i): RichText[] => [
      text(`t${i} `, { bold: i % 2 === 0 }),
      { type: "equation", equation: { expression: `x_${i}` }, annotations: PLAIN },
    ]).flat();
    expect(plainText(fitByLosingFormat(runs))).toBe(plainText(runs));
    expect(fitByLosingFormat(runs)).toHaveLength(1);
  });

  it("with more text than a cell holds go on in the next row", () => {
    const words = Array.from({ length: 30_000 }, (_, i) => `word${i}`).join(" ");
    const { blocks } = convertText(row(words));
    const rows = blocks[0]?.children ?? [];
    expect(rows).toHaveLength(3);
    const cells = rows.map(({ value }) => ("cells" in value ? value.cells.map(plainText) : []));
    expect(
      cells
        .map(([first]) => first)
        .slice(1)
        .join(""),
    ).toBe(words);
    expect(cells.map(([, second]) => second)).toEqual(["b", "x", ""]);
  });
});

describe("captions", () => {
  it("longer than a block takes go on below it", () => {
    const alt = "word ".repeat(50_000).trim();
    const { blocks } = convertTree([
      { type: "paragraph", children: [{ type: "image", url: "https://example.org/a.png", alt }] },
    ]);
    expect(blocks.map(({ type }) => type)).toEqual(["image", "paragraph"]);
  });
});

describe("equations", () => {
  it("of a thousand characters are equations, longer ones code", () => {
    const math = (length: number) => convertText(`\`\`\`math\n${"x".repeat(length)}\n\`\`\`\n`);
    expect(math(1000).blocks[0]?.type).toBe("equation");
    expect(math(1001).blocks[0]).toMatchObject({ type: "code", value: { language: "latex" } });
    expect(math(1001).ids).toEqual(["equation-too-long"]);
  });
});
