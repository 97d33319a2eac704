import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { docPage, docPages, localLinks, ROOT, slugsOf } from "./pages.ts";

const PAGES = docPages();

test("the pages that a reader begins with are there", () => {
  expect(PAGES.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/README.md"]),
  );
});

test.for(PAGES)("$path: every link leads to a file, and to a heading in it", (page) => {
  const broken = localLinks(page).filter(({ path, fragment }) => {
    if (!existsSync(join(ROOT, path))) return true;
    return fragment !== null && !slugsOf(docPage(path)).has(fragment);
  });
  expect(broken).toEqual([]);
});

test("the index of docs/ leads to every page in it", () => {
  const linked = new Set(localLinks(docPage("docs/README.md")).map(({ path }) => path));
  const missing = PAGES.map(({ path }) => path).filter(
    (path) => path.startsWith("docs/") && path !== "docs/README.md" && !linked.has(path),
  );
  expect(missing).toEqual([]);
});
