import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { convertDocument } from "../../src/convert/index.ts";
import { LIMITS } from "../../src/facts/limits.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Block } from "../../src/model/block.ts";
import type { PageContent } from "../../src/model/draft.ts";
import type { Message } from "../../src/model/message.ts";
import type { RichText } from "../../src/model/richText.ts";
import { outline } from "../../src/report/outline.ts";
import { violationsOf } from "../support/requests.ts";
import { FIXTURES, inputOf, ROOT, settingOf } from "./fixtures.ts";

/** `UPDATE=1` writes what is expected; read it before you commit it. */

function head({ title, icon, cover, bound }: PageContent): string {
  const look = (value: unknown) => JSON.stringify(value);
  return [
    `title ${look(title)}\n`,
    icon === undefined ? "" : `icon ${look(icon)}\n`,
    cover === undefined ? "" : `cover ${look(cover)}\n`,
    bound === null ? "" : `bound to ${bound}\n`,
    "\n",
  ].join("");
}

function line({ place, severity, id, says }: Message): string {
  const where = place === null ? "-" : `${place.line}:${place.column}`;
  return `${where} ${severity} ${id}: ${says}\n`;
}

function expectFile(folder: string, name: string, actual: string): void {
  const file = join(ROOT, folder, name);
  if (process.env["UPDATE"] !== undefined && (actual !== "" || existsSync(file))) writeFileSync(file, actual);
  expect(actual).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
}

function runsOf({ value }: Block): readonly (readonly RichText[])[] {
  return [
    ...("rich_text" in value ? [value.rich_text] : []),
    ...("caption" in value ? [value.caption] : []),
    ...("cells" in value ? value.cells : []),
  ];
}

/** Whatever the text, no block goes past what Notion takes. */
function expectLimits(blocks: readonly Block[]): void {
  for (const block of blocks) {
    for (const runs of runsOf(block)) {
      expect(runs.length).toBeLessThanOrEqual(LIMITS.array);
      for (const run of runs) {
        if (run.type === "text") expect(run.text.content.length).toBeLessThanOrEqual(LIMITS.textContent);
      }
    }
    expectLimits(block.children);
  }
}

describe.each(FIXTURES)("%s", (folder) => {
  it("becomes the blocks that were written down", async () => {
    const { options, site, path } = settingOf(folder);
    const document = parseDocument(await inputOf(folder), path, options);
    const { content } = convertDocument(document, site, null, options);
    const said = document.frontMatter === null ? "" : head(content);
    expectFile(folder, "blocks.txt", said + outline(content.blocks));
    expectFile(folder, "messages.txt", content.messages.map(line).join(""));
    expectLimits(content.blocks);
    expect(violationsOf(content.blocks)).toEqual([]);
  });
});
