import fc from "fast-check";
import { expect, it } from "vitest";
import { blocks } from "./support.ts";

const NAMES = ["b", "i", "em", "u", "s", "code", "kbd", "mark", "sub", "sup", "span", "var"];

/** A line of tags that are nested in each other, of which some may lack their end; `~` is where attributes go. */
const line = fc.letrec<{ line: string; part: string }>((tie) => ({
  line: fc.array(tie("part"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom("a", "2", "a b", "*a*", "[a](https://example.org)", "`a`"),
    fc.tuple(fc.constantFrom(...NAMES), tie("line")).map(([name, inside]) => `<${name}~>${inside}</${name}>`),
  ),
}));

const text = fc
  .tuple(line.line, fc.constantFrom("", "<b~>", "<u~><i~>"), line.line)
  .map(([before, unclosed, after]) => `x ${before}${unclosed} ${after} x`);

it("reads plain tags as an HTML parser does, which attributes that say nothing call for", () => {
  fc.assert(
    fc.property(text, (source) => {
      const plain = blocks(source.replaceAll("~", ""));
      expect({ source, blocks: plain }).toEqual({
        source,
        blocks: blocks(source.replaceAll("~", ' lang="x"')),
      });
    }),
    { numRuns: 150, seed: 3 },
  );
});
