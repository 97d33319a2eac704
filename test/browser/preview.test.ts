import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COLORS } from "../../src/facts/colors.ts";
import { text } from "../../src/model/text.ts";
import type { PreviewBlock } from "../../src/preview/context.ts";
import { renderPage } from "../../src/preview/page.ts";
import { renderSite } from "../../src/preview/site.ts";
import { leaf, paragraph, SAMPLES, words } from "../preview/samples.ts";
import { CHROMIUM, startChromium } from "./chromium.ts";

const ID = "11111111-2222-4333-8444-555555555555";
const BLOCK = "aaaaaaaa-2222-4333-8444-555555555555";
const base = { icon: null, cover: null, parent: null };

/** What a page asked for or complained about. */
interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

if (CHROMIUM === null) {
  console.warn(
    "No chromium on this machine (apt-get install chromium, or set CHROMIUM): previews are not looked at.",
  );
}

describe.skipIf(CHROMIUM === null)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium(CHROMIUM ?? "");
  });
  afterAll(() => browser.close());

  async function open(document: string, options: BrowserContextOptions = {}, fragment = ""): Promise<Opened> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (line) => complaints.push(line.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await context.route("http://preview.test/**", (route) =>
      route.fulfill({ contentType: "text/html", body: document }),
    );
    await page.goto(`http://preview.test/${fragment}`);
    return { page, requests, complaints };
  }

  async function shownTitles(page: Page): Promise<readonly string[]> {
    const titles = page.locator("article h1");
    const all = await titles.all();
    const visible = await Promise.all(all.map((title) => title.isVisible()));
    return (await titles.allTextContents()).filter((_, index) => visible[index]);
  }

  const site = renderSite([
    {
      ...base,
      id: "a.md",
      title: "First",
      blocks: [paragraph([text("go", {}, `/${ID.replace(/-/g, "")}#${BLOCK.replace(/-/g, "")}`)])],
    },
    {
      ...base,
      id: ID,
      parent: "a.md",
      title: "Second",
      blocks: [paragraph("top"), leaf("divider", {}, BLOCK)],
    },
    { ...base, id: "dir/c d.md", title: "Third", blocks: [] },
  ]);

  test("a site shows its first page, then the one that is chosen, without scripts", async () => {
    const { page, complaints } = await open(site, { javaScriptEnabled: false });
    expect(await shownTitles(page)).toEqual(["First"]);
    await page.getByRole("navigation").getByRole("link", { name: "Third" }).click();
    expect(await shownTitles(page)).toEqual(["Third"]);
    await page.goBack();
    await page.locator("article").getByRole("link", { name: "go" }).click();
    expect(await shownTitles(page)).toEqual(["Second"]);
    expect(complaints).toEqual([]);
  });

  test("a link from outside opens the page it names", async () => {
    const { page } = await open(site, {}, "#page-dir%2Fc%20d.md");
    expect(await shownTitles(page)).toEqual(["Third"]);
  });

  const hostile =
    "<img src=http://evil.test/x onerror=alert(1)>'\"</style></script><script>alert(2)</script>";

  test("nothing is loaded and nothing runs, whatever a page says", async () => {
    const blocks: readonly PreviewBlock[] = [
      ...Object.values(SAMPLES).map(({ block }) => block),
      paragraph([text(hostile, {}, "https://example.org/")]),
      leaf("image", { external: { url: "https://example.org/a.png" }, caption: words(hostile) }),
      leaf("code", { rich_text: words(hostile), language: "html", caption: [] }),
      leaf("equation", { expression: hostile }),
    ];
    const icon = { external: { url: "https://example.org/icon.png" } };
    const { complaints, page, requests } = await open(
      renderPage({ id: ID, title: hostile, icon, cover: icon }, blocks),
    );
    expect(requests).toEqual(["http://preview.test/"]);
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe(hostile);
    expect(await page.locator("article p").getByText(hostile, { exact: true }).count()).toBe(1);
  });

  test("an embedded picture is shown", async () => {
    const pixel =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    const image = leaf("image", { file: { url: "https://files.example/a.png" }, caption: words("Dot") });
    const document = renderPage({ id: ID, title: "t", icon: null, cover: null }, [image], {
      embed: () => pixel,
    });
    const { page, complaints } = await open(document);
    const shown = page.getByRole("img", { name: "Dot" });
    expect(await shown.evaluate((element) => "naturalWidth" in element && element.naturalWidth)).toBe(1);
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("the %s scheme has readable colours", async (colorScheme) => {
    const colored = paragraph([
      text("t"),
      ...COLORS.map((color) => text(color, { color, code: color === "default" })),
    ]);
    const { page } = await open(renderPage({ id: ID, title: "t", icon: null, cover: null }, [colored]), {
      colorScheme,
    });
    const colors =
      await page.evaluate(`[...document.querySelectorAll("article p, article p span, article p code")].map((element) => {
      let back = element;
      while (getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)") back = back.parentElement;
      return [getComputedStyle(element).color, getComputedStyle(back).backgroundColor];
    })`);
    const pairs = readPairs(colors);
    expect(pairs).toHaveLength(COLORS.length + 1);
    for (const [front, back] of pairs) {
      expect(contrast(front, back)).toBeGreaterThan(4.5);
    }
  });

  test("long words, wide tables and code do not make the page wider than the window", async () => {
    const long = "x".repeat(3000);
    const cells = Array.from({ length: 30 }, () => words("a cell of some width"));
    const { page } = await open(
      renderPage({ id: ID, title: long, icon: null, cover: null }, [
        paragraph(long),
        leaf("code", { rich_text: words(long), language: "c", caption: [] }),
        {
          type: "table",
          value: { table_width: 30, has_column_header: true, has_row_header: false },
          children: [leaf("table_row", { cells })],
        },
        leaf("bookmark", { url: `https://example.org/${long}`, caption: [] }),
      ]),
      { viewport: { width: 400, height: 800 } },
    );
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
  });
});

function readPairs(value: unknown): readonly (readonly [string, string])[] {
  return Array.isArray(value)
    ? value.map((pair: unknown) => (Array.isArray(pair) ? [String(pair[0]), String(pair[1])] : ["", ""]))
    : [];
}

/** Relative luminance of `rgb(r, g, b)`. Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)].slice(0, 3).map(([part]) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string): number {
  const [light = 0, dark = 0] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
