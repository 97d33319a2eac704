import fc from "fast-check";
import type { Preset } from "../../../src/model/options.ts";
import { BLOCKS } from "./blocks.ts";
import type { BlockRule, Pen, Place, Rule, Span, SpanRule, Written } from "./grammar.ts";
import { SPANS } from "./spans.ts";

/**
 * A document before it is written: which rules are used is told by numbers, so that one shape gives a document in
 * every preset, and shrinks to plain paragraphs.
 */
export interface Shape {
  /** Which of the rules that can stand here; or a rule by name. */
  readonly rule: number | string;
  readonly variant: number;
  /** Text in it; of a block its title, label or own text. */
  readonly text: readonly Shape[];
  /** Blocks in it. */
  readonly blocks: readonly Shape[];
}

/** A text, and what a reader must see of it, without spaces. */
export interface Document {
  readonly markdown: string;
  readonly shown: string;
}

/** How many blocks a shape nests in each other, and how many kinds of formatting. */
const BLOCK_DEPTH = 4;
const TEXT_DEPTH = 2;

const number = fc.nat({ max: 5000 });

function textShape(depth: number): fc.Arbitrary<Shape> {
  const text = depth === 0 ? fc.constant([]) : fc.array(textShape(depth - 1), { minLength: 1, maxLength: 2 });
  return fc.record({ rule: number, variant: number, text, blocks: fc.constant([]) });
}

function blockShape(depth: number): fc.Arbitrary<Shape> {
  const text = fc.array(textShape(TEXT_DEPTH), { minLength: 1, maxLength: 2 });
  const blocks =
    depth === 0 ? fc.constant([]) : fc.array(blockShape(depth - 1), { minLength: 1, maxLength: 2 });
  return fc.record({ rule: number, variant: number, text, blocks });
}

/** Any document. */
export function anyShape(): fc.Arbitrary<readonly Shape[]> {
  return fc.array(blockShape(BLOCK_DEPTH - 1), { minLength: 1, maxLength: 3 });
}

const ANYWHERE: Place = { isLink: false, isCell: false, isLine: false, marks: new Set() };

function owns({ presets }: Rule<unknown>, preset: Preset): boolean {
  return presets === undefined || presets.has(preset);
}

/** The rules that a preset has. */
function rulesOf(preset: Preset): {
  readonly blocks: readonly BlockRule[];
  readonly spans: readonly SpanRule[];
} {
  return {
    blocks: BLOCKS.filter((rule) => owns(rule, preset)),
    spans: SPANS.filter((rule) => owns(rule, preset)),
  };
}

/** The rule of a number: of those that hold others where there are such, and rather them than the rest. */
function numbered<R extends { readonly holds: boolean }>(
  rules: readonly R[],
  rule: number,
  inside: boolean,
): R | undefined {
  const holders = rules.filter(({ holds }) => holds);
  const from = inside ? [...rules, ...holders, ...holders] : rules.filter(({ holds }) => !holds);
  return from[rule % from.length];
}

