import { expect, test } from "vitest";
import type { Icon } from "../../src/model/block.ts";
import { type Mention, PLAIN } from "../../src/model/richText.ts";
import { renderIcon } from "../../src/preview/icon.ts";
import { linksAmong } from "../../src/preview/links.ts";
import { renderPage } from "../../src/preview/page.ts";
import { renderRichText } from "../../src/preview/richText.ts";
import { normalized } from "./parse.ts";
import { leaf, paragraph, words } from "./samples.ts";

const PIXEL = "data:image/png;base64,AAAA";

test.each<[string, Icon, string | null, string]>([
  ["an emoji", { emoji: "💡" }, null, '<span class="icon">💡</span>'],
  ["a custom emoji", { custom_emoji: { id: "abc" } }, null, '<span class="icon" title="abc">◇</span>'],
  [
    "a native icon",
    { icon: { name: "book", color: "gray" } },
    null,
    '<span class="icon" title="book">◆</span>',
  ],
  [
    "a picture",
    { file: { url: "https://f.example/i.png?x" } },
    null,
    '<span class="icon" title="i.png">▣</span>',
  ],
  [
    "an embedded picture",
    { external: { url: "https://f.example/i.png" } },
    PIXEL,
    `<img class="icon" alt="" src="${PIXEL}">`,
  ],
])("%s as icon", (_name, icon, embedded, markup) => {
  expect(normalized(renderIcon(icon, { embed: () => embedded }).markup)).toBe(markup);
});

test.each<[Mention, string]>([
  [
    { database: { id: { kind: "page", path: "x.md", otherwise: "Rows" } } },
    '<span class="mention">↗ Rows</span>',
  ],
  [{ date: { start: "2026-01-01", end: null, time_zone: null } }, '<time class="mention">2026-01-01</time>'],
  [
    { link_preview: { url: "https://example.org/p" } },
    '<a href="https://example.org/p" rel="noopener noreferrer" target="_blank">https://example.org/p</a>',
  ],
  [{ link_mention: { url: "ftp://example.org" } }, "ftp://example.org"],
  [{ template_mention: { template_mention_user: "me" } }, '<span class="mention">@me</span>'],
])("a mention of %j", (mention, markup) => {
  const runs = [{ type: "mention", mention, annotations: PLAIN } as const];
  expect(normalized(renderRichText(runs, { hrefOf: linksAmong([]) }).markup)).toBe(markup);
});

test("an equation in a text is its source", () => {
  const runs = [{ type: "equation", equation: { expression: "a<b" }, annotations: PLAIN } as const];
  expect(normalized(renderRichText(runs, { hrefOf: () => null }).markup)).toBe(
    '<code class="tex">a&#x3C;b</code>',
  );
});

test("only pictures are embedded, whatever is offered", () => {
  const image = leaf("image", { external: { url: "https://example.org/a.png" }, caption: words("A") });
  const page = { id: "p", title: "P", icon: null, cover: { external: { url: "https://example.org/c.png" } } };
  const offering = (url: string): string => renderPage(page, [image], { embed: () => url });
  expect(offering(PIXEL).split(PIXEL)).toHaveLength(3);
  expect(offering("data:text/html,x")).not.toContain("data:text/html");
  expect(offering("https://evil.example/x.png")).not.toContain("evil.example");
});

test("tab items may be anything, an unknown heading entry is left out", () => {
  const tab = { type: "tab", value: {}, children: [leaf("divider", {}), paragraph("x")] } as const;
  expect(
    normalized(renderPage({ id: "p", title: "P", icon: { emoji: "🙂" }, cover: null }, [tab])),
  ).toContain('<div class="tabs"><hr><details class="tab" open><summary>x</summary>');
});
