import { describe, expect, it } from "vitest";
import { readAttributes } from "../../src/markdown/attributes.ts";

describe("a list of attributes", () => {
  it("holds an id, classes, values and flags", () => {
    const text = `{#top .wide .red width=50 title="a b" alt='c "d"' open}`;
    expect(readAttributes(text)).toEqual({
      id: "top",
      classes: ["wide", "red"],
      values: new Map([
        ["width", "50"],
        ["title", "a b"],
        ["alt", 'c "d"'],
      ]),
      flags: new Set(["open"]),
    });
  });

  it("may begin with a colon, be empty, and hold an address", () => {
    expect(readAttributes("{: .a }")?.classes).toEqual(["a"]);
    expect(readAttributes("{}")?.classes).toEqual([]);
    expect(readAttributes("{url=https://example.org/a?b=c#d}")?.values.get("url")).toBe(
      "https://example.org/a?b=c#d",
    );
  });

  it.each(["{a=}", '{"a"}', '{a="b}', "{#}", "{.}", "{a b", "{{a}}", "{a='b'c}"])("is not %s", (text) => {
    expect(readAttributes(text)).toBeNull();
  });
});
