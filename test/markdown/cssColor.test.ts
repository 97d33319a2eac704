import { describe, expect, it } from "vitest";
import { nearestColor } from "../../src/markdown/html/cssColor.ts";

describe("nearestColor", () => {
  it.each([
    ["red", "red"],
    [" DarkRed ", "red"],
    ["#f00", "red"],
    ["#ff0000", "red"],
    ["#ff000080", "red"],
    ["rgb(255, 0, 0)", "red"],
    ["rgba(255 0 0 / 50%)", "red"],
    ["rgb(0%, 50%, 0%)", "green"],
    ["#0969da", "blue"],
    ["#8250df", "purple"],
    ["#bf3989", "pink"],
    ["#1a7f37", "green"],
    ["#ff8c00", "orange"],
    ["#7a4a1e", "brown"],
    ["#ffd33d", "yellow"],
    ["#888", "gray"],
    ["white", null],
    ["#000", "default"],
    ["inherit", null],
    ["var(--x)", null],
    ["constructor", null],
    ["", null],
  ])("takes %j for %s", (css, color) => {
    expect(nearestColor(css)).toBe(color);
  });
});
