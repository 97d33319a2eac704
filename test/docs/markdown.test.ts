import { expect, test } from "vitest";
import { FLOW, PHRASING } from "../../src/convert/handle/index.ts";
import { MESSAGES } from "../../src/facts/messages.ts";
import { OPTIONS } from "../../src/facts/options.ts";
import { codeInColumn, codeSpans, docPage } from "./pages.ts";

const page = docPage("docs/markdown.md");

test("the support table names every node there is a handler for, and no other", () => {
  const handled = [...Object.keys(FLOW), ...Object.keys(PHRASING)];
  expect([...new Set(codeInColumn(page, "Nodes"))].sort()).toEqual([...new Set(handled)].sort());
});

test("the messages it names exist", () => {
  const isId = (text: string): boolean => /^(?:[a-z]+-)+[a-z]+$/.test(text) && !text.startsWith("opt-");
  const named = codeSpans(page).filter(isId);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((id) => !Object.hasOwn(MESSAGES, id))).toEqual([]);
});

test("the presets it names are those that can be chosen", () => {
  expect([...codeInColumn(page, "Preset")].sort()).toEqual([...OPTIONS.preset.choices].sort());
});
