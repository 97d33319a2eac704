import fc from "fast-check";
import type { Element } from "hast";
import { expect, test } from "vitest";
import { text } from "../../src/model/text.ts";
import { escapeHtml, html } from "../../src/preview/html.ts";
import { renderPage } from "../../src/preview/page.ts";
import { renderSite } from "../../src/preview/site.ts";
import { elementsOf, parseFragment, textOf } from "./parse.ts";
import { leaf, paragraph, words } from "./samples.ts";

/** Strings that try to get out of text, attributes, comments and styles, beside any others. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "&",
        "</style>",
        "<script>",
        "-->",
        "javascript:",
        "\0",
        "`",
        "${",
        "x",
      ),
    )
    .map((parts) => parts.join("")),
);

const ALLOWED = new Set(
  "html head meta title style body div nav ul li a br main article header h1 p span figure figcaption pre code".split(
    " ",
  ),
);

function attributeOf(element: Element | undefined, name: string): unknown {
  return element?.properties[name];
}

function read(text: string): string {
  // What an HTML parser itself does to text: it joins line ends and replaces NUL.
  return text.replace(/\r\n?/g, "\n").replace(/\0/g, "\uFFFD");
}

test("any text between tags and in attributes comes out as that text", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const tree = parseFragment(html`<i title="${value}">${value}</i>`.markup);
      const [element, ...others] = elementsOf(tree);
      expect(others).toEqual([]);
      expect(attributeOf(element, "title") ?? "").toBe(read(value));
      expect(textOf(tree)).toBe(read(value));
    }),
  );
});

test("escaping leaves harmless text alone", () => {
  expect(escapeHtml("a–b 😀 c")).toBe("a–b 😀 c");
});

test("whatever a page says, its document has only the elements of the design, no scripts, no handlers", () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (title, content, url) => {
      const blocks = [
        paragraph([text(content, {}, url)]),
        leaf("code", { rich_text: words(content), language: "html", caption: words(content) }),
        leaf("image", { external: { url }, caption: words(content) }),
        leaf("bookmark", { url, caption: [] }),
      ];
      const page = { id: url, title, icon: { emoji: content }, cover: { external: { url } } };
      const site = renderSite([{ ...page, blocks, parent: null, status: content }]);
      for (const document of [renderPage(page, blocks), site]) {
        const elements = elementsOf(parseFragment(document));
        expect(elements.filter(({ tagName }) => !ALLOWED.has(tagName))).toEqual([]);
        for (const element of elements) {
          expect(Object.keys(element.properties).filter((name) => /^on/i.test(name))).toEqual([]);
          expect(String(attributeOf(element, "href") ?? "#")).toMatch(/^(#|https?:\/\/|mailto:)/i);
          expect(attributeOf(element, "src")).toBeUndefined();
        }
      }
    }),
    { numRuns: 60 },
  );
});
