import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/table.ts";
import { type CommandName, OPTIONS, type OptionFacts } from "../../src/facts/options.ts";
import { codeIn, codeInColumn, codeSpans, type DocPage, docPages, ROOT } from "./pages.ts";

const PAGES = docPages();
const NAMES = COMMANDS.map(({ name }) => name);
const FACTS: readonly OptionFacts[] = Object.values(OPTIONS);

/** Command lines in the page's code: what follows `mdnotion` on a line. */
function commandLines(page: DocPage): readonly string[] {
  const code = [...codeIn(page, "sh").map(({ text }) => text), ...codeSpans(page)];
  return code
    .flatMap((text) => text.replaceAll("\\\n", " ").split("\n"))
    .flatMap((line) => /^(?:[A-Z_]+=\S+ )*(?:npx )?mdnotion ([a-z].*)$/.exec(line)?.[1] ?? []);
}

/** Why a command line would be refused; null when it would not. */
function problem(line: string): string | null {
  const [name = "", ...words] = line.replace(/\s#.*$/, "").split(/\s+/);
  if (name === "help") return null;
  if (!NAMES.includes(name)) return `${name} is no command`;
  const known = FACTS.filter(({ commands }) => commands.some((command: CommandName) => command === name));
  const flags = new Set(
    known.flatMap(({ flag }) => [`--${flag?.name}`, ...(flag?.short ? [`-${flag.short}`] : [])]),
  );
  const strange = words.find((word) => /^--?[a-z]/.test(word) && !flags.has(word.replace(/=.*$/, "")));
  return strange === undefined ? null : `${name} has no flag ${strange}`;
}

test("the commands shown anywhere exist, with their flags", () => {
  const lines = PAGES.flatMap((page) => commandLines(page).map((line) => ({ path: page.path, line })));
  expect(lines.length).toBeGreaterThan(10);
  expect(
    lines.map(({ path, line }) => `${path}: ${problem(line) ?? ""}`).filter((text) => !text.endsWith(": ")),
  ).toEqual([]);
});

test("README lists every command, and no other", () => {
  const readme = PAGES.find(({ path }) => path === "README.md");
  const listed = readme === undefined ? [] : codeInColumn(readme, "Command");
  expect(listed.map((text) => text.split(" ")[1]).sort()).toEqual([...NAMES].sort());
});

test("the npm scripts named anywhere exist", () => {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const scripts =
    typeof manifest === "object" && manifest !== null && "scripts" in manifest
      ? Object(manifest.scripts)
      : {};
  const named = PAGES.flatMap((page) =>
    [...codeIn(page, "sh").map(({ text }) => text), ...codeSpans(page)].flatMap((text) =>
      [...text.matchAll(/\bnpm (?:run )?([a-z][a-z:]*)/g)].flatMap(([, name]) => name ?? []),
    ),
  ).filter((name) => !["install", "run"].includes(name));
  expect(named).toContain("demo");
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
