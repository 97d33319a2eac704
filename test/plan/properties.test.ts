import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyMemory } from "../../src/model/fold.ts";
import { baseOf } from "../../src/model/line.ts";
import type { PageBase } from "../../src/model/memory.ts";
import { needKey, noAnswers } from "../../src/model/need.ts";
import { DEFAULT_PLAN_OPTIONS, type OnConflict } from "../../src/model/options.ts";
import type { PropertyValue } from "../../src/model/property.ts";
import type { PageSnapshot } from "../../src/model/snapshot.ts";
import { text } from "../../src/model/text.ts";
import { createContext } from "../../src/plan/context.ts";
import type { PlanInput } from "../../src/plan/index.ts";
import { compareLook } from "../../src/plan/look.ts";
import { createReferences } from "../../src/plan/references.ts";
import { draftOf } from "../support/planWorld.ts";

const digest = (content: string): string => createHash("sha256").update(content).digest("hex");

const NAME = "Property";
const DAY = { end: null, time_zone: null };
const ONE = "00000000-0000-4000-8000-000000000001";
const TWO = "00000000-0000-4000-8000-000000000002";

/** Of each kind an empty value first, then some that differ. */
const KINDS: readonly (readonly [PropertyValue, ...PropertyValue[]])[] = [
  [
    { type: "number", value: null },
    { type: "number", value: 0 },
    { type: "number", value: -42 },
  ],
  [
    { type: "rich_text", value: [] },
    { type: "rich_text", value: [text("a")] },
    { type: "rich_text", value: [text("b")] },
  ],
  [
    { type: "checkbox", value: false },
    { type: "checkbox", value: true },
  ],
  [
    { type: "status", value: null },
    { type: "status", value: { name: "Done" } },
    { type: "status", value: { name: "Open" } },
  ],
  [
    { type: "multi_select", value: [] },
    { type: "multi_select", value: [{ name: "a" }] },
    { type: "multi_select", value: [{ name: "a" }, { name: "b" }] },
  ],
  [
    { type: "date", value: null },
    { type: "date", value: { start: "2026-01-31", ...DAY } },
    { type: "date", value: { start: "2026-02-01", ...DAY } },
  ],
  [
    { type: "relation", value: [] },
    { type: "relation", value: [{ id: ONE }] },
    { type: "relation", value: [{ id: ONE }, { id: TWO }] },
  ],
  [
    { type: "url", value: null },
    { type: "url", value: "https://example.com/" },
    { type: "url", value: "https://example.org/" },
  ],
];

interface Versions {
  readonly empty: PropertyValue;
  /** As it was last written; null: it never was. */
  readonly base: PropertyValue | null;
  /** As the file has it; null: it has no such key. */
  readonly file: PropertyValue | null;
  readonly notion: PropertyValue;
}

const versions: fc.Arbitrary<Versions> = fc.constantFrom(...KINDS).chain((values) => {
  const any = fc.constantFrom(...values);
  const perhaps = fc.option(any, { nil: null });
  return fc.record({ empty: fc.constant(values[0]), base: perhaps, file: perhaps, notion: any });
});

function pageWith(value: PropertyValue): PageSnapshot {
  return {
    id: ONE,
    url: "",
    title: "a",
    icon: null,
    cover: null,
    parent: { kind: "dataSource", id: TWO },
    inTrash: false,
    createdTime: "",
    createdBy: "",
    lastEditedTime: "",
    lastEditedBy: "",
    properties: { [NAME]: value },
    blocks: null,
  };
}

/** @param related - what the rows are that a relation may hold beside the page itself */
function inputFor(
  page: PageSnapshot | null,
  onConflict: OnConflict,
  related: Partial<PageSnapshot>,
): PlanInput {
  const answers = noAnswers();
  const other = { ...pageWith({ type: "number", value: null }), id: TWO, ...related };
  const pages = new Map(
    page === null ? [] : [page, other].map((one) => [needKey({ kind: "page", page: one.id }), one] as const),
  );
  return {
    drafts: [],
    unchanged: new Set(),
    references: [],
    withdrawn: [],
    memory: emptyMemory(),
    targets: new Map(),
    answers: { ...answers, page: pages },
    account: {
      botId: "bot",
      botName: "",
      workspaceId: "",
      workspaceName: "",
      personal: false,
      maxUploadBytes: null,
    },
    accountKey: "",
    files: new Map(),
    options: { ...DEFAULT_PLAN_OPTIONS, onConflict },
    digest,
  };
}

