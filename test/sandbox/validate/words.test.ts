import type {
  AppendBlockChildrenParameters,
  BlockObjectRequest,
  CreatePageParameters,
} from "@notionhq/client";
import { describe, expect, test } from "vitest";
import {
  describe as describeViolations,
  type SchemaName,
  validateBody,
  validateId,
  validateQuery,
} from "../../../src/sandbox/validate/index.ts";

const id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const hi = [{ text: { content: "hi" } }];
const append = (...children: readonly unknown[]): unknown => ({ children });

type Case = readonly [title: string, name: SchemaName, body: unknown, message: string | RegExp];

const REFUSED: readonly Case[] = [
  [
    "an icon of null, which responses carry and requests may not",
    "AppendBlockChildrenBodyParameters",
    append({ paragraph: { rich_text: hi, icon: null } }),
    "body failed validation: body.children[0].paragraph.icon should be an object or `undefined`, instead was `null`.",
  ],
  [
    "a language Notion does not know",
    "AppendBlockChildrenBodyParameters",
    append({ divider: {} }, { code: { rich_text: hi, language: "ts" } }),
    /^body failed validation: body\.children\[1\]\.code\.language should be `"abap"`, `"abc"`, .*, or `"java\/c\/c\+\+\/c#"`, instead was `"ts"`\.$/,
  ],
  [
    "a fourth list level",
    "AppendBlockChildrenBodyParameters",
    append(item(item(item(item())))),
    /^body failed validation: body\.children\[0\]\.bulleted_list_item\.children\[0\]\.bulleted_list_item\.children\[0\]\.bulleted_list_item\.children should be not present, instead was /,
  ],
  [
    "a column below the top level",
    "AppendBlockChildrenBodyParameters",
    append({ toggle: { rich_text: hi, children: [{ column_list: { children: [] } }] } }),
    /body\.children\[0\]\.toggle\.children\[0\]\.embed should be defined, instead was `undefined`\./,
  ],
  [
    "a link beside the text instead of in it",
    "AppendBlockChildrenBodyParameters",
    append({ paragraph: { rich_text: [{ text: { content: "a" }, link: { url: "https://a.example" } }] } }),
    'body failed validation: body.children[0].paragraph.rich_text[0].link should be not present, instead was `{"url":"https://a.example"}`.',
  ],
  [
    "a type without its key",
    "AppendBlockChildrenBodyParameters",
    append({ type: "quote" }),
    "body failed validation: body.children[0].quote should be defined, instead was `undefined`.",
  ],
  [
    "a type that is not the key",
    "AppendBlockChildrenBodyParameters",
    append({ type: "quote", paragraph: { rich_text: hi } }),
    "body failed validation. Fix one:\nbody.children[0].quote should be defined, instead was `undefined`.\n" +
      'body.children[0].paragraph should be not present, instead was `{"rich_text":[{"text":{"content":"hi"}}]}`.',
  ],
  [
    "an unknown key beside the body's own",
    "AppendBlockChildrenBodyParameters",
    { children: [], archived: false },
    "body failed validation: body.archived should be not present, instead was `false`.",
  ],
  [
    "no children at all",
    "AppendBlockChildrenBodyParameters",
    {},
    "body failed validation: body.children should be defined, instead was `undefined`.",
  ],
  [
    "a media type in an update",
    "UpdateBlockBodyParameters",
    { image: { type: "external", external: { url: "https://a.example/a.png" } } },
    'body failed validation: body.image.type should be not present, instead was `"external"`.',
  ],
  [
    "a heading's colour alone",
    "UpdateBlockBodyParameters",
    { heading_2: { color: "red" } },
    "body failed validation: body.heading_2.rich_text should be defined, instead was `undefined`.",
  ],
  [
    "a table's width in an update",
    "UpdateBlockBodyParameters",
    { table: { table_width: 3 } },
    "body failed validation: body.table.table_width should be not present, instead was `3`.",
  ],
  [
    "an id that is none",
    "CreatePageBodyParameters",
    { parent: { page_id: "home" }, properties: {} },
    'body failed validation: body.parent.page_id should be a valid uuid, instead was `"home"`.',
  ],
  [
    "an icon that is a text",
    "CreatePageBodyParameters",
    { parent: { page_id: id }, icon: "🏠" },
    'body failed validation: body.icon should be an object, `null`, or `undefined`, instead was `"🏠"`.',
  ],
  [
    "an old search filter",
    "SearchBodyParameters",
    { filter: { property: "object", value: "database" } },
    'body failed validation: body.filter.value should be `"page"` or `"data_source"`, instead was `"database"`.',
  ],
  [
    "a comment said twice",
    "CreateCommentBodyParameters",
    { parent: { page_id: id }, rich_text: hi, markdown: "hi" },
    'body failed validation: body.markdown should be not present, instead was `"hi"`.',
  ],
  [
    "keys of the language's own objects",
    "AppendBlockChildrenBodyParameters",
    JSON.parse('{"children":[],"constructor":1}'),
    "body failed validation: body.constructor should be not present, instead was `1`.",
  ],
  [
    "no object",
    "CreatePageBodyParameters",
    [],
    "body failed validation: body should be an object, instead was `[]`.",
  ],
];

