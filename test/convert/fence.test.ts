import { describe, expect, it } from "vitest";
import { readFence } from "../../src/convert/fence.ts";
import { languageNamed } from "../../src/convert/language.ts";
import { LANGUAGE_ALIASES } from "../../src/facts/aliases.ts";
import { LANGUAGES } from "../../src/facts/languages.ts";

describe("readFence", () => {
  it.each([
    ["", "", "", ""],
    ["ts", "", "ts", ""],
    ["TypeScript", "", "typescript", ""],
    ["ts", 'title="src/a.ts"', "ts", "src/a.ts"],
    ["ts", "title='a b.ts' {1,3-5}", "ts", "a b.ts"],
    ["js", "filename=a.js showLineNumbers", "js", "a.js"],
    ["yaml", ".github/workflows/ci.yml", "yaml", ".github/workflows/ci.yml"],
    ["js", "{1,3-5} a.js", "js", "a.js"],
    ["js{1,3}", "", "js", ""],
    ["ts:src/a.ts", "", "ts", "src/a.ts"],
    ["{.python", ".numberLines}", "python", ""],
    ["{.python}", "", "python", ""],
    ["language-rust", "", "rust", ""],
    ['title="pyproject.toml"', "", "", "pyproject.toml"],
    ['hl_lines="2', '3"', "", ""],
    ["pyproject.toml", "", "toml", "pyproject.toml"],
    ["c++", "", "c++", ""],
    ["c#", "", "c#", ""],
    ["java", "noline version=1.2", "java", ""],
  ])("%s %s", (lang, meta, language, title) => {
    expect(readFence(lang, meta)).toEqual({ language, title });
  });

  it("knows vb.net for a language, not a file", () => {
    expect(languageNamed(readFence("vb.net", "").language)).toBe("vb.net");
  });
});

describe("languageNamed", () => {
  it.each([
    ["ts", "typescript"],
    ["tsx", "typescript"],
    ["JS", "javascript"],
    ["py", "python"],
    ["sh", "shell"],
    ["bash", "bash"],
    ["zsh", "shell"],
    ["console", "shell"],
    ["yml", "yaml"],
    ["dockerfile", "docker"],
    ["c++", "c++"],
    ["cpp", "c++"],
    ["h", "c"],
    ["cs", "c#"],
    ["objc", "objective-c"],
    ["tex", "latex"],
    ["txt", "plain text"],
    ["text", "plain text"],
    ["tf", "hcl"],
    ["proto", "protobuf"],
    ["vue", "html"],
    ["jsonc", "json"],
    ["rs", "rust"],
    ["ps1", "powershell"],
    ["patch", "diff"],
    ["asm", "assembly"],
    ["ml", "ocaml"],
    ["hs", "haskell"],
    ["kt", "kotlin"],
    ["rb", "ruby"],
    ["mermaid", "mermaid"],
    ["wat", "webassembly"],
  ])("%s is %s", (name, language) => {
    expect(languageNamed(name)).toBe(language);
  });

  it("has no name for what Notion does not have", () => {
    expect(languageNamed("zig")).toBeNull();
    expect(languageNamed("constructor")).toBeNull();
  });

  it("prefers the user's names, which may be names of names", () => {
    expect(languageNamed("zig", { zig: "rs" })).toBe("rust");
    expect(languageNamed("Zig", { zig: "c" })).toBe("c");
    expect(languageNamed("ts", { ts: "xml" })).toBe("xml");
    expect(languageNamed("zig", { zig: "nonsense" })).toBeNull();
  });

  it("gives no name to two languages, and every language its own", () => {
    const all = LANGUAGES.flatMap((one) => [one, ...LANGUAGE_ALIASES[one].split(" ").filter(Boolean)]);
    expect(new Set(all).size).toBe(all.length);
    for (const language of LANGUAGES) expect(languageNamed(language)).toBe(language);
  });
});
