import { describe, expect, it } from "vitest";
import { BLOCKS } from "../../src/facts/blocks.ts";
import type { Block } from "../../src/model/block.ts";
import { InternalError } from "../../src/model/internalError.ts";
import type { Mention, RichText } from "../../src/model/richText.ts";
import { PLAIN } from "../../src/model/richText.ts";
import { plainText, text } from "../../src/model/text.ts";
import { toFileRequest, toRichTextRequest } from "../../src/notion/requestParts.ts";
import {
  toIconRequest,
  toPropertiesRequest,
  toRequest,
  toUpdateRequest,
} from "../../src/notion/toRequest.ts";

const pending = { kind: "page", path: "a.md", otherwise: "A" } as const;
const item = (content: string, children: readonly Block[] = []): Block => ({
  type: "bulleted_list_item",
  value: { rich_text: [text(content)], color: "default" },
  children,
});
const mention = (value: Mention): RichText => ({ type: "mention", mention: value, annotations: PLAIN });

describe("toRequest", () => {
  it("leaves out what Notion fills in", () => {
    const table: Block = {
      type: "table",
      value: { table_width: 1, has_column_header: false, has_row_header: false },
      children: [{ type: "table_row", value: { cells: [[]] }, children: [] }],
    };
    expect(toRequest(table)).toEqual({
      type: "table",
      table: { table_width: 1, children: [{ type: "table_row", table_row: { cells: [[]] } }] },
    });
    const code: Block = { type: "code", value: { rich_text: [], language: "go", caption: [] }, children: [] };
    expect(toRequest(code)).toEqual({ type: "code", code: { rich_text: [], language: "go" } });
  });

  it("keeps a tree whole, however deep", () => {
    const depth = 12;
    const tree = Array.from({ length: depth }).reduce<Block>((inner) => item("x", [inner]), item("end"));
    expect(JSON.stringify(toRequest(tree)).match(/"children"/g)).toHaveLength(depth);
  });

  it("has no part that is not resolved", () => {
    const link: Block = {
      type: "paragraph",
      value: { rich_text: [text("A", {}, pending)], color: "default" },
      children: [],
    };
    expect(() => toRequest(item("x", [link]))).toThrow(InternalError);
    const upload = { kind: "upload", digest: "d", otherwise: "a.png" } as const;
    const image: Block = { type: "image", value: { file_upload: { id: upload }, caption: [] }, children: [] };
    expect(() => toRequest(image)).toThrow(/"d"/);
  });

  it("writes no file that Notion hosts", () => {
    expect(() => toFileRequest({ file: { url: "https://s3/x" } })).toThrow(InternalError);
    expect(() => toIconRequest({ file: { url: "https://s3/x" } })).toThrow(InternalError);
  });
});

describe("toRichTextRequest", () => {
  it("cuts long runs, and loses nothing", () => {
    const content = "words and 😀 ".repeat(700);
    const request = toRichTextRequest([text(content, { bold: true }, "https://example.com/")]);
    const lengths = request.map((run) => ("text" in run ? run.text.content.length : 0));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2_000);
    expect(request.map((run) => ("text" in run ? run.text.content : "")).join("")).toBe(content);
    for (const run of request) {
      expect(run).toMatchObject({
        annotations: { bold: true },
        text: { link: { url: "https://example.com/" } },
      });
    }
  });

  it.each<[Mention, string]>([
    [{ link_preview: { url: "https://github.com/x" } }, "https://github.com/x"],
    [{ link_mention: { url: "https://example.com/" } }, "https://example.com/"],
    [{ other: { kind: "agent", text: "Somebody" } }, "Somebody"],
  ])("shows a mention that cannot be written as its text: %o", (value, shown) => {
    expect(plainText([mention(value)])).toBe(shown);
    expect(toRichTextRequest([mention(value)])).toMatchObject([{ type: "text", text: { content: shown } }]);
  });

  it("writes an icon's colour only where Notion has it", () => {
    expect(toIconRequest({ icon: { name: "book", color: "red" } })).toEqual({
      icon: { name: "book", color: "red" },
    });
    expect(toIconRequest({ icon: { name: "book", color: "mauve" } })).toEqual({ icon: { name: "book" } });
  });
});

describe("toUpdateRequest", () => {
  const heading: Block = {
    type: "heading_2",
    value: { rich_text: [text("x")], color: "default", is_toggleable: false },
    children: [item("stays")],
  };

  it("sends the named keys, defaults too, with what the API always wants, and no children", () => {
    const rich_text = [{ type: "text", text: { content: "x" } }];
    expect(toUpdateRequest(heading, ["color"])).toEqual({ heading_2: { rich_text, color: "default" } });
    expect(toUpdateRequest(heading, ["is_toggleable"])).toEqual({
      heading_2: { rich_text, is_toggleable: false },
    });
  });

  it("sends the file wherever it lies now", () => {
    const image: Block = {
      type: "image",
      value: { external: { url: "https://example.com/a.png" }, caption: [] },
      children: [],
    };
    const external = { url: "https://example.com/a.png" };
    expect(toUpdateRequest(image, ["file_upload"])).toEqual({ image: { external } });
    expect(toUpdateRequest(image, ["caption"])).toEqual({ image: { caption: [] } });
  });

  it("never sends a table's width", () => {
    const table: Block = {
      type: "table",
      value: { table_width: 2, has_column_header: true, has_row_header: false },
      children: [],
    };
    expect(toUpdateRequest(table, ["table_width", "has_column_header"])).toEqual({
      table: { has_column_header: true },
    });
  });

  it("refuses what cannot be changed in place", () => {
    expect(BLOCKS.divider.updatable).toBe(false);
    expect(() => toUpdateRequest({ type: "divider", value: {}, children: [] }, [])).toThrow(InternalError);
  });
});

describe("toPropertiesRequest", () => {
  it("writes every type, and empty values", () => {
    const request = toPropertiesRequest({
      Name: { type: "title", value: [text("x")] },
      Notes: { type: "rich_text", value: [] },
      Count: { type: "number", value: 0 },
      Site: { type: "url", value: null },
      Mail: { type: "email", value: "a@example.com" },
      Phone: { type: "phone_number", value: null },
      Done: { type: "checkbox", value: false },
      Due: { type: "date", value: { start: "2026-01-31", end: null, time_zone: null } },
      When: { type: "date", value: null },
      Kind: { type: "select", value: { name: "a" } },
      State: { type: "status", value: null },
      Tags: { type: "multi_select", value: [{ name: "a" }] },
      Who: { type: "people", value: [{ id: "u" }] },
      Links: { type: "relation", value: [] },
      Files: { type: "files", value: [{ external: { url: "https://example.com/a" }, name: "a" }] },
      Where: { type: "place", value: null },
      Checked: { type: "verification", value: { state: "unverified", date: null } },
    });
    expect(request).toEqual({
      Name: { title: [{ type: "text", text: { content: "x" } }] },
      Notes: { rich_text: [] },
      Count: { number: 0 },
      Site: { url: null },
      Mail: { email: "a@example.com" },
      Phone: { phone_number: null },
      Done: { checkbox: false },
      Due: { date: { start: "2026-01-31" } },
      When: { date: null },
      Kind: { select: { name: "a" } },
      State: { status: null },
      Tags: { multi_select: [{ name: "a" }] },
      Who: { people: [{ id: "u" }] },
      Links: { relation: [] },
      Files: { files: [{ external: { url: "https://example.com/a" }, name: "a" }] },
      Where: { place: null },
      Checked: { verification: { state: "unverified" } },
    });
  });
});
