import { describe, expect, it } from "vitest";
import { nearest } from "../../src/model/near.ts";

describe("nearest", () => {
  it.each([
    ["set-upp", ["setting", "set-up", "set-down"], "set-up"],
    ["frist", ["first", "last"], "first"],
    ["README.MD", ["readme.md"], "readme.md"],
    ["ab", ["abc", "xy"], "abc"],
    ["abc", ["xyz"], null],
    ["installation", ["configuration"], null],
    ["a", [], null],
  ])("%s among %j is %s", (word, candidates, near) => {
    expect(nearest(word, candidates)).toBe(near);
  });

  it("takes the nearest of several", () => {
    expect(nearest("colours", ["colors", "colour", "colourful"])).toBe("colors");
    expect(nearest("colours", ["colour", "colors"])).toBe("colour");
  });

  it("gives up on more candidates than a suggestion is worth", () => {
    const many = Array.from({ length: 6000 }, (_, i) => `page-${i}`);
    expect(nearest("wanted", [...many, "wantet"])).toBeNull();
    expect(nearest("wanted", ["wantet", ...many])).toBe("wantet");
  });
});
