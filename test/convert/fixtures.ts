import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { NO_SITE } from "../../src/convert/index.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { Site } from "../../src/model/site.ts";

/**
 * A folder per construct and per limit under `fixtures/markdown`:
 *
 * - `input.md`; where `input.mjs` stands beside it, that makes the text (for what is too long to write down)
 * - `blocks.txt`, the outline of what it becomes; before it, where front matter says them, title, icon and cover
 * - `messages.txt`, where there are any
 * - `options.json`: options of the conversion, and the `site` around the file, which is `guide/text.md` then
 */

export const ROOT = "fixtures/markdown";

/** Names of the folders. */
export const FIXTURES: readonly string[] = readdirSync(ROOT);

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

export interface Setting {
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

/** How the text of a folder is to be converted. */
export function settingOf(folder: string): Setting {
  const file = join(ROOT, folder, "options.json");
  if (!existsSync(file)) return { options: DEFAULT_CONVERT_OPTIONS, site: NO_SITE, path: "text.md" };
  const { options, site } = optionsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    options: { ...DEFAULT_CONVERT_OPTIONS, ...options },
    site: site === null ? NO_SITE : siteOf(site),
    path: site === null ? "text.md" : "guide/text.md",
  };
}

/** Tells whether the text of a folder is made by a program. */
export function isMade(folder: string): boolean {
  return !existsSync(join(ROOT, folder, "input.md"));
}

/** The text of a folder. */
export async function inputOf(folder: string): Promise<string> {
  if (!isMade(folder)) return readFileSync(join(ROOT, folder, "input.md"), "utf8");
  const made: { default: string } = await import(pathToFileURL(join(ROOT, folder, "input.mjs")).href);
  return made.default;
}
