import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { describe, expect, it } from "vitest";
import { dropSilent } from "../../src/markdown/html/silent.ts";

function left(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  dropSilent(tree);
  return toHtml(tree);
}

describe("elements that format nothing", () => {
  it("are taken out, and their spaces joined", () => {
    expect(left("<b>\n</b> <a href='/x'></a>\n<p>a</p>")).toBe("\n \n<p>a</p>");
    expect(left("a<i> </i>b")).toBe("a b");
  });

  it("leave few siblings, however many they are", () => {
    const tree = fromHtml(`${"<b>\n</b>\n".repeat(500)}a`, { fragment: true });
    dropSilent(tree);
    expect(tree.children.map(({ type }) => type)).toEqual(["text", "text"]);
  });

  it("stay where something is seen of them, or a link leads to them", () => {
    const seen = '<b>a</b> <i><img src="x"></i> <a name="x"></a> <span id="y"> </span> <code></code>';
    expect(left(seen)).toBe(seen);
  });

  it("name a place often enough", () => {
    const anchors = fromHtml('<a name="x"></a>\n'.repeat(500), { fragment: true });
    dropSilent(anchors);
    expect(anchors.children.filter(({ type }) => type === "element")).toHaveLength(100);
  });
});
