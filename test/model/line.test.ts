import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Block, Icon, SnapshotBlock } from "../../src/model/block.ts";
import {
  baseOf,
  hashCover,
  hashIcon,
  hashProperty,
  hashTitle,
  lineOf,
  sameAsRemembered,
  sameContent,
  snapshotHash,
} from "../../src/model/line.ts";
import type { RichText } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";

const digest = (content: string): string => createHash("sha256").update(content).digest("hex");
const ID = "0123456789abcdef0123456789abcdef";
const DASHED = "01234567-89ab-cdef-0123-456789abcdef";

const ABOUT = {
  id: "x",
  createdTime: "",
  createdBy: "",
  lastEditedTime: "",
  lastEditedBy: "",
  hasChildren: false,
};

function shown(block: Block): SnapshotBlock {
  return { ...ABOUT, ...block, children: null };
}

function paragraph(...rich_text: readonly RichText[]): Block {
  return { type: "paragraph", value: { rich_text, color: "default" }, children: [] };
}

function linked(url: string): Block {
  return paragraph(text("a", {}, url));
}

function image(
  source:
    | { file: { url: string } }
    | { external: { url: string } }
    | { file_upload: { id: string; digest?: string } },
): Block {
  return { type: "image", value: { ...source, caption: [] }, children: [] };
}

function callout(icon: Icon | undefined): Block {
  return {
    type: "callout",
    value: { rich_text: [], color: "default", ...(icon === undefined ? {} : { icon }) },
    children: [],
  };
}

/** Whether what Notion shows counts as what was written. */
function same(written: Block, seen: Block): boolean {
  return sameAsRemembered(shown(seen), lineOf(written, digest), digest);
}

describe("what Notion gives back in another form is the same", () => {
  const cases: readonly [string, Block, Block][] = [
    ["text cut into runs", paragraph(text("abcd")), paragraph(text("ab"), text("cd"))],
    ["empty runs", paragraph(text("a"), text("")), paragraph(text("a"))],
    ["a link to a page as a path", linked(`https://www.notion.so/${ID}`), linked(`/${ID}`)],
    [
      "a link to a block on another host",
      linked(`https://www.notion.so/${ID}#${ID}`),
      linked(`https://app.notion.com/p/Title-${ID}#${ID}`),
    ],
    [
      "an upload that has become a hosted file",
      image({ file_upload: { id: "u", digest: "d" } }),
      image({ file: { url: "https://signed/1" } }),
    ],
    [
      "a native icon as its drawing",
      callout({ icon: { name: "book", color: "gray" } }),
      callout({ external: { url: "https://www.notion.so/icons/book_gray.svg" } }),
    ],
    ["an icon that Notion fills in", callout(undefined), callout({ emoji: "💡" })],
    [
      "a mention whose id has no dashes",
      paragraph({ type: "mention", mention: { page: { id: DASHED } }, annotations: text("").annotations }),
      paragraph({ type: "mention", mention: { page: { id: ID } }, annotations: text("").annotations }),
    ],
    [
      "a time with zero milliseconds",
      paragraph({
        type: "mention",
        mention: { date: { start: "2026-01-01T10:00:00Z", end: null, time_zone: null } },
        annotations: text("").annotations,
      }),
      paragraph({
        type: "mention",
        mention: { date: { start: "2026-01-01T10:00:00.000+00:00", end: null, time_zone: null } },
        annotations: text("").annotations,
      }),
    ],
    [
      "a column's width that Notion fills in",
      { type: "column", value: {}, children: [] },
      { type: "column", value: { width_ratio: 0.5 }, children: [] },
    ],
    ["children are compared apart", { ...paragraph(), children: [paragraph()] }, paragraph()],
  ];
  test.each(cases)("%s", (_name, written, seen) => {
    expect(same(written, seen)).toBe(true);
  });
});

