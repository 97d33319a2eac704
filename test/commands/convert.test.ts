import { describe, expect, test } from "vitest";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const TEXT = "# Hello\n\nA **bold** [link](other.md).\n\n- [x] done\n";
const OUTLINE = 'heading_1 "Hello" #hello\nparagraph "A **bold** link."\nto_do [x] "done"\n';

function stdin(text: string | Uint8Array) {
  return { readStdin: async () => (typeof text === "string" ? new TextEncoder().encode(text) : text) };
}

describe("mdnotion convert", () => {
  test("prints a file as the blocks of requests, messages apart", async () => {
    const cwd = await folderWith({ "a.md": TEXT });
    const { code, stderr, stdout } = await runCommand(["convert", "a.md"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { type: "heading_1", heading_1: { rich_text: [{ text: { content: "Hello" } }] } },
      {
        type: "paragraph",
        paragraph: {
          rich_text: [
            { text: { content: "A " } },
            { text: { content: "bold" }, annotations: { bold: true } },
            { text: { content: " link." } },
          ],
        },
      },
      { type: "to_do", to_do: { checked: true } },
    ]);
    expect(stderr).toMatch(/^\S+ · 1 warning\n {2}a\.md:3:12 {2}/);
  });

  test.each([
    ["a file", ["convert", "--outline", "a.md"]],
    ["standard input by -", ["convert", "--outline", "-"]],
    ["standard input without a file", ["convert", "--outline"]],
  ])("prints %s as an outline", async (_name, argv) => {
    const cwd = await folderWith({ "a.md": TEXT });
    expect(await runCommand(argv, { cwd, ...stdin(TEXT) })).toMatchObject({ code: 0, stdout: OUTLINE });
  });

  test("takes the options of the source a file lies in", async () => {
    const config = {
      sources: [
        { name: "x", path: "x" },
        { name: "y", path: "y", softBreaks: "newline" },
      ],
    };
    const files = { "mdnotion.config.json": JSON.stringify(config), "x/a.md": "a\nb\n", "y/a.md": "a\nb\n" };
    const cwd = await folderWith(files);
    expect((await runCommand(["convert", "--outline", "x/a.md"], { cwd })).stdout).toBe('paragraph "a b"\n');
    expect((await runCommand(["convert", "--outline", "y/a.md"], { cwd })).stdout).toBe(
      'paragraph "a\\nb"\n',
    );
  });

  test("an empty text has no blocks", async () => {
    expect(await runCommand(["convert"], { cwd: await folderWith({}), ...stdin("") })).toEqual({
      code: 0,
      stdout: "[]\n",
      stderr: "",
    });
  });

  test.each([
    ["no text", new Uint8Array([0, 1, 2]), "file-binary"],
    ["not UTF-8", new Uint8Array([97, 0xff]), "file-encoding"],
  ])("what is %s is refused with its reason", async (_name, bytes, id) => {
    const { code, stderr, stdout } = await runCommand(["convert"], {
      cwd: await folderWith({}),
      ...stdin(bytes),
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "[]\n" });
    expect(stderr).toContain(id);
  });

  test("a warning fails with --strict, and a missing file is a usage error", async () => {
    const cwd = await folderWith({ "a.md": TEXT });
    expect((await runCommand(["convert", "--strict", "a.md"], { cwd })).code).toBe(1);
    expect(await runCommand(["convert", "b.md"], { cwd })).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "error: `b.md` cannot be read: it does not exist.\n→ Name a Markdown file, or - for standard input.\n",
    });
  });
});