function item(...children: readonly unknown[]): unknown {
  return { bulleted_list_item: { rich_text: hi, ...(children.length > 0 ? { children } : {}) } };
}

test.each(REFUSED)("refuses %s", (_, name, body, message) => {
  const text = describeViolations(validateBody(name, body));
  if (typeof message === "string") expect(text).toBe(message);
  else expect(text).toMatch(message);
});

test("a value of no known shape is told every key it might have had, one of which to choose", () => {
  const text = describeViolations(
    validateBody("AppendBlockChildrenBodyParameters", append({ footnote: {} })),
  );
  const lines = text.split("\n");
  expect(lines[0]).toBe("body failed validation. Fix one:");
  expect(lines[1]).toBe("body.children[0].embed should be defined, instead was `undefined`.");
  expect(lines).toContain("body.children[0].paragraph should be defined, instead was `undefined`.");
  expect(lines).not.toContain("body.children[0].child_page should be defined, instead was `undefined`.");
});

test("a long refused value is cut in the message", () => {
  const [first] = validateBody("AppendBlockChildrenBodyParameters", {
    children: [],
    extra: "x".repeat(10_000),
  });
  expect(first?.message.length).toBeLessThan(300);
});

// Typed by the SDK, so that the compiler vouches for them.
const columns: BlockObjectRequest = {
  column_list: {
    children: [
      { column: { children: [{ table: { table_width: 1, children: [{ table_row: { cells: [hi] } }] } }] } },
      {
        column: { width_ratio: 0.5, children: [{ toggle: { rich_text: hi, children: [{ divider: {} }] } }] },
      },
    ],
  },
};
const tabs: BlockObjectRequest = {
  tab: { children: [{ paragraph: { rich_text: hi, icon: { emoji: "👋" }, children: [{ divider: {} }] } }] },
};
const appends: AppendBlockChildrenParameters = {
  block_id: id,
  position: { type: "after_block", after_block: { id } },
  children: [columns, tabs, { type: "synced_block", synced_block: { synced_from: null } }],
};
const page: CreatePageParameters = {
  parent: { type: "page_id", page_id: id },
  properties: { title: { title: hi } },
  icon: { icon: { name: "pizza", color: "blue" } },
  cover: null,
  position: { type: "page_start" },
  children: [{ object: "block", callout: { rich_text: hi, icon: { custom_emoji: { id } } } }],
};

test("accepts what the SDK's types accept", () => {
  const { block_id, ...body } = appends;
  expect(validateId("block_id", block_id)).toEqual([]);
  expect(validateBody("AppendBlockChildrenBodyParameters", body)).toEqual([]);
  expect(validateBody("CreatePageBodyParameters", page)).toEqual([]);
});

describe("ids in paths", () => {
  test.each([id, id.toUpperCase(), id.replaceAll("-", "")])("%s is one", (text) => {
    expect(validateId("page_id", text)).toEqual([]);
  });

  test.each(["", "Calendar-c590d7c092bc48cb858038fc53e46760", `${id}0`, id.slice(1), id.replace("-", "")])(
    "`%s` is none",
    (text) => {
      expect(describeViolations(validateId("database_id", text))).toBe(
        `path failed validation: path.database_id should be a valid uuid, instead was \`"${text}"\`.`,
      );
    },
  );
});

describe("query strings", () => {
  const read = (text: string) => validateQuery("ListBlockChildrenQueryParameters", new URLSearchParams(text));

  test("numbers are read as numbers, texts stay texts", () => {
    expect(read("page_size=10&start_cursor=7")).toEqual({
      value: { page_size: 10, start_cursor: "7" },
      violations: [],
    });
  });

  test.each([
    ["page_size=ten", 'query.page_size should be a number or `undefined`, instead was `"ten"`'],
    ["page_size=", 'query.page_size should be a number or `undefined`, instead was `""`'],
    ["pagesize=10", 'query.pagesize should be not present, instead was `"10"`'],
  ])("refuses ?%s", (text, message) => {
    expect(read(text).violations.map((violation) => violation.message)).toEqual([message]);
  });

  test("a list is a key given again and again, with brackets or without", () => {
    for (const text of [
      "filter_properties=a&filter_properties=b",
      "filter_properties[]=a&filter_properties[]=b",
    ]) {
      expect(validateQuery("GetPageQueryParameters", new URLSearchParams(text))).toEqual({
        value: { filter_properties: ["a", "b"] },
        violations: [],
      });
    }
  });

  test("booleans are `true` and `false`", () => {
    const ask = (text: string) =>
      validateQuery("GetPageMarkdownQueryParameters", new URLSearchParams(`include_transcript=${text}`));
    expect(ask("false")).toEqual({ value: { include_transcript: false }, violations: [] });
    expect(ask("yes").violations).toHaveLength(1);
  });
});
