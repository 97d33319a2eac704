import { expect, it } from "vitest";
import { paragraph } from "../../src/model/builders/blocks.ts";
import type { Handlers } from "../../src/model/extension.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { rehearse } from "../e2e/support/rehearsal.ts";

const withHandlers = (handlers: Handlers): ConvertOptions => ({ ...DEFAULT_CONVERT_OPTIONS, handlers });

it("publishes pages again when a function that made them is another one, and only then", async () => {
  const { publish } = await rehearse();
  const files = { "a.md": "# A\n\n> said\n", "b.md": "# B\n\nplain\n" };
  const one = withHandlers({ blockquote: () => paragraph("one") });
  const other = withHandlers({ blockquote: () => paragraph("other") });
  await publish(files, { source: { convert: one } });
  const same = withHandlers({ blockquote: () => paragraph("one") });
  expect((await publish(files, { source: { convert: same } })).requests).toEqual([]);
  const { report } = await publish(files, { source: { convert: other } });
  expect(report.pages.map(({ path, status }) => `${path} ${status}`)).toEqual([
    "a.md updated",
    "b.md unchanged",
  ]);
  expect((await publish(files, { source: { convert: other } })).requests).toEqual([]);
});

it("refuses the page where a plugin fails, and publishes the others", async () => {
  const { publish } = await rehearse();
  function picky() {
    return (tree: { readonly children: readonly unknown[] }) => {
      if (tree.children.length > 1) throw new Error("too long");
    };
  }
  const convert: ConvertOptions = { ...DEFAULT_CONVERT_OPTIONS, remarkPlugins: [picky] };
  const { report } = await publish({ "long.md": "a\n\nb\n", "short.md": "a\n" }, { source: { convert } });
  expect(report.pages.map(({ path, status }) => `${path} ${status}`)).toEqual([
    "short.md created",
    "long.md failed",
  ]);
  expect(report.messages.map(({ id, path, says }) => `${path} ${id}: ${says}`)).toEqual([
    "long.md plugin-failed: The remark plugin `picky` failed: too long.",
  ]);
});
