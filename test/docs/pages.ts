import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import GithubSlugger from "github-slugger";
import type { Code, Heading, Link, Root, TableRow } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A page of the project's own documentation. */
export interface DocPage {
  /** Relative to the root. */
  readonly path: string;
  readonly tree: Root;
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

export function docPage(path: string): DocPage {
  return { path, tree: parser.parse(readFileSync(join(ROOT, path), "utf8")) };
}

/** Every Markdown file that is written for readers of the project: the fixtures are material. */
export function docPages(): readonly DocPage[] {
  const known = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return known
    .split("\n")
    .filter((path) => path !== "" && !path.startsWith("fixtures/"))
    .map(docPage);
}

/** Slugs of the page's headings, as GitHub makes them. */
export function slugsOf({ tree }: DocPage): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const slugs = new Set<string>();
  visit(tree, "heading", (node: Heading) => {
    slugs.add(slugger.slug(textOf(node)));
  });
  return slugs;
}

/** A link to something within the repository. */
export interface LocalLink {
  readonly url: string;
  readonly line: number;
  /** Relative to the root. */
  readonly path: string;
  readonly fragment: string | null;
}

export function localLinks({ path, tree }: DocPage): readonly LocalLink[] {
  const links: LocalLink[] = [];
  visit(tree, "link", ({ url, position }: Link) => {
    if (/^[a-z][a-z+.-]*:/i.test(url)) return;
    const [file = "", fragment = null] = url.split("#", 2);
    const target = file === "" ? path : normalize(join(dirname(path), file));
    links.push({ url, line: position?.start.line ?? 0, path: target, fragment });
  });
  return links;
}

/** Code blocks in one language, with the line each begins at. */
export function codeIn({ tree }: DocPage, language: string): readonly { line: number; text: string }[] {
  const blocks: { line: number; text: string }[] = [];
  visit(tree, "code", ({ lang, value, position }: Code) => {
    if (lang === language) blocks.push({ line: position?.start.line ?? 0, text: value });
  });
  return blocks;
}

/** Code spans in the n-th column (from 0) of all tables whose header there says so. */
export function codeInColumn({ tree }: DocPage, header: string): readonly string[] {
  const found: string[] = [];
  visit(tree, "table", ({ children: [head, ...rows] }: { children: TableRow[] }) => {
    const column = head?.children.findIndex((cell) => textOf(cell) === header) ?? -1;
    for (const row of column < 0 ? [] : rows) {
      const cell = row.children[column];
      if (cell === undefined) continue;
      visit(cell, "inlineCode", ({ value }) => {
        found.push(value);
      });
    }
  });
  return found;
}

/** All code spans of a page. */
export function codeSpans({ tree }: DocPage): readonly string[] {
  const spans: string[] = [];
  visit(tree, "inlineCode", ({ value }) => {
    spans.push(value);
  });
  return spans;
}
