import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskFiles } from "../../src/files/disk.ts";
import { memoryFiles } from "../../src/files/inMemory.ts";
import {
  describeRule,
  linksOf,
  type SelectRules,
  select,
  selectionMessages,
  selector,
} from "../../src/files/select.ts";
import type { Files } from "../../src/files/source.ts";
import { folderWith, git } from "./tree.ts";

/** Every decision in words, as `path: rule`, the published ones with `+`. */
async function decide(files: Files, rules: Partial<SelectRules> = {}): Promise<readonly string[]> {
  const all = { folder: "", include: [], exclude: [], ...rules };
  const decisions = select(await files.list(all.folder, selector(all).enter), all);
  return decisions.map(
    ({ path, published, rule }) => `${published ? "+" : "-"} ${path}: ${describeRule(rule)}`,
  );
}

const site = {
  "index.md": "",
  "guide/start.mdx": "",
  "guide/Big.MARKDOWN": "",
  "guide/picture.png": "",
  "guide/_part.md": "",
  "_drafts/a.md": "",
  "_drafts/_b.md": "",
  ".github/pull.md": "",
  "node_modules/pkg/README.md": "",
  ".git/description.md": "",
};

describe("select", () => {
  it("publishes text files, but nothing hidden and no dependencies", async () => {
    expect(await decide(memoryFiles(site))).toEqual([
      "- .github/: the name .github starts with .",
      "- _drafts/: the name _drafts starts with _",
      "+ guide/Big.MARKDOWN: text file",
      "- guide/_part.md: the name _part.md starts with _",
      "+ guide/start.mdx: text file",
      "+ index.md: text file",
      "- node_modules/: node_modules",
    ]);
  });

  it("publishes what is hidden only when a pattern that matches it spells out the hidden name", async () => {
    const include = ["_drafts/**", ".github/*.md", "node_modules/pkg/README.md", "**/*.mdx"];
    expect(await decide(memoryFiles(site), { include })).toEqual([
      "+ .github/pull.md: include: .github/*.md",
      "- _drafts/_b.md: the name _b.md starts with _",
      "+ _drafts/a.md: include: _drafts/**",
      "- guide/Big.MARKDOWN: no include pattern names it",
      "- guide/_part.md: no include pattern names it",
      "+ guide/start.mdx: include: **/*.mdx",
      "- index.md: no include pattern names it",
      "+ node_modules/pkg/README.md: include: node_modules/pkg/README.md",
    ]);
    expect(await decide(memoryFiles(site), { include: ["guide/_*"] })).toContain(
      "+ guide/_part.md: include: guide/_*",
    );
  });

  it("never publishes what belongs to git or to mdnotion itself", async () => {
    const files = memoryFiles({ ".git/a.md": "", ".mdnotion/b.md": "", "c.md": "" });
    expect(await decide(files, { include: [".git/**", ".mdnotion/b.md", "**"] })).toEqual([
      "+ c.md: text file",
    ]);
  });

  it("takes out what `exclude` or a negated `include` names, a folder by its bare name", async () => {
    const files = memoryFiles({
      "a.md": "",
      "old/a.md": "",
      "old/deep/b.md": "",
      "CHANGELOG.md": "",
      "c.md": "",
    });
    expect(await decide(files, { include: ["**", "!CHANGELOG.md"], exclude: ["old", "c.*"] })).toEqual([
      "- CHANGELOG.md: exclude: CHANGELOG.md",
      "+ a.md: text file",
      "- c.md: exclude: c.*",
      "- old/: exclude: old",
    ]);
  });

  it("reads patterns from the source's folder, with and without `./`", async () => {
    const files = memoryFiles({ "docs/a/x.md": "", "docs/b/x.md": "", "a/x.md": "" });
    expect(await decide(files, { folder: "docs", include: ["./a"] })).toEqual([
      "+ docs/a/x.md: include: ./a",
      "- docs/b/: no include pattern names it",
    ]);
  });

  it("publishes what git ignores only when a pattern names it without wildcards", async () => {
    const root = folderWith({
      ".gitignore": "gen\nsecret.md\n",
      "gen/api/a.md": "",
      "gen/b.md": "",
      "docs/secret.md": "",
      "docs/open.md": "",
    });
    git(root, "init");
    const ignored = ["- docs/secret.md: git ignores docs/secret.md", "- gen/: git ignores gen"];
    const files = diskFiles(root);
    expect(await decide(files)).toEqual(["+ docs/open.md: text file", ...ignored]);
    expect(await decide(files, { include: ["docs/**", "**/*.md"] })).toEqual([
      "+ docs/open.md: include: docs/**",
      ...ignored,
    ]);
    expect(await decide(files, { include: ["gen/api/**", "docs/secret.md"] })).toEqual([
      "- docs/open.md: no include pattern names it",
      "+ docs/secret.md: include: docs/secret.md",
      "+ gen/api/a.md: include: gen/api/**",
      "- gen/b.md: no include pattern names it",
    ]);
  });

  it("keeps ignored files private in a folder that holds nothing else, even when the folder is named", async () => {
    const root = folderWith({ ".gitignore": "*.secret.md\n", "docs/a.secret.md": "" });
    git(root, "init");
    const refused = ["- docs/a.secret.md: git ignores docs/a.secret.md"];
    expect(await decide(diskFiles(root), { include: ["docs/**"] })).toEqual(refused);
    expect(await decide(diskFiles(root), { folder: "docs" })).toEqual(refused);
  });

  it("makes one page of a file and its links, and says so", async () => {
    const root = folderWith({ "AGENTS.md": "", "docs/a.md": "", "parts/p.md": "" });
    symlinkSync("AGENTS.md", join(root, "AAA.md"));
    symlinkSync("../parts/p.md", join(root, "docs/one.md"));
    symlinkSync("../parts/p.md", join(root, "docs/two.md"));
    symlinkSync("/etc/hosts", join(root, "docs/hosts.md"));
    expect(await decide(diskFiles(root))).toEqual([
      "- AAA.md: a link to AGENTS.md, which is published itself",
      "+ AGENTS.md: text file",
      "+ docs/a.md: text file",
      "- docs/hosts.md: a link out of the root folder",
      "- docs/one.md: a link to parts/p.md, which is published itself",
      "- docs/two.md: a link to parts/p.md, which is published itself",
      "+ parts/p.md: text file",
    ]);
    expect(await decide(diskFiles(root), { exclude: ["parts"] })).toContain(
      "- docs/two.md: a link to docs/one.md, which is published itself",
    );
  });
});

describe("selectionMessages", () => {
  it("speaks of links that look published and are not, and of nothing else", async () => {
    const root = folderWith({ "a.md": "", "_b.md": "" });
    symlinkSync("/etc/hosts", join(root, "out.md"));
    symlinkSync("nowhere", join(root, "broken.md"));
    symlinkSync("a.md", join(root, "twin.md"));
    symlinkSync("nowhere", join(root, "broken.png"));
    const rules = { folder: "", include: [], exclude: [] };
    const decisions = select(await diskFiles(root).list("", selector(rules).enter), rules);
    expect(selectionMessages(decisions).map(({ id, path }) => [id, path])).toEqual([
      ["file-link-broken", "broken.md"],
      ["file-link-outside", "out.md"],
    ]);
    expect([...linksOf(decisions)]).toEqual([["twin.md", "a.md"]]);
    const closed = { path: "shut/", published: false, rule: { kind: "unreadable" } } as const;
    expect(selectionMessages([closed])).toMatchObject([{ id: "folder-unreadable", path: "shut/" }]);
  });
});
