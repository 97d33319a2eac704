/** Random blocks in canonical form, as large as one request takes. */
import fc from "fast-check";
import { BLOCKS, type BlockFacts, isCreatable } from "../../src/facts/blocks.ts";
import { COLORS, NATIVE_ICON_COLORS } from "../../src/facts/colors.ts";
import { LANGUAGES } from "../../src/facts/languages.ts";
import type { Block, BlockType, Icon, Payloads } from "../../src/model/block.ts";
import type { Annotations, RichText } from "../../src/model/richText.ts";
import { mergeRuns } from "../../src/model/text.ts";

/** What exists in the workspace and can be named. */
export interface Surroundings {
  readonly page: string;
  readonly user: string;
  readonly upload: string;
}

const color = fc.constantFrom(...COLORS);
const words = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    "word ",
    "two\nlines",
    "emoji 👩‍👩‍👧‍👦 ",
    "  spaces  ",
    "\ttab",
    "x".repeat(2_001),
    "😀".repeat(1_001),
  ),
);
const webUrl = fc.constantFrom(
  "https://example.com/",
  "https://example.com/a?b=c&d=%20#e",
  "http://localhost:3000/x",
  "mailto:a@example.com",
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

function runOf({ page, user }: Surroundings): fc.Arbitrary<RichText> {
  const url = fc.oneof(webUrl, fc.constant(`https://www.notion.so/${page.replaceAll("-", "")}`));
  const content = fc.record({
    content: words,
    link: fc.option(fc.record({ url }), { nil: null }),
  });
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
  const expression = fc.constantFrom("x^2", "\\frac{a}{b}");
  return fc.oneof(
    { arbitrary: fc.record({ type: fc.constant("text"), text: content, annotations }), weight: 5 },
    { arbitrary: fc.record({ type: fc.constant("mention"), mention, annotations }), weight: 1 },
    {
      arbitrary: fc.record({
        type: fc.constant("equation"),
        equation: fc.record({ expression }),
        annotations,
      }),
      weight: 1,
    },
  );
}

const icon: fc.Arbitrary<Icon> = fc.oneof(
  fc.record({ emoji: fc.constantFrom("💡", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿") }),
  fc.record({ external: fc.record({ url: pictureUrl }) }),
  fc.record({
    icon: fc.record({
      name: fc.constantFrom("book", "arrow-right"),
      color: fc.constantFrom(...NATIVE_ICON_COLORS),
    }),
  }),
);

type Arbitraries = { readonly [T in BlockType]: fc.Arbitrary<Payloads[T]> | null };

/** What each type may hold; null for types that make no sense by themselves. */
function payloads(surroundings: Surroundings): Arbitraries {
  const rich_text = fc.array(runOf(surroundings), { maxLength: 5 }).map(mergeRuns);
  const caption = rich_text;
  const text = fc.record({ rich_text, color });
  const heading = fc.record({ rich_text, color, is_toggleable: fc.boolean() });
  const media = fc.oneof(
    fc.record({ external: fc.record({ url: pictureUrl }), caption }),
    fc.record({ file_upload: fc.constant({ id: surroundings.upload }), caption }),
  );
  const otherMedia = (url: string) => fc.record({ external: fc.constant({ url }), caption });
  const web = fc.record({ url: fc.constant("https://example.com/a"), caption });
  const nothing = fc.constant({});
  return {
    paragraph: text,
    heading_1: heading,
    heading_2: heading,
    heading_3: heading,
    heading_4: heading,
    bulleted_list_item: text,
    numbered_list_item: text,
    to_do: fc.record({ rich_text, color, checked: fc.boolean() }),
    toggle: text,
    quote: text,
    callout: fc.record({ rich_text, color, icon }),
    code: fc.record({ rich_text, language: fc.constantFrom(...LANGUAGES), caption }),
    equation: fc.record({ expression: fc.constantFrom("x^2", "\\sum_i i") }),
    divider: nothing,
    breadcrumb: nothing,
    table_of_contents: fc.record({ color }),
    bookmark: web,
    embed: web,
    image: media,
    video: otherMedia("https://example.com/a.mp4"),
    pdf: otherMedia("https://example.com/a.pdf"),
    audio: otherMedia("https://example.com/a.mp3"),
    file: otherMedia("https://example.com/a.txt").map((file) => ({ ...file, name: "a.txt" })),
    link_to_page: fc.constant({ page_id: surroundings.page }),
    table: null,
    table_row: null,
    column_list: null,
    column: null,
    tab: null,
    synced_block: fc.constant({ synced_from: null }),
    template: null,
  };
}
