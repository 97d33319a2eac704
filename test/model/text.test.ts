import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MentionRun, PLAIN, type RichText } from "../../src/model/richText.ts";
import {
  chunkRuns,
  mergeRuns,
  plainText,
  sameReference,
  splitRuns,
  splitText,
  text,
} from "../../src/model/text.ts";

const words = fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 30 });
const runs: fc.Arbitrary<RichText[]> = fc.array(
  fc.oneof(
    fc
      .record({
        content: fc.string({ unit: "grapheme", maxLength: 12 }),
        bold: fc.boolean(),
        link: fc.constantFrom(null, "https://a.example", "https://b.example"),
      })
      .map(({ content, bold, link }): RichText => text(content, { bold }, link)),
    fc.constant<RichText>({
      type: "equation",
      equation: { expression: "x" },
      annotations: text("").annotations,
    }),
  ),
  { maxLength: 12 },
);

describe("mergeRuns", () => {
  it("keeps the text, leaves no empty run and no equal neighbours", () => {
    fc.assert(
      fc.property(runs, (some) => {
        const merged = mergeRuns(some);
        expect(plainText(merged)).toBe(plainText(some));
        expect(merged.every((run) => run.type !== "text" || run.text.content !== "")).toBe(true);
        expect(mergeRuns(merged)).toEqual(merged);
        for (const [i, run] of merged.entries()) {
          const next = merged[i + 1];
          if (run.type !== "text" || next?.type !== "text") continue;
          expect([run.annotations, run.text.link]).not.toEqual([next.annotations, next.text.link]);
        }
      }),
    );
  });

  it("takes two pendings of one thing for the same link", () => {
    const page = { kind: "page", path: "a.md", otherwise: "x" } as const;
    const merged = mergeRuns([text("a", {}, page), text("b", {}, { ...page, otherwise: "y" })]);
    expect(merged).toEqual([text("ab", {}, page)]);
  });
});

describe("splitText", () => {
  it("cuts into pieces that fit, join to the text, and split no grapheme", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 120 }), (some, max) => {
        const whole = some.join(" ");
        const pieces = splitText(whole, max);
        expect(pieces.join("")).toBe(whole);
        const ends = new Set(
          [...segmenter.segment(whole)].map(({ index, segment }) => index + segment.length),
        );
        let at = 0;
        for (const piece of pieces.slice(0, -1)) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(piece.length).toBeGreaterThan(0);
          at += piece.length;
          expect(ends.has(at)).toBe(true);
        }
      }),
    );
  });

  it.each([
    ["a word end", "aaaa bbbb cccc", 10, ["aaaa bbbb ", "cccc"]],
    ["a hard cut where there is no space", "aaaaaaaaaaaaaaaa", 10, ["aaaaaaaaaa", "aaaaaa"]],
    ["a family of emoji, whole", `aaaaa👩‍👩‍👧‍👦`, 8, ["aaaaa", "👩‍👩‍👧‍👦".slice(0, 8), "👩‍👩‍👧‍👦".slice(8)]],
    ["a surrogate pair, whole", `aaaaaaaaa😀b`, 10, ["aaaaaaaaa", "😀b"]],
  ])("cuts at %s", (_, whole, max, pieces) => {
    expect(splitText(whole, max)).toEqual(pieces);
  });

  it("prefers line ends where asked, however short the piece", () => {
    expect(splitText("a\nbbb bbb bbb bbb", 14, "line")).toEqual(["a\n", "bbb bbb bbb ", "bbb"]);
  });

  it("cuts a cluster of combining marks that fits nowhere", () => {
    const noise = `a${"\u0301".repeat(5000)}`;
    const pieces = splitText(noise);
    expect(pieces.join("")).toBe(noise);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(2000);
  });

  it("takes a million characters without spaces in a moment", () => {
    const pieces = splitText("x".repeat(1_000_000));
    expect(pieces).toHaveLength(500);
  });
});

describe("splitRuns", () => {
  it("is undone by mergeRuns", () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 3 }), (some, times) => {
        const long = mergeRuns(
          some.map((run) =>
            run.type === "text"
              ? { ...run, text: { ...run.text, content: run.text.content.repeat(times * 300) } }
              : run,
          ),
        );
        const split = splitRuns(long);
        expect(mergeRuns(split)).toEqual(long);
        expect(split.every((run) => run.type !== "text" || run.text.content.length <= 2000)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe("chunkRuns", () => {
  it("groups by a hundred", () => {
    const many = Array.from({ length: 250 }, (_, i) => text(String(i)));
    expect(chunkRuns(many).map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(chunkRuns(many).flat()).toEqual(many);
    expect(chunkRuns([])).toEqual([]);
  });
});

describe("plainText", () => {
  const mention = (value: MentionRun["mention"]): MentionRun => ({
    type: "mention",
    mention: value,
    annotations: PLAIN,
  });
  const pending = { kind: "page", path: "a.md", otherwise: "A page" } as const;

  it.each([
    [mention({ user: { id: "u1" } }), "u1"],
    [mention({ page: { id: pending } }), "A page"],
    [mention({ database: { id: "d1" } }), "d1"],
    [mention({ custom_emoji: { id: "e1" } }), "e1"],
    [mention({ date: { start: "2026-01-31", end: null, time_zone: null } }), "2026-01-31"],
    [
      mention({ date: { start: "2026-01-31", end: "2026-02-01", time_zone: null } }),
      "2026-01-31 → 2026-02-01",
    ],
    [mention({ template_mention: { template_mention_date: "today" } }), "today"],
    [mention({ link_preview: { url: "https://a.example" } }), "https://a.example"],
    [mention({ link_mention: { url: "https://b.example" } }), "https://b.example"],
    [mention({ other: { kind: "agent", text: "Agent" } }), "Agent"],
  ])("shows %j as %s", (run, shown) => {
    expect(plainText([text("<"), run, text(">")])).toBe(`<${shown}>`);
  });
});

describe("sameReference", () => {
  const page = { kind: "page", path: "a.md", otherwise: "x" } as const;

  it("compares what is meant, not what is shown", () => {
    expect(sameReference(page, { ...page, otherwise: "y" })).toBe(true);
    expect(sameReference(page, { ...page, path: "b.md" })).toBe(false);
    expect(sameReference(page, "a.md")).toBe(false);
    expect(sameReference("a", page)).toBe(false);
    expect(sameReference("a", "a")).toBe(true);
  });
});
