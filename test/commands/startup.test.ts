import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/table.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** What a module imports when it is loaded: neither types, which are erased, nor what it loads later. */
function importsOf(file: string): readonly string[] {
  const statements = readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\s+(?!type\b)(?:[^;"]*?\sfrom\s+)?"([^"]+)";/gm,
  );
  return [...statements].map(([, name = ""]) => name);
}

/** Packages that are loaded with a module, and everything that it imports. */
function packagesOf(start: string): readonly string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) {
      return;
    }
    seen.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith(".")) {
        visit(join(dirname(file), name));
      } else if (!name.startsWith("node:")) {
        packages.add(name);
      }
    }
  };
  visit(start);
  return [...packages].sort();
}

test("starting loads nothing but the parser of command lines and the colours", () => {
  expect(packagesOf(CLI)).toEqual(["commander", "picocolors"]);
});

test("a command's code, which is loaded when it is called, brings the rest", () => {
  const publish = join(dirname(CLI), "commands", "publish.ts");
  expect(packagesOf(publish)).toEqual(expect.arrayContaining(["@notionhq/client", "unified"]));
});

test.each(COMMANDS)("the code of $name exists", async ({ load }) => {
  expect(await load()).toBeTypeOf("function");
});
