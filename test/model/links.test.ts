import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalUrl,
  normalizeId,
  notionUrl,
  parseNativeIcon,
  parseNotionUrl,
} from "../../src/model/links.ts";

const PAGE = "0123456789abcdef0123456789abcdef";
const DASHED = "01234567-89ab-cdef-0123-456789abcdef";
const BLOCK = "fedcba9876543210fedcba9876543210";
const BLOCK_DASHED = "fedcba98-7654-3210-fedc-ba9876543210";
const OTHER = "11111111222233334444555555555555";

const hexId = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 32, maxLength: 32 });

describe("normalizeId", () => {
  it.each([
    [PAGE, DASHED],
    [DASHED.toUpperCase(), DASHED],
    [` ${PAGE}\n`, DASHED],
    [PAGE.slice(1), null],
    [`${PAGE}0`, null],
    ["", null],
    ["01234567-89abcdef-0123-4567-89abcdef0123", null],
    [PAGE.replace("0", "g"), null],
  ])("%j → %j", (text, id) => {
    expect(normalizeId(text)).toBe(id);
  });
});

describe("parseNotionUrl", () => {
  it.each([
    `/${PAGE}`,
    `/${DASHED}`,
    `https://notion.so/${PAGE}`,
    `https://www.notion.so/${PAGE}`,
    `http://www.notion.so/${PAGE.toUpperCase()}`,
    `https://www.notion.so/acme/Team-handbook-${PAGE}`,
    `https://www.notion.so/Team-handbook-${PAGE}?pvs=4`,
    `https://www.notion.so/Team-handbook-${DASHED}`,
    `https://www.notion.com/${PAGE}/`,
    `https://notion.com/${PAGE}`,
    `https://app.notion.com/p/${PAGE}`,
    `https://app.notion.com/p/Team-handbook-${PAGE}`,
    `https://acme.notion.site/Team-handbook-${PAGE}`,
    `https://www.notion.so/acme/Board-${OTHER}?v=${BLOCK}&p=${PAGE}&pm=s`,
  ])("finds the page of %s", (url) => {
    expect(parseNotionUrl(url)).toEqual({ page: DASHED, block: null });
    expect(canonicalUrl(url)).toBe(`https://www.notion.so/${PAGE}`);
  });

  it.each([
    `/${PAGE}#${BLOCK}`,
    `https://www.notion.so/Team-${PAGE}?pvs=4#${BLOCK_DASHED}`,
    `https://app.notion.com/p/${PAGE}#${BLOCK}`,
  ])("finds the block of %s", (url) => {
    expect(parseNotionUrl(url)).toEqual({ page: DASHED, block: BLOCK_DASHED });
    expect(canonicalUrl(url)).toBe(`https://www.notion.so/${PAGE}#${BLOCK}`);
  });

  it.each([
    "",
    "/",
    `//${PAGE}`,
    PAGE,
    `#${PAGE}`,
    `https://example.com/${PAGE}`,
    `https://notion.so.example.com/${PAGE}`,
    `https://evilnotion.site/${PAGE}`,
    `https://www.notion.so/`,
    `https://www.notion.so/product`,
    `https://www.notion.so/x${PAGE}`,
    `mailto:a@notion.so`,
    `javascript:/${PAGE}`,
    "https://[",
  ])("leaves %j alone", (url) => {
    expect(parseNotionUrl(url)).toBeNull();
    expect(canonicalUrl(url)).toBe(url);
  });

  it("takes a slug that itself ends in hexadecimal digits", () => {
    expect(parseNotionUrl(`https://www.notion.so/dead-beef-cafe-${PAGE}`)?.page).toBe(DASHED);
  });

  it("reads back what notionUrl writes", () => {
    fc.assert(
      fc.property(hexId, fc.option(hexId, { nil: undefined }), (page, block) => {
        const link = parseNotionUrl(notionUrl(page, block));
        expect(link).toEqual({
          page: normalizeId(page),
          block: block === undefined ? null : normalizeId(block),
        });
      }),
    );
  });
});

describe("parseNativeIcon", () => {
  it.each([
    ["https://www.notion.so/icons/book_gray.svg", { name: "book", color: "gray" }],
    [
      "https://www.notion.so/icons/arrow-right_lightgray.svg?mode=dark",
      { name: "arrow-right", color: "lightgray" },
    ],
    ["/icons/a_b_red.svg", { name: "a_b", color: "red" }],
    ["https://example.com/icons/book_gray.svg", null],
    ["https://www.notion.so/icons/book.svg", null],
  ])("%s", (url, icon) => {
    expect(parseNativeIcon(url)).toEqual(icon);
  });
});