/** Writes a shape down in a preset. */
export function write(shapes: readonly Shape[], preset: Preset): Document {
  const rules = rulesOf(preset);
  let words = 0;
  let notes = 0;
  const definitions: string[] = [];

  const chosen = <R extends Rule<unknown> & { readonly holds: boolean }>(
    all: readonly R[],
    rule: Shape["rule"],
    inside: boolean,
    place: Place,
  ): R => {
    const fitting = all.filter(({ excluded }) => excluded?.(place) !== true);
    const found =
      typeof rule === "string" ? all.find(({ name }) => name === rule) : numbered(fitting, rule, inside);
    if (found === undefined) throw new Error(`${preset} has no rule ${rule}`);
    return found;
  };

  const pen = (shape: Shape, place: Place): Pen => ({
    preset,
    place,
    variant: shape.variant,
    word: () => `w${words++}z`,
    line: (more = {}) => line(shape.text, { ...place, ...more }),
    flow: () => flow(shape.blocks),
    note: () => ++notes,
    define: (text) => definitions.push(text),
  });

  const line = (text: readonly Shape[], place: Place): Span => {
    const spans = text.map((shape) => {
      const rule = chosen(rules.spans, shape.rule, shape.text.length > 0, place);
      return rule.write(pen(shape, place));
    });
    return {
      source: spans.map(({ source }) => source).join(" "),
      shown: spans.map(({ shown }) => shown).join(""),
    };
  };

  const flow = (blocks: readonly Shape[]): Written => {
    const written = blocks.map((shape) => {
      const rule = chosen(rules.blocks, shape.rule, shape.blocks.length > 0, ANYWHERE);
      return rule.write(pen(shape, ANYWHERE));
    });
    return {
      lines: written.flatMap(({ lines }, at) => (at === 0 ? [...lines] : ["", ...lines])),
      shown: written.map(({ shown }) => shown).join(""),
    };
  };

  const body = flow(shapes);
  const ends = Array.from({ length: notes }, (_, at) => ({ number: at + 1, word: `w${words + at}z` }));
  const lines = [
    ...body.lines,
    ...definitions.flatMap((text) => ["", text]),
    ...ends.flatMap(({ number: label, word }) => ["", `[^n${label}]: ${word}`]),
  ];
  return {
    markdown: `${lines.join("\n")}\n`,
    shown: body.shown + ends.map(({ number: label, word }) => `[${label}]${word}`).join(""),
  };
}

const WORD: Shape = { rule: "word", variant: 0, text: [], blocks: [] };
const PARAGRAPH: Shape = { rule: "paragraph", variant: 0, text: [WORD], blocks: [] };

/** Two constructs of a preset, one in the other or one after the other. */
export interface Pair {
  readonly outer: string;
  readonly inner: string;
  readonly shapes: readonly Shape[];
}

/** Every construct in every other that can hold it, and every block beside every other, in some spelling. */
export function pairsIn(preset: Preset, variant: number): Pair[] {
  const { blocks, spans } = rulesOf(preset);
  const block = ({ name }: BlockRule, more: Partial<Shape> = {}): Shape => ({
    ...PARAGRAPH,
    rule: name,
    variant,
    ...more,
  });
  const span = ({ name, holds }: SpanRule): Shape => ({
    rule: name,
    variant,
    text: holds ? [WORD] : [],
    blocks: [],
  });
  const pair = (outer: Rule<unknown>, inner: Rule<unknown>, shapes: readonly Shape[]): Pair => ({
    outer: outer.name,
    inner: inner.name,
    shapes,
  });
  const filled = (rule: BlockRule): Shape => block(rule, rule.holds ? { blocks: [PARAGRAPH] } : {});
  return [
    ...blocks.flatMap((outer) =>
      blocks.flatMap((inner) => [
        pair(outer, inner, [filled(outer), filled(inner)]),
        ...(outer.holds ? [pair(outer, inner, [block(outer, { blocks: [filled(inner)] }), PARAGRAPH])] : []),
      ]),
    ),
    ...blocks.flatMap((outer) =>
      spans
        .filter((inner) => outer.name !== "table" || inner.excluded?.({ ...ANYWHERE, isCell: true }) !== true)
        .map((inner) => pair(outer, inner, [{ ...filled(outer), text: [span(inner), WORD] }, PARAGRAPH])),
    ),
    ...spans
      .filter(({ holds }) => holds)
      .flatMap((outer) =>
        spans
          .filter(
            (inner) =>
              inner.excluded?.({
                ...ANYWHERE,
                isLink: outer.name === "link",
                marks: new Set([outer.name]),
              }) !== true,
          )
          .map((inner) =>
            pair(outer, inner, [
              { ...PARAGRAPH, text: [{ ...span(outer), text: [WORD, span(inner)] }, WORD] },
            ]),
          ),
      ),
  ];
}
