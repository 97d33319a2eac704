import fc from "fast-check";
import type { BlockMemory, Effect, Intent, Memory, PageBase, PageMemory } from "../../src/model/memory.ts";

/** Any text, with what breaks naive formats: quotes, line ends, conflict markers, reserved names. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "a.md",
    "b.md",
    "sub/",
    "__proto__",
    "constructor",
    "10",
    "<<<<<<< HEAD",
    "\u2028",
    '"\n,]',
    "\ud800",
  ),
);

const someId = fc.constantFrom("id-1", "id-2", "id-3", "id-4", "id-5", "id-6");
const someKey = fc.constantFrom("a.md", "b.md", "sub/", "__proto__", "source:a.md");

/** The record with exactly these keys of its own, whatever their names. */
function recordOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.array(fc.tuple(anyText, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const textRecord = recordOf(anyText);
const textLists = recordOf(fc.array(someId, { maxLength: 3 }));

function blockAbove(depth: number): fc.Arbitrary<BlockMemory> {
  return fc.record(
    {
      id: fc.option(someId),
      type: fc.constantFrom("paragraph", "toggle", "image"),
      hash: anyText,
      children: depth === 0 ? fc.constant([]) : fc.array(blockAbove(depth - 1), { maxLength: 2 }),
      fields: fc.array(anyText, { maxLength: 3 }),
      doomed: fc.constant(true),
    },
    { requiredKeys: ["id", "type", "hash", "children"], noNullPrototype: true },
  );
}

const anyBlock = blockAbove(2);

const anyBase: fc.Arbitrary<PageBase> = fc.record(
  {
    title: anyText,
    icon: anyText,
    cover: anyText,
    parent: anyText,
    properties: textRecord,
    relations: textLists,
  },
  { requiredKeys: [], noNullPrototype: true },
);

export const anyPage: fc.Arbitrary<PageMemory> = fc.record(
  {
    id: someId,
    title: anyText,
    inputs: fc.option(textRecord),
    base: anyBase,
    blocks: fc.array(anyBlock, { maxLength: 4 }),
  },
  { noNullPrototype: true },
);

const anyTarget = fc.record(
  {
    kind: fc.constantFrom("page", "dataSource"),
    id: someId,
    title: anyText,
    given: someId,
    schema: anyText,
  },
  { requiredKeys: ["kind", "id", "title"], noNullPrototype: true },
);

export const anyMemory: fc.Arbitrary<Memory> = fc.record(
  {
    targets: recordOf(anyTarget),
    pages: fc.array(fc.tuple(fc.oneof(someKey, anyText), anyPage), { maxLength: 6 }).map((e) => new Map(e)),
    // An account without an upload says nothing, so that no memory holds one.
    uploads: recordOf(textRecord.filter((ids) => Object.keys(ids).length > 0)),
  },
  { noNullPrototype: true },
);

const anyPosition = fc.oneof(
  fc.constantFrom("start" as const, "end" as const),
  fc.record({ after: someId }, { noNullPrototype: true }),
);

const parent = fc.option(someId);
const blocks = fc.array(anyBlock, { maxLength: 3 });

export const anyEffect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant("target" as const), source: anyText, target: anyTarget }),
  fc.record({ kind: fc.constant("page" as const), key: someKey, page: anyPage }),
  fc.record({ kind: fc.constant("started" as const), key: someKey }),
  fc.record({ kind: fc.constant("inserted" as const), key: someKey, parent, position: anyPosition, blocks }),
  fc.record({
    kind: fc.constant("learned" as const),
    key: someKey,
    parent,
    ids: fc.array(fc.option(someId), { maxLength: 4 }),
  }),
  fc.record(
    {
      kind: fc.constant("updated" as const),
      key: someKey,
      block: someId,
      hash: anyText,
      fields: fc.array(anyText, { maxLength: 3 }),
    },
    { requiredKeys: ["kind", "key", "block", "hash"] },
  ),
  fc.record({ kind: fc.constant("removed" as const), key: someKey, block: someId }),
  fc.record({ kind: fc.constant("base" as const), key: someKey, base: anyBase }),
  fc.record({ kind: fc.constant("finished" as const), key: someKey, inputs: textRecord }),
  fc.record({ kind: fc.constant("forgotten" as const), key: someKey }),
  fc.record({ kind: fc.constant("renamed" as const), key: someKey, to: someKey }),
  fc.record({ kind: fc.constant("uploaded" as const), account: anyText, digest: anyText, id: someId }),
);

/** What is about to be sent, before the journal numbers it. */
export const anyIntent: fc.Arbitrary<Omit<Intent, "n">> = fc.record(
  {
    key: someKey,
    kind: fc.constantFrom("append", "createPage"),
    parent: someId,
    container: parent,
    position: anyPosition,
    sentAt: fc.integer({ min: 0, max: 2 ** 45 }),
    blocks,
    title: fc.option(anyText),
    base: fc.option(anyBase),
    row: fc.record({ by: fc.constantFrom("source", "title"), text: anyText }, { noNullPrototype: true }),
  },
  {
    requiredKeys: ["key", "kind", "parent", "container", "position", "sentAt", "blocks", "title", "base"],
    noNullPrototype: true,
  },
);
