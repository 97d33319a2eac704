import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { convertDocument } from "../../../src/convert/index.ts";
import { PROPERTY_TYPES } from "../../../src/facts/properties.ts";
import { parseDocument } from "../../../src/markdown/index.ts";
import { parseInline } from "../../../src/markdown/inline.ts";
import type { Message } from "../../../src/model/message.ts";
import { DEFAULT_CONVERT_OPTIONS, DEFAULT_PROPERTY_MAPPING } from "../../../src/model/options.ts";
import type { PropertySchema, SchemaChange } from "../../../src/model/property.ts";
import { valueLine } from "./valueLine.ts";

/**
 * A folder per property type, and per thing a mapping can say, under `fixtures/properties`:
 *
 * - `schema.yaml`: properties of the data source by name, each its type or `{type, options, format, relatesTo}`
 * - `setting.yaml`: the mapping, `strict`, and the files around `rows/row.md`, where they matter
 * - of each `.md` a `.txt`: the values, what is asked of the schema, and the messages
 *
 * `UPDATE=1` writes what is expected; read it before you commit it.
 */

const ROOT = "fixtures/properties";
const PATH = "rows/row.md";

const schemaShape = z.record(
  z.string(),
  z.union([
    z.string().transform((type) => ({ type })),
    z.strictObject({
      type: z.string(),
      options: z.array(z.string()).optional(),
      format: z.string().optional(),
      relatesTo: z.string().optional(),
    }),
  ]),
);

const settingShape = z.strictObject({
  mapping: z
    .strictObject({
      rename: z.record(z.string(), z.string()),
      defaults: z.record(z.string(), z.unknown()),
      ignore: z.array(z.string()),
      timezone: z.string(),
      createProperties: z.boolean(),
      createOptions: z.boolean(),
    })
    .partial()
    .default({}),
  strict: z.boolean().default(false),
  preset: z.enum(["auto", "docusaurus"]).default("auto"),
  /** Path → title. */
  pages: z.record(z.string(), z.string()).default({}),
  /** Files that become rows elsewhere. */
  elsewhere: z.array(z.string()).default([]),
  assets: z
    .record(z.string(), z.enum(["missing", "outside", "hidden", "tooLarge", "unreadable", "there"]))
    .default({}),
});

function yamlIn(folder: string, name: string): unknown {
  const file = join(ROOT, folder, name);
  return existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
}

const blank = { options: undefined, format: undefined, relatesTo: undefined };

function propertyOf(name: string, said: z.infer<typeof schemaShape>[string]): PropertySchema {
  const { type, options = [], format = null, relatesTo = null } = { ...blank, ...said };
  return { id: name, name, type, options, format, relatesTo };
}

function changeLine(change: SchemaChange): string {
  return change.kind === "property"
    ? `+ ${change.name}: ${change.type}`
    : `+ ${change.property}: option ${change.add.join(", ")}`;
}

function messageLines({ place, severity, id, says, fix }: Message): string {
  const where = place === null ? "-" : `${place.line}:${place.column}`;
  return `${where} ${severity} ${id}: ${says}\n    ${fix}`;
}

const HOME = "10000000-0000-4000-8000-000000000000";

function resultOf(folder: string, name: string): string {
  const properties = Object.entries(schemaShape.parse(yamlIn(folder, "schema.yaml")));
  const schema = {
    dataSource: HOME,
    properties: Object.fromEntries(properties.map(([key, said]) => [key, propertyOf(key, said)])),
  };
  const { mapping, strict, preset, pages, elsewhere, assets } = settingShape.parse(
    yamlIn(folder, "setting.yaml"),
  );
  const options = {
    ...DEFAULT_CONVERT_OPTIONS,
    strict,
    preset,
    properties: {
      ...DEFAULT_PROPERTY_MAPPING,
      ...Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined)),
    },
  };
  const site = {
    pages: new Map(
      Object.entries(pages).map(([path, title]) => [path, { key: path, title, slugs: null }] as const),
    ),
    assets: new Map(
      Object.entries(assets).map(
        ([path, state]) =>
          [
            path,
            state === "there" ? { digest: `digest-of-${path.replace(/\W/g, "-")}`, bytes: 1 } : state,
          ] as const,
      ),
    ),
    others: new Set<string>(),
  };
  const document = parseDocument(readFileSync(join(ROOT, folder, `${name}.md`), "utf8"), PATH, options);
  const { content, changes } = convertDocument(
    document,
    site,
    {
      schema,
      inline: (text, path, place) => parseInline(text, path, place, options),
      dataSourceOf: (key) => (elsewhere.includes(key) ? null : HOME),
    },
    options,
  );
  const values = Object.entries(content.properties).map(([key, value]) => `${key} = ${valueLine(value)}`);
  const parts = [values, changes.map(changeLine), content.messages.map(messageLines)];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

const folders = readdirSync(ROOT).sort();

describe.each(folders)("%s", (folder) => {
  const cases = readdirSync(join(ROOT, folder)).flatMap((name) =>
    name.endsWith(".md") ? [name.slice(0, -3)] : [],
  );

  it.each(cases)("%s: becomes the values and messages that were written down", (name) => {
    const file = join(ROOT, folder, `${name}.txt`);
    const actual = resultOf(folder, name);
    if (process.env["UPDATE"] !== undefined) writeFileSync(file, actual);
    expect(actual).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  });
});

describe("the fixtures", () => {
  it("have good, clearing and bad values of every type that can be written, and a file for every other", () => {
    const lacking = Object.entries(PROPERTY_TYPES).flatMap(([type, access]) => {
      const wanted = access === "writable" ? ["good.md", "clearing.md", "bad.md"] : ["ignored.md"];
      return wanted.flatMap((name) => (existsSync(join(ROOT, type, name)) ? [] : [`${type}/${name}`]));
    });

    expect(lacking).toEqual([]);
  });
});
