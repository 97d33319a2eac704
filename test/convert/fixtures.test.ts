import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { convertDocument, NO_SITE } from "../../src/convert/index.ts";
import { LIMITS } from "../../src/facts/limits.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Block } from "../../src/model/block.ts";
import type { PageContent } from "../../src/model/draft.ts";
import type { Message } from "../../src/model/message.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { RichText } from "../../src/model/richText.ts";
import type { Site } from "../../src/model/site.ts";
import { outline } from "../../src/report/outline.ts";
import { violationsOf } from "../support/requests.ts";

/**
 * A folder per construct and per limit under `fixtures/markdown`:
 *
 * - `input.md`; where `input.mjs` stands beside it, that makes the text (for what is too long to write down)
 * - `blocks.txt`, the outline of what it becomes; before it, where front matter says them, title, icon and cover
 * - `messages.txt`, where there are any
 * - `options.json`: options of the conversion, and the `site` around the file, which is `guide/text.md` then
 *
 * `UPDATE=1` writes what is expected; read it before you commit it.
 */

const ROOT = "fixtures/markdown";

const optionsSchema = z.strictObject({
  options: z.record(z.string(), z.unknown()).default({}),
  site: z
    .strictObject({
      pages: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
      assets: z
        .record(z.string(), z.enum(["missing", "outside", "hidden", "tooLarge", "unreadable", "there"]))
        .default({}),
      others: z.array(z.string()).default([]),
      named: z.record(z.string(), z.string()).default({}),
      names: z.record(z.string(), z.array(z.string())).default({}),
    })
    .nullable()
    .default(null),
});

interface Setting {
  readonly options: ConvertOptions;
  readonly site: Site;
  readonly path: string;
}

/** Path → key of its page, where the two differ; or the slugs a link can name. */
function siteOf({
  pages,
  assets,
  others,
  named,
  names,
}: NonNullable<z.infer<typeof optionsSchema>["site"]>): Site {
  return {
    pages: new Map(
      Object.entries(pages).map(([path, said]) => {
        const key = typeof said === "string" ? said : path;
        const slugs = typeof said === "string" ? null : new Set(said);
        return [path, { key, title: path, names: names[path] ?? [], slugs }];
      }),
    ),
    assets: new Map(
      Object.entries(assets).map(([path, state]) => [
        path,
        state === "there" ? { digest: `digest-of-${path.replace(/\W/g, "-")}`, bytes: 1 } : state,
      ]),
    ),
    others: new Set(others),
    named: new Map(Object.entries(named)),
  };
}

function settingOf(folder: string): Setting {
  const file = join(ROOT, folder, "options.json");
  if (!existsSync(file)) return { options: DEFAULT_CONVERT_OPTIONS, site: NO_SITE, path: "text.md" };
  const { options, site } = optionsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    options: { ...DEFAULT_CONVERT_OPTIONS, ...options },
    site: site === null ? NO_SITE : siteOf(site),
    path: site === null ? "text.md" : "guide/text.md",
  };
}

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

async function inputOf(folder: string): Promise<string> {
  const file = join(ROOT, folder, "input.md");
  if (existsSync(file)) return readFileSync(file, "utf8");
  const made: { default: string } = await import(pathToFileURL(join(ROOT, folder, "input.mjs")).href);
  return made.default;
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

describe.each(readdirSync(ROOT))("%s", (folder) => {
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
