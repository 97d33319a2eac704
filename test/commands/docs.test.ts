import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/table.ts";
import { OPTIONS, type OptionFacts } from "../../src/facts/options.ts";

const text = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
const sections = new Map(
  text.split(/^## /m).map((section) => [section.slice(0, section.indexOf("\n")), section] as const),
);

describe("docs/cli.md", () => {
  test.each(COMMANDS.map(({ name }) => name))("names every flag of %s, and no others", (name) => {
    const section = sections.get(name) ?? "";
    const named = [...section.matchAll(/^\|.*?`--([a-z-]+)|^It (?:also )?takes ([^.]*)\./gms)].flatMap(
      ([, flag, list]) =>
        flag === undefined ? [...(list ?? "").matchAll(/--([a-z-]+)/g)].map(([, one]) => one) : [flag],
    );
    const flags = Object.values(OPTIONS).flatMap(({ commands, flag }: OptionFacts) =>
      flag !== null && commands.some((taker) => taker === name) ? [flag.name] : [],
    );
    expect(named.sort()).toEqual(flags.sort());
  });

  test("lists the commands in the order of the help", () => {
    const listed = [...text.matchAll(/^\| \[`(\w+)`\]/gm)].map(([, name]) => name);
    expect(listed).toEqual(COMMANDS.map(({ name }) => name));
  });

  test("has every variable of the environment", () => {
    const section = sections.get("Environment") ?? "";
    for (const name of Object.values(OPTIONS).flatMap(({ environment }: OptionFacts) => environment)) {
      expect(section).toContain(`\`${name}\``);
    }
  });
});
