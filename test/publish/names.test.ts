import { expect, it } from "vitest";
import { type Files, layout, memoryFiles } from "../../src/files/index.ts";
import { emptyMemory } from "../../src/model/fold.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { type Gathered, gather } from "../../src/publish/gather.ts";
import { openLibrary } from "../../src/publish/library.ts";
import { NO_ROWS } from "../../src/publish/rows.ts";
import { outline } from "../../src/report/outline.ts";

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

const CONTENTS = {
  "notes/a.md":
    "[[b]] [[B#Part]] [[deep/c]] [[A Title]] [[nick]] [[Nobody]] [[#Here]] [[pic.png]]\n\n![[pic.png]]\n\n## Here",
  "notes/deep/c.md": "# C",
  "other/b.md": "## Part",
  "x.md": "---\naliases: [Nick, 7]\n---\n# A title",
  "files/pic.png": PNG,
} as const;

function gathered(files: Files, texts: readonly string[]): Promise<Gathered> {
  const source = { name: "", path: "", rootPage: false, rows: false };
  return gather({
    layout: layout(texts, source),
    links: new Map(),
    library: openLibrary(files),
    memory: emptyMemory(),
    optionsOf: () => ({ ...DEFAULT_CONVERT_OPTIONS, preset: "obsidian" }),
    digest: (text) => `digest of ${text.length}`,
    rows: NO_ROWS,
    mayDiffer: () => true,
    isSelected: () => true,
    onProgress: () => undefined,
  });
}

it("leads a name to the page of that file, title or alias, and to a file wherever it lies", async () => {
  const texts = Object.keys(CONTENTS).filter((path) => path.endsWith(".md"));
  const { drafts, inputs } = await gathered(memoryFiles(CONTENTS), texts);
  const draft = drafts.find(({ path }) => path === "notes/a.md");
  expect(outline(draft?.blocks ?? []).split("\n")).toEqual([
    'paragraph "[b](page:other/b.md) [B > Part](page:other/b.md#part) [deep/c](page:notes/deep/c.md) ' +
      '[A Title](page:x.md) [nick](page:x.md) Nobody [Here](page:notes/a.md#here) pic.png"',
    expect.stringMatching(/^image upload:[0-9a-f]{64}~"pic.png"$/),
    'heading_2 "Here" #here',
    "",
  ]);
  expect(draft?.messages.map(({ id }) => id)).toEqual(["link-not-found", "link-unpublished"]);

  const before = (await inputs(emptyMemory())).get("notes/a.md");
  expect(Object.keys(before ?? {}).filter((key) => key.startsWith("name"))).toEqual([
    "name:A Title",
    "name:Nobody",
    "name:b",
    "name:deep/c",
    "name:nick",
    "name:pic.png",
    "nameplace:B",
  ]);
  const changed = { ...CONTENTS, "other/b.md": "## Part\n\nmore", "files/pic.png": new Uint8Array([1]) };
  const again = await gathered(memoryFiles(changed), texts);
  const after = (await again.inputs(emptyMemory())).get("notes/a.md");
  const differ = Object.keys(before ?? {}).filter((key) => before?.[key] !== after?.[key]);
  expect(differ).toEqual(["name:pic.png", "nameplace:B"]);
});
