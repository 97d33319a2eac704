import { describe, expect, test } from "vitest";
import { isRelevant, isTemporary } from "../../src/watch/relevant.ts";

describe("what editors write beside a file", () => {
  test.each([
    "4913",
    "a.md~",
    ".a.md.swp",
    ".a.md.swo",
    ".a.md.un~",
    "#a.md#",
    ".#a.md",
    "a.md___jb_tmp___",
    "a.md___jb_old___",
    "a.md.vsctmp",
    ".goutputstream-X2A4B6",
    "a.md.kate-swp",
    "a.md.sb-5a5f1a9c-VzOqXd",
    "sedAb12Cd",
    "~$a.md",
    ".~lock.a.md#",
    ".syncthing.a.md.tmp",
    "a.md.1234567",
    "a.md.tmp.9876.abc123",
    "a.md.tmp",
    ".DS_Store",
  ])("%s is passed over", (name) => {
    expect(isTemporary(`guide/${name}`)).toBe(true);
    expect(isRelevant("add", `guide/${name}`, false)).toBe(false);
  });

  test.each([
    "a.md",
    "49130.md",
    "notes about ~ and #.md",
    "sediment.md",
    "temp.md",
    "new.md",
    "v1.2.md",
    "lock.md",
    "image.png",
  ])("%s is a file like any other", (name) => {
    expect(isTemporary(name)).toBe(false);
  });
});

describe("what is a reason to publish", () => {
  test.each([
    ["a text", "change", "a.md", false, true],
    ["a picture that a page shows", "change", "a.png", true, true],
    ["a picture that no page shows", "change", "a.png", false, false],
    ["a new picture, since a page may ask for it by its name", "add", "a.png", false, true],
    ["a picture that is gone", "unlink", "a.png", false, true],
    ["a file of a program that a page was made from", "change", "mkdocs.yml", true, true],
    ["the memory", "change", "mdnotion.lock.json", false, false],
    ["what is not committed", "add", ".mdnotion/journal.jsonl", false, false],
    ["git's own files", "change", ".git/index", false, false],
  ] as const)("%s", (_, event, path, wasAsked, is) => {
    expect(isRelevant(event, path, wasAsked)).toBe(is);
  });
});
