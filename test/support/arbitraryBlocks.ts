/** Random blocks in canonical form, as large and as deep as one request takes. */
import fc from "fast-check";
import { COLORS, NATIVE_ICON_COLORS } from "../../src/facts/colors.ts";
import { LANGUAGES } from "../../src/facts/languages.ts";
import type { Block, BlockType, Icon, Payloads } from "../../src/model/block.ts";
import type { Annotations, RichText } from "../../src/model/richText.ts";
import { mergeRuns } from "../../src/model/text.ts";

/** What there is in the workspace to be named. */
export interface Surroundings {
  readonly page: string;
  readonly user: string;
}

const color = fc.constantFrom(...COLORS);
const words = fc.oneof(
  { arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), weight: 6 },
  { arbitrary: fc.constantFrom("word ", "two\nlines", "family 👩‍👩‍👧‍👦", "  spaces  ", "\ttab"), weight: 3 },
  { arbitrary: fc.constantFrom("x".repeat(2_001), "😀".repeat(1_001), "long words ".repeat(400)), weight: 1 },
);
const pictureUrl = fc.constantFrom("https://example.com/a.png", "https://example.com/b.jpg");
const annotations: fc.Arbitrary<Annotations> = fc.record({
  bold: fc.boolean(),
  italic: fc.boolean(),
  strikethrough: fc.boolean(),
  underline: fc.boolean(),
  code: fc.boolean(),
  color,
});

/** A run of text, an equation or a mention. */
export function runOf({ page, user }: Surroundings): fc.Arbitrary<RichText> {
  const url = fc.constantFrom(
    "https://example.com/",
    "https://example.com/a?b=c&d=%20#e",
    "mailto:a@example.com",
    `https://www.notion.so/${page.replaceAll("-", "")}`,
  );
  const link = fc.option(fc.record({ url }), { nil: null });
  const date = fc.record({
    start: fc.constant("2026-01-31"),
    end: fc.constantFrom(null, "2026-02-01"),
    time_zone: fc.constant(null),
  });
  const mention = fc.oneof(
    fc.constant({ user: { id: user } }),
    fc.constant({ page: { id: page } }),
    fc.record({ date }),
  );
  const equation = fc.record({ expression: fc.constantFrom("x^2", "\\frac{a}{b}") });
  const text = fc.record({ content: words, link });
  return fc.oneof(
    { arbitrary: fc.record({ type: fc.constant("text"), text, annotations }), weight: 5 },
    { arbitrary: fc.record({ type: fc.constant("mention"), mention, annotations }), weight: 1 },
    { arbitrary: fc.record({ type: fc.constant("equation"), equation, annotations }), weight: 1 },
  );
}

const icon: fc.Arbitrary<Icon> = fc.oneof(
  fc.record({ emoji: fc.constantFrom("💡", "👩‍👩‍👧‍👦", "🇨🇭") }),
  fc.record({ external: fc.record({ url: pictureUrl }) }),
  fc.record({
    icon: fc.record({
      name: fc.constantFrom("book", "arrow-right"),
      color: fc.constantFrom(...NATIVE_ICON_COLORS),
    }),
  }),
);

type Children = fc.Arbitrary<readonly Block[]>;
type Make = (children: Children) => fc.Arbitrary<Block>;

function node<T extends BlockType>(type: T, value: fc.Arbitrary<Payloads[T]>, children: Children) {
  return fc.record({ type: fc.constant(type), value, children });
}

const NONE: Children = fc.constant([]);

interface Kinds {
  /** Types that hold nothing. */
  readonly leaves: readonly fc.Arbitrary<Block>[];
  /** Types that hold any blocks. */
  readonly holders: readonly Make[];
  readonly table: fc.Arbitrary<Block>;
  readonly columns: Make;
}

function kinds(surroundings: Surroundings): Kinds {
  const rich_text = fc.array(runOf(surroundings), { maxLength: 4 }).map(mergeRuns);
  const caption = rich_text;
  const text = fc.record({ rich_text, color });
  const heading = fc.record({ rich_text, color, is_toggleable: fc.boolean() });
  const toggle = fc.record({ rich_text, color, is_toggleable: fc.constant(true) });
  const media = (url: string) => fc.record({ external: fc.constant({ url }), caption });
  const web = fc.record({ url: fc.constant("https://example.com/a"), caption });
  const nothing = fc.constant({});
  const row = (width: number) =>
    node(
      "table_row",
      fc.record({ cells: fc.array(rich_text, { minLength: width, maxLength: width }) }),
      NONE,
    );
  const table = fc.integer({ min: 1, max: 3 }).chain((width) =>
    node(
      "table",
      fc.record({
        table_width: fc.constant(width),
        has_column_header: fc.boolean(),
        has_row_header: fc.boolean(),
      }),
      fc.array(row(width), { minLength: 1, maxLength: 3 }),
    ),
  );
  return {
    leaves: [
      node("heading_1", heading, NONE),
      node("heading_2", heading, NONE),
      node("code", fc.record({ rich_text, language: fc.constantFrom(...LANGUAGES), caption }), NONE),
      node("equation", fc.record({ expression: fc.constantFrom("x^2", "\\sum_i i") }), NONE),
      node("divider", nothing, NONE),
      node("breadcrumb", nothing, NONE),
      node("table_of_contents", fc.record({ color }), NONE),
      node("bookmark", web, NONE),
      node("embed", web, NONE),
      node("image", media("https://example.com/a.png"), NONE),
      node("video", media("https://example.com/a.mp4"), NONE),
      node("pdf", media("https://example.com/a.pdf"), NONE),
      node("audio", media("https://example.com/a.mp3"), NONE),
      node(
        "file",
        media("https://example.com/a.txt").map((file) => ({ ...file, name: "a.txt" })),
        NONE,
      ),
      node("link_to_page", fc.constant({ page_id: surroundings.page }), NONE),
    ],
    holders: [
      (children) => node("paragraph", text, children),
      (children) => node("heading_3", toggle, children),
      (children) => node("heading_4", toggle, children),
      (children) => node("bulleted_list_item", text, children),
      (children) => node("numbered_list_item", text, children),
      (children) => node("to_do", fc.record({ rich_text, color, checked: fc.boolean() }), children),
      (children) => node("toggle", text, children),
      (children) => node("quote", text, children),
      (children) => node("callout", fc.record({ rich_text, color, icon }), children),
      (children) => node("synced_block", fc.constant({ synced_from: null }), children),
    ],
    table,
    columns: (children) => {
      const width_ratio = fc.constantFrom(0.25, 0.5);
      const column = node("column", fc.record({ width_ratio }), children);
      return node("column_list", nothing, fc.array(column, { minLength: 2, maxLength: 3 }));
    },
  };
}

/** Blocks that one request can create with all they hold. */
export function arbitraryBlocks(surroundings: Surroundings): fc.Arbitrary<readonly Block[]> {
  const { leaves, holders, table, columns } = kinds(surroundings);
  const some = (blocks: readonly fc.Arbitrary<Block>[], minLength = 0): Children =>
    fc.array(fc.oneof(...blocks), { minLength, maxLength: 3 });
  const third = [...leaves, ...holders.map((make) => make(NONE))];
  const second = [...leaves, table, ...holders.map((make) => make(some(third)))];
  const first = [
    ...leaves,
    table,
    columns(some([...leaves, ...holders.map((make) => make(some(third)))], 1)),
    ...holders.map((make) => make(some(second))),
  ];
  return fc.array(fc.oneof(...first), { minLength: 1, maxLength: 5 });
}
