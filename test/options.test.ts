import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { generated } from "../scripts/options.ts";
import { checkConfig } from "../src/config/check.ts";
import { isOnlyForPrograms, jsonSchema, optionsAt } from "../src/config/schema.ts";
import { isOptionValue, parseOption, pick } from "../src/config/values.ts";
import { isOptionName, OPTIONS, type OptionFacts } from "../src/facts/options.ts";
import { DEFAULT_CONVERT_OPTIONS, DEFAULT_PLAN_OPTIONS } from "../src/model/options.ts";

const names = Object.keys(OPTIONS).filter(isOptionName);

describe("the table of options", () => {
  it("is what the generated files were made from; `npm run options` makes them anew", () => {
    for (const [path, text] of Object.entries(generated())) {
      expect(readFileSync(join(import.meta.dirname, "..", path), "utf8"), path).toBe(text);
    }
  });

  it("has defaults that are values, and choices and ranges where their kinds want them", () => {
    for (const name of names) {
      const facts: OptionFacts = OPTIONS[name];
      expect(isOptionValue(name, facts.default), name).toBe(true);
      expect(facts.choices !== undefined, name).toBe(facts.kind === "choice");
      expect(facts.range !== undefined, name).toBe(facts.kind === "number");
      expect(facts.flag === null, name).toBe(facts.commands.length === 0);
    }
  });

  it("has the defaults conversion has by itself", () => {
    const { properties, ...others } = DEFAULT_CONVERT_OPTIONS;
    for (const [name, value] of Object.entries(others)) {
      expect(isOptionName(name) && OPTIONS[name].default, name).toEqual(value);
    }
    const { rename, defaults, ignore, ...flat } = properties;
    expect({ rename, defaults, ignore }).toEqual({ rename: {}, defaults: {}, ignore: [] });
    for (const [name, value] of Object.entries(flat)) {
      expect(isOptionName(name) && OPTIONS[name].default, name).toEqual(value);
    }
  });

  it("has the defaults planning has by itself", () => {
    for (const [name, value] of Object.entries(DEFAULT_PLAN_OPTIONS)) {
      expect(isOptionName(name) && OPTIONS[name].default, name).toEqual(value);
    }
  });

  it("gives each flag one name, and no command two of a kind", () => {
    const flags = names.flatMap((name) => OPTIONS[name].flag?.name ?? []);
    expect(new Set(flags).size).toBe(flags.length);
  });
});

describe("pick", () => {
  it("takes the first layer that says something, and refuses what cannot be", () => {
    expect(pick("settle", [new Map(), new Map([["settle", 1]]), new Map([["settle", 2]])])).toBe(1);
    expect(pick("settle", [])).toBe(65);
    expect(() => pick("settle", [new Map([["settle", "x"]])])).toThrow("must be a number from 0 to 600");
  });
});

describe("parseOption", () => {
  it("reads the texts of an environment", () => {
    expect(parseOption("settle", "2.5")).toBe(2.5);
    expect(parseOption("settle", " ")).toBeUndefined();
    expect(parseOption("settle", "-1")).toBeUndefined();
    expect(parseOption("strict", "true")).toBe(true);
    expect(parseOption("strict", "0")).toBe(false);
    expect(parseOption("strict", "yes")).toBeUndefined();
    expect(parseOption("reporter", "json")).toBe("json");
    expect(parseOption("include", "a,b")).toEqual(["a", "b"]);
    expect(parseOption("rules", "{}")).toBeUndefined();
  });
});

describe("the schema for editors", () => {
  const validate = new Ajv({ strict: false }).compile(jsonSchema());
  const configs: readonly unknown[] = [
    {},
    { $schema: "./schema.json", to: "x", strict: true, requestsPerMinute: 180 },
    {
      sources: [
        { path: "docs", include: ["**"], callouts: { tip: { icon: "💡", color: "blue_background" } } },
      ],
    },
    { rules: { "link-not-found": "off" }, languages: { zig: "c" } },
    { sources: [] },
    { sources: [{ include: [] }] },
    { strict: "yes" },
    { requestsPerMinute: 0 },
    { callouts: { tip: { color: "mauve" } } },
    { languages: { zig: "Zig" } },
    { token: "secret" },
    { sources: [{ path: "docs", reporter: "json" }] },
    [],
  ];

  it("agrees with what is accepted", () => {
    for (const value of configs) {
      const { config } = checkConfig({ file: "mdnotion.config.json", value, place: () => null });
      expect(validate(value), JSON.stringify(value)).toBe(config !== null);
    }
  });

  it("holds every option a configuration can set, with its sentence", () => {
    const text = JSON.stringify(jsonSchema());
    for (const name of optionsAt("top"))
      expect(text.includes(JSON.stringify(name)), name).toBe(!isOnlyForPrograms(name));
    expect(optionsAt("source")).not.toContain("reporter");
    expect(optionsAt("top")).not.toContain("token");
  });
});
