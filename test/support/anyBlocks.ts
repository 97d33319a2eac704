import fc from "fast-check";
import { BLOCKS } from "../../src/facts/blocks.ts";
import { COLORS } from "../../src/facts/colors.ts";
import { LANGUAGES } from "../../src/facts/languages.ts";
import type { Block, BlockType, FileSource, Icon, Payloads } from "../../src/model/block.ts";
import type { Pending, Reference } from "../../src/model/pending.ts";
import { type Annotations, type Mention, PLAIN, type RichText } from "../../src/model/richText.ts";
import { mergeRuns } from "../../src/model/text.ts";

/**
 * Random blocks of every type, nested as Notion allows, in canonical form: all that the model can say.
 *
 * `pendings: false` leaves references to come out; `hostile: false` keeps text to words, so that a failing
 * example can be read; `foreignForms: false` leaves out what only Notion writes (signed file addresses, link
 * previews).
 */
export interface AnyBlocksOptions {
  readonly pendings?: boolean;
  readonly hostile?: boolean;
  readonly foreignForms?: boolean;
  /** Levels of nesting. */
  readonly depth?: number;
}

type Settings = Required<AnyBlocksOptions>;

const uuid = fc.uuid({ version: 4 });
const WORDS = ["alpha", "beta", "gamma", "Δ", "naïve", "日本", "👩‍👧", "snake_case", "a*b", "end."];
const words = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((some) => some.join(" "));

function string({ hostile }: Settings): fc.Arbitrary<string> {
  if (!hostile) return words;
  const marks = fc.constantFrom(
    "*",
    "_",
    "~",
    "`",
    "[",
    "]",
    "{",
    "}",
    "|",
    "\\",
    '"',
    "@",
    "$",
    "#",
    "(",
    ")",
    "\n",
  );
  const unit = fc.oneof(
    { weight: 2, arbitrary: marks },
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  return fc.oneof(words, fc.string({ unit, minLength: 1, maxLength: 12 }));
}

const address = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom("mailto:a@example.org", "page:x", "=="),
);

function pending(settings: Settings): fc.Arbitrary<Pending> {
  const some = string(settings);
  const created = { kind: fc.constant("created" as const), operation: fc.nat(20), otherwise: some };
  return fc.oneof(
    fc.record({ kind: fc.constant("page" as const), path: some, otherwise: some }),
    fc.record({ kind: fc.constant("heading" as const), path: some, slug: some, otherwise: some }),
    fc.record({ kind: fc.constant("user" as const), who: some, otherwise: some }),
    fc.record({ kind: fc.constant("emoji" as const), name: some, otherwise: some }),
    fc.record({
      kind: fc.constant("row" as const),
      dataSource: uuid,
      by: fc.constantFrom("title" as const, "source" as const),
      text: some,
      otherwise: some,
    }),
    fc.record({ ...created, child: fc.option(fc.nat(9)) }),
    fc.record({ ...created, child: fc.nat(9), page: uuid }),
  );
}

function reference(plain: fc.Arbitrary<string>, settings: Settings): fc.Arbitrary<Reference> {
  return settings.pendings ? fc.oneof({ weight: 3, arbitrary: plain }, pending(settings)) : plain;
}

const annotations: fc.Arbitrary<Annotations> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(PLAIN) },
  fc.record({
    bold: fc.boolean(),
    italic: fc.boolean(),
    strikethrough: fc.boolean(),
    underline: fc.boolean(),
    code: fc.boolean(),
    color: fc.constantFrom(...COLORS),
  }),
);