function baseWith(value: PropertyValue | null): PageBase {
  return baseOf({ title: "a", ...(value !== null && { properties: { [NAME]: value } }) }, digest);
}

function compare(
  file: PropertyValue | null,
  base: PageBase,
  page: PageSnapshot | null,
  who: OnConflict,
  related: Partial<PageSnapshot> = {},
) {
  const input = inputFor(page, who, related);
  const context = createContext(input);
  const row = { by: "source", text: "a" } as const;
  const draft = draftOf("a", [], { row, properties: file === null ? {} : { [NAME]: file } });
  return { look: compareLook(draft, ONE, base, createReferences(input), context), needs: context.needs() };
}

const same = (a: PropertyValue, b: PropertyValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is to be written, and whether both sides changed it, by the table of the documentation. */
function expected({ base, empty, file, notion }: Versions, who: OnConflict) {
  const was = base ?? empty;
  const wanted = file ?? empty;
  if (same(wanted, was) || same(wanted, notion)) return { write: null, isConflict: false };
  if (same(notion, was)) return { write: wanted, isConflict: false };
  return { write: who === "markdown" ? wanted : null, isConflict: true };
}

const who = fc.constantFrom<OnConflict>("notion", "markdown");

test("each property is written or left as its three versions say", () => {
  fc.assert(
    fc.property(versions, who, (all, onConflict) => {
      const { look } = compare(all.file, baseWith(all.base), pageWith(all.notion), onConflict);
      const { isConflict, write } = expected(all, onConflict);
      expect(look.write?.properties?.[NAME] ?? null).toEqual(write);
      expect(look.messages.map(({ id }) => id)).toEqual(isConflict ? ["page-look-conflict"] : []);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test("nothing is asked where the file wants what was last written", () => {
  fc.assert(
    fc.property(versions, ({ base, empty, file }) => {
      const { needs } = compare(file, baseWith(base), null, "notion");
      const isAsked = !same(file ?? empty, base ?? empty);
      expect(needs.map(({ kind }) => kind)).toEqual(isAsked ? ["page"] : []);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("what was decided is not decided again", () => {
  fc.assert(
    fc.property(versions, who, (all, onConflict) => {
      const base = baseWith(all.base);
      const { look } = compare(all.file, base, pageWith(all.notion), onConflict);
      const written = look.write?.properties?.[NAME];
      const now = written ?? all.notion;
      const { properties } = baseOf({ properties: written === undefined ? {} : { [NAME]: written } }, digest);
      const after: PageBase = {
        ...base,
        properties: { ...base.properties, ...look.base.properties, ...properties },
      };
      const again = compare(all.file, after, pageWith(now), onConflict);
      expect(again.look.write).toBeNull();
      expect(again.look.messages).toEqual([]);
      expect(compare(all.file, after, null, onConflict).needs).toEqual([]);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test("a value of which the page tells the beginning only is asked for whole", () => {
  const many = Array.from({ length: 25 }, (_, index) => ({
    id: `00000000-0000-4000-8000-0000000000${index + 10}`,
  }));
  const page = { ...pageWith({ type: "relation", value: many }), cut: { [NAME]: "rel" } };
  const { needs } = compare({ type: "relation", value: many }, baseWith(null), page, "notion");
  expect(needs).toEqual([{ kind: "property", page: ONE, property: "rel" }]);
});

test("a relation that lost a row to the trash was changed by nobody", () => {
  const [none, first, both] = KINDS.find(([{ type }]) => type === "relation") ?? [];
  if (none === undefined || first === undefined || both === undefined) throw new Error("No relations.");
  const page = pageWith(first);
  const kept = compare(none, baseWith(both), page, "notion").look;
  expect(kept.messages.map(({ id }) => id)).toEqual(["page-look-conflict"]);
  const lost = compare(none, baseWith(both), page, "notion", { inTrash: true }).look;
  expect(lost.messages).toEqual([]);
  expect(lost.write?.properties?.[NAME]).toEqual(none);
});