describe("other content is different", () => {
  const cases: readonly [string, Block, Block][] = [
    ["text", paragraph(text("a")), paragraph(text("b"))],
    ["formatting", paragraph(text("a")), paragraph(text("a", { bold: true }))],
    ["a run's colour", paragraph(text("a")), paragraph(text("a", { color: "red" }))],
    [
      "where formatting ends",
      paragraph(text("a", { bold: true }), text("b")),
      paragraph(text("ab", { bold: true })),
    ],
    ["a link's page", linked(`/${ID}`), linked(`/${ID.replaceAll("0", "1")}`)],
    ["a link that is gone", linked("https://a.example"), paragraph(text("a"))],
    [
      "an equation and its text",
      paragraph(text("x")),
      paragraph({ type: "equation", equation: { expression: "x" }, annotations: text("").annotations }),
    ],
    [
      "an image from elsewhere",
      image({ external: { url: "https://a.example/a.png" } }),
      image({ external: { url: "https://a.example/b.png" } }),
    ],
    [
      "an image that was uploaded",
      image({ external: { url: "https://a.example/a.png" } }),
      image({ file: { url: "https://signed/1" } }),
    ],
    ["a callout's icon", callout({ emoji: "💡" }), callout({ emoji: "🔥" })],
    ["a type", { type: "divider", value: {}, children: [] }, { type: "breadcrumb", value: {}, children: [] }],
  ];
  test.each(cases)("%s", (_name, written, seen) => {
    expect(same(written, seen)).toBe(false);
  });
});

describe("uploads", () => {
  const upload = (id: string, content: string): Block => image({ file_upload: { id, digest: content } });

  test("are told apart by their content, whoever uploaded it", () => {
    const [first, again, other] = [upload("u1", "d1"), upload("u2", "d1"), upload("u3", "d2")].map(
      (block) => lineOf(block, digest).hash,
    );
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect(sameContent(first ?? "", other ?? "")).toBe(true);
  });

  test("hash the same before and after they have happened", () => {
    const pending: Block = {
      type: "image",
      value: { file_upload: { id: { kind: "upload", digest: "d1", otherwise: "" } }, caption: [] },
      children: [],
    };
    expect(lineOf(pending, digest).hash).toBe(lineOf(upload("u1", "d1"), digest).hash);
  });
});

test("a line names its fields only where they are not the usual ones", () => {
  expect(lineOf(paragraph(text("a")), digest)).not.toHaveProperty("fields");
  expect(lineOf(callout({ emoji: "💡" }), digest)).not.toHaveProperty("fields");
  expect(lineOf(callout(undefined), digest).fields).toEqual(["rich_text", "color"]);
  const tab: Block = {
    type: "paragraph",
    value: { rich_text: [], color: "default", icon: { emoji: "💡" } },
    children: [],
  };
  expect(lineOf(tab, digest).fields).toEqual(["rich_text", "color", "icon"]);
});

test("a foreign block is never ours", () => {
  const foreign: SnapshotBlock = {
    ...ABOUT,
    type: "foreign",
    name: "child_page",
    title: "a",
    children: null,
  };
  expect(sameAsRemembered(foreign, lineOf(paragraph(text("a")), digest), digest)).toBe(false);
  expect(snapshotHash(foreign, undefined, digest)).not.toBe(
    snapshotHash({ ...foreign, title: "b" }, undefined, digest),
  );
});

test("what is written of a page beside its blocks is hashed by name", () => {
  const base = baseOf(
    { title: "T", icon: null, properties: { Tags: { type: "multi_select", value: [{ name: "a" }] } } },
    digest,
  );
  expect(base).toEqual({
    title: hashTitle("T", digest),
    icon: hashIcon(null, digest),
    properties: { Tags: hashProperty({ type: "multi_select", value: [{ name: "a" }] }, digest) },
  });
  expect(hashCover(null, digest)).not.toBe(
    hashCover({ external: { url: "https://a.example/a.png" } }, digest),
  );
});

test.each([
  [
    "people in any order",
    { type: "people", value: [{ id: ID }, { id: "b" }] },
    { type: "people", value: [{ id: "b" }, { id: DASHED }] },
  ],
  [
    "a date's zeros",
    { type: "date", value: { start: "2026-01-01T00:00:00.000Z", end: null, time_zone: null } },
    { type: "date", value: { start: "2026-01-01T00:00:00+00:00", end: null, time_zone: null } },
  ],
] as const)("property values are the same: %s", (_name, a, b) => {
  expect(hashProperty(a, digest)).toBe(hashProperty(b, digest));
});