function mention(settings: Settings): fc.Arbitrary<Mention> {
  const id = reference(uuid, settings);
  const iso = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, "0")}`);
  const writable: fc.Arbitrary<Mention>[] = [
    fc.record({ user: fc.record({ id }) }),
    fc.record({ page: fc.record({ id }) }),
    fc.record({ database: fc.record({ id }) }),
    fc.record({ custom_emoji: fc.record({ id }) }),
    fc.record({
      date: fc.record({ start: iso, end: fc.option(iso), time_zone: fc.constantFrom(null, "Europe/Paris") }),
    }),
    fc.constant({ template_mention: { template_mention_date: "today" } }),
    fc.constant({ template_mention: { template_mention_user: "me" } }),
  ];
  const some = string(settings);
  const readOnly: fc.Arbitrary<Mention>[] = [
    fc.record({ link_preview: fc.record({ url: address }) }),
    fc.record({ link_mention: fc.record({ url: address }) }),
    fc.record({ other: fc.record({ kind: some, text: some }) }),
  ];
  return fc.oneof(...writable, ...(settings.foreignForms ? readOnly : []));
}

function run(settings: Settings): fc.Arbitrary<RichText> {
  const content = string(settings);
  const link = fc.option(fc.record({ url: reference(address, settings) }), { freq: 3 });
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant("text" as const),
        text: fc.record({ content, link }),
        annotations,
      }),
    },
    fc.record({ type: fc.constant("mention" as const), mention: mention(settings), annotations }),
    fc.record({
      type: fc.constant("equation" as const),
      equation: fc.record({ expression: content }),
      annotations,
    }),
  );
}

function richText(settings: Settings): fc.Arbitrary<RichText[]> {
  return fc.array(run(settings), { maxLength: 4 }).map(mergeRuns);
}

function source(settings: Settings): fc.Arbitrary<FileSource> {
  const upload = fc.record({
    kind: fc.constant("upload" as const),
    digest: fc.uuid().map((id) => id.replaceAll("-", "")),
    otherwise: string(settings),
  });
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ external: fc.record({ url: address }) }) },
    fc.record({ file_upload: fc.record({ id: settings.pendings ? fc.oneof(uuid, upload) : uuid }) }),
    ...(settings.foreignForms ? [fc.record({ file: fc.record({ url: address }) })] : []),
  );
}

function icon(settings: Settings): fc.Arbitrary<Icon> {
  return fc.oneof(
    fc.constantFrom("💡", "⚠️", "👩‍👧", "1️⃣").map((emoji) => ({ emoji })),
    source(settings),
    fc.record({ custom_emoji: fc.record({ id: reference(uuid, settings) }) }),
    fc.record({ icon: fc.record({ name: fc.constant("star"), color: fc.constant("gray") }) }),
  );
}

type PayloadTable = { readonly [T in BlockType]: fc.Arbitrary<Payloads[T]> };

function payloads(settings: Settings): PayloadTable {
  const rich_text = richText(settings);
  const caption = richText(settings);
  const color = fc.constantFrom(...COLORS);
  const text = fc.record({ rich_text, color });
  const heading = fc.record({ rich_text, color, is_toggleable: fc.boolean() });
  const media = fc.tuple(source(settings), caption).map(([file, below]) => ({ ...file, caption: below }));
  const web = fc.record({ url: address, caption });
  const nothing = fc.constant({});
  const id = reference(uuid, settings);
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
    callout: fc.record({ rich_text, color, icon: icon(settings) }, { requiredKeys: ["rich_text", "color"] }),
    code: fc.record({ rich_text, caption, language: fc.constantFrom(...LANGUAGES) }),
    equation: fc.record({ expression: string(settings) }),
    divider: nothing,
    breadcrumb: nothing,
    table_of_contents: fc.record({ color }),
    bookmark: web,
    embed: web,
    image: media,
    video: media,
    pdf: media,
    audio: media,
    file: fc
      .tuple(media, fc.option(string(settings), { nil: undefined }))
      .map(([file, name]) => ({ ...file, ...(name !== undefined && { name }) })),
    link_to_page: fc.oneof(
      fc.record({ page_id: id }),
      fc.record({ database_id: id }),
      fc.record({ comment_id: id }),
    ),
    table: fc.record({
      table_width: fc.integer({ min: 1, max: 4 }),
      has_column_header: fc.boolean(),
      has_row_header: fc.boolean(),
    }),
    table_row: fc.record({ cells: fc.array(rich_text, { minLength: 1, maxLength: 3 }) }),
    column_list: nothing,
    column: fc.record({ width_ratio: fc.constantFrom(0.25, 0.5) }, { requiredKeys: [] }),
    tab: nothing,
    synced_block: fc.constant({ synced_from: null }),
    template: fc.record({ rich_text }),
  };
}

/** Types that stand inside their own containers only; `template` can be read, not created. */
const INNER: readonly BlockType[] = ["table_row", "column", "template"];

function isAnywhere(type: string): type is BlockType {
  return Object.hasOwn(BLOCKS, type) && !INNER.some((inner) => inner === type);
}

const ANYWHERE = Object.keys(BLOCKS).filter(isAnywhere);

interface Node {
  readonly type: BlockType;
  readonly value: unknown;
  readonly children: readonly Node[];
}

// The tables give each type its own payload; the compiler cannot follow that through a choice of type at run time.
function isBlocks(nodes: readonly Node[]): nodes is readonly Block[] & readonly Node[] {
  return nodes.every(({ type }) => Object.hasOwn(BLOCKS, type));
}

const nobody: fc.Arbitrary<Node[]> = fc.constant([]);

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : null;
}

function rows(width: number, table: PayloadTable): fc.Arbitrary<Node[]> {
  const cells = fc.array(table.table_row, { minLength: width, maxLength: width });
  const row = cells.map(
    (some): Node => ({
      type: "table_row",
      value: { cells: some.map((one) => one.cells[0] ?? []) },
      children: [],
    }),
  );
  return fc.array(row, { minLength: 1, maxLength: 3 });
}

function children(type: BlockType, value: unknown, table: PayloadTable, depth: number): fc.Arbitrary<Node[]> {
  const some = (min: number) =>
    depth > 0 ? fc.array(anyNode(table, depth - 1), { minLength: min, maxLength: 3 }) : nobody;
  const rules = {
    none: () => nobody,
    any: () => some(type === "column" ? 1 : 0),
    whenToggleable: () => (fieldOf(value, "is_toggleable") === true ? some(0) : nobody),
    rows: () => rows(Number(fieldOf(value, "table_width")), table),
    columns: () => fc.array(nodeOf("column", table, depth - 1), { minLength: 2, maxLength: 3 }),
    tabItems: () => fc.array(nodeOf("paragraph", table, depth - 1), { maxLength: 2 }),
  };
  return rules[BLOCKS[type].children]();
}

function nodeOf(type: BlockType, table: PayloadTable, depth: number): fc.Arbitrary<Node> {
  const payload: fc.Arbitrary<unknown> = table[type];
  return payload.chain((value) =>
    children(type, value, table, depth).map((below) => ({ type, value, children: below })),
  );
}

function anyNode(table: PayloadTable, depth: number): fc.Arbitrary<Node> {
  // A column needs a child: it cannot stand on the last level.
  const types = depth > 1 ? ANYWHERE : ANYWHERE.filter((type) => type !== "column_list");
  return fc.constantFrom(...types).chain((type) => nodeOf(type, table, depth));
}

const DEFAULTS: Settings = { pendings: true, hostile: true, foreignForms: true, depth: 3 };

/** A list of random blocks. */
export function anyBlocks(options: AnyBlocksOptions = {}): fc.Arbitrary<readonly Block[]> {
  const settings = { ...DEFAULTS, ...options };
  return fc.array(anyNode(payloads(settings), settings.depth), { maxLength: 5 }).map((nodes) => {
    if (!isBlocks(nodes)) throw new Error("a type that is no block's");
    return nodes;
  });
}
