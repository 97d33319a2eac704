import { gemoji } from "gemoji";
import { expect, it } from "vitest";
import { emojiNamed } from "../../src/facts/emoji.ts";

it("knows every name that GitHub knows, and no other", () => {
  expect(gemoji.length).toBeGreaterThan(1800);
  for (const { emoji, names } of gemoji) for (const name of names) expect(emojiNamed(name)).toBe(emoji);
  for (const name of ["", "nowhere", "rocket:", "Rocket", "constructor"]) expect(emojiNamed(name)).toBeNull();
});
