/** Requests of single edits, reads included; `users.me`, once a run, is beside them. */
import { describe, expect, test } from "vitest";
import { type Contents, type Rehearsal, rehearse } from "./support/rehearsal.ts";

const OPTIONS = { options: { comments: "ignore" } } as const;

/** Paragraphs, among them a table and a list: `count` blocks on the first level. */
function parts(count: number): readonly string[] {
  const text = Array.from({ length: count }, (_, index) => `Paragraph ${index}, of which there is one.`);
  return text.with(5, "| a | b |\n| - | - |\n| c | d |\n| e | f |").with(7, "- one\n  - two\n  - three");
}

function page(blocks: readonly string[]): Contents {
  return { "a.md": `# A\n\n${blocks.join("\n\n")}\n` };
}

async function cost({ publish }: Rehearsal, files: Contents): Promise<number> {
  const { requests, report } = await publish(files, OPTIONS);
  expect(report.stop).toBeNull();
  expect(report.messages).toEqual([]);
  return requests.filter((request) => request !== "GET /v1/users/me").length;
}

/** A page all of whose ids are known: each block was read or made one by one. */
async function learned(blocks: readonly string[]): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  await rehearsal.publish(page(blocks), OPTIONS);
  const changed = blocks.with(5, `${blocks[5]}\n| x | y |`).with(7, `${blocks[7]}\n  - four`);
  await rehearsal.publish(page([...changed, "The end."]), OPTIONS);
  await rehearsal.publish(page(blocks), OPTIONS);
  return rehearsal;
}

/** Ten paragraphs of a page, far from each other, with another text. */
function tenEdited(blocks: readonly string[]): readonly string[] {
  const step = Math.floor((blocks.length - 12) / 10);
  return blocks.map((block, index) =>
    index >= 12 && (index - 12) % step === 0 && index < 12 + 10 * step ? `${block} Edited.` : block,
  );
}

type Edit = (blocks: readonly string[]) => readonly string[];

/** Each edit is made to the page as the one before left it. */
const EDITS: readonly (readonly [name: string, edit: Edit])[] = [
  ["nothing changed", (blocks) => blocks],
  ["a paragraph edited", (blocks) => blocks.with(11, "Another text.")],
  ["a cell edited", (blocks) => blocks.with(5, `${blocks[5]}`.replace("| d |", "| D |"))],
  ["a nested item edited", (blocks) => blocks.with(7, `${blocks[7]}`.replace("two", "2"))],
  ["a leaf deleted", (blocks) => blocks.toSpliced(20, 1)],
  ["ten blocks edited", tenEdited],
  ["a leaf added on top", (blocks) => ["New.", ...blocks]],
];

describe.each([
  [60, 11],
  [250, 13],
  [1000, 20],
])("a page of %d blocks", (count, ten) => {
  test("each edit costs what it must, and so does a section that is moved; then nothing does", async () => {
    let blocks = parts(count);
    const rehearsal = await learned(blocks);
    const costs: [string, number][] = [];
    for (const [name, edit] of EDITS) {
      blocks = edit(blocks);
      costs.push([name, await cost(rehearsal, page(blocks))]);
    }
    expect(costs.map(([, requests]) => requests)).toEqual([0, 2, 2, 2, 2, ten, 1]);
    // One append, thirty deletes, and a list for what is deleted.
    blocks = [...blocks.slice(0, 10), ...blocks.slice(40), ...blocks.slice(10, 40)];
    expect(await cost(rehearsal, page(blocks))).toBeLessThanOrEqual(31 + Math.ceil(count / 100));
    expect(await cost(rehearsal, page(blocks))).toBe(0);
  });
});

test("ids that creation did not tell are learnt once", async () => {
  const blocks = parts(250);
  const rehearsal = await rehearse();
  await rehearsal.publish(page(blocks), OPTIONS);
  const lists = 3;
  expect(await cost(rehearsal, page(blocks.with(11, "Another text.")))).toBeLessThanOrEqual(lists + 2);
  expect(await cost(rehearsal, page(blocks.with(11, "A third text.")))).toBe(2);
  expect(await cost(rehearsal, page(blocks.with(11, "A third text.").with(30, "Here too.")))).toBe(2);
});

test("a hundred files in ten folders: nothing costs nothing, an edit two and the ids once", async () => {
  const paths = Array.from({ length: 100 }, (_, index) => `f${index % 10}/p${index}.md`);
  const files = Object.fromEntries(paths.map((path) => [path, `# ${path}\n\n${parts(30).join("\n\n")}\n`]));
  const rehearsal = await rehearse();
  await rehearsal.publish(files, OPTIONS);
  expect(await cost(rehearsal, files)).toBe(0);
  const edit = (text: string): Contents => ({
    ...files,
    "f3/p3.md": String(files["f3/p3.md"]).replace("11,", text),
  });
  expect(await cost(rehearsal, edit("eleven,"))).toBe(2);
  expect(await cost(rehearsal, edit("12 - 1,"))).toBe(2);
});
