import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type ConfigRequest,
  type ConfigResult,
  isSelected,
  loadConfig,
  type ResolvedConfig,
} from "../src/config.ts";
import type { OptionName } from "../src/facts/options.ts";
import { folderWith, git, put } from "./files/tree.ts";

interface Call {
  readonly paths?: readonly string[];
  readonly flags?: readonly (readonly [OptionName, unknown])[];
  readonly environment?: ConfigRequest["environment"];
}

function load(cwd: string, { paths = [], flags = [], environment = {} }: Call = {}): Promise<ConfigResult> {
  return loadConfig({ cwd, paths, flags: new Map(flags), environment });
}

async function good(cwd: string, call?: Call): Promise<ResolvedConfig> {
  const { config, messages } = await load(cwd, call);
  expect(messages).toEqual([]);
  if (config === null) throw new Error("There is no configuration.");
  return config;
}

/** What is said instead: `line:column id says`. */
async function complaints(cwd: string, call?: Call): Promise<readonly string[]> {
  const { config, messages } = await load(cwd, call);
  expect(config).toBeNull();
  return messages.map(
    ({ id, says, place }) => `${place ? `${place.line}:${place.column} ` : ""}${id} ${says}`,
  );
}

/** The parts that say where things lie, relative to a folder. */
function where({ root, lockfile, sources, selected }: ResolvedConfig, top: string): unknown {
  const short = (path: string): string => path.replace(top, "") || "/";
  const folders = sources.map(({ name, path }) => `${name}=${path}`);
  return { root: short(root), lockfile: short(lockfile), sources: folders, selected };
}

function withConfig(config: unknown, files: Readonly<Record<string, string>> = {}): string {
  return folderWith({ "mdnotion.config.json": JSON.stringify(config), "docs/a.md": "", ...files });
}

describe("without a configuration", () => {
  const tree = { "docs/a.md": "", "docs/sub/b.md": "", "notes/c.md": "" };

  it("takes the one folder for the source, and the working directory for files", async () => {
    const root = folderWith(tree);
    const of = async (...paths: readonly string[]): Promise<unknown> =>
      where(await good(root, { paths }), root);
    expect(await of("docs")).toEqual({
      root: "/docs",
      lockfile: "/docs/mdnotion.lock.json",
      sources: ["="],
      selected: [],
    });
    const here = { root: "/", lockfile: "/mdnotion.lock.json", sources: ["="] };
    expect(await of()).toEqual({ ...here, selected: [] });
    expect(await of("docs/a.md")).toEqual({ ...here, selected: ["docs/a.md"] });
    expect(await of("docs", "notes/")).toEqual({ ...here, selected: ["docs", "notes"] });
  });

  it("takes git's top folder for the root, the source being a part of it", async () => {
    const root = folderWith(tree);
    git(root, "init");
    expect(where(await good(root, { paths: ["docs"] }), root)).toEqual({
      root: "/",
      lockfile: "/docs/mdnotion.lock.json",
      sources: ["=docs"],
      selected: [],
    });
  });

  it.each([
    ["to Notion", "docs/mdnotion.lock.json"],
    ["to the embedded sandbox", "docs/.mdnotion/sandbox.lock.json"],
  ])(
    "keeps a folder for the source that was published before %s, from wherever its files are named",
    async (_name, file) => {
      const root = folderWith({ ...tree, [file]: "" });
      git(root, "init");
      const source = { root: "/", lockfile: "/docs/mdnotion.lock.json", sources: ["=docs"] };
      const of = async (cwd: string, ...paths: readonly string[]): Promise<unknown> =>
        where(await good(join(root, cwd), { paths }), root);
      expect(await of("", "docs/a.md", "docs/sub")).toEqual({
        ...source,
        selected: ["docs/a.md", "docs/sub"],
      });
      expect(await of("docs/sub")).toEqual({ ...source, selected: ["docs/sub"] });
      expect(await of("", "docs")).toEqual({ ...source, selected: [] });
      expect(await of("", "notes")).toMatchObject({ lockfile: "/notes/mdnotion.lock.json" });
    },
  );

  it("refuses what does not exist or lies outside the source", async () => {
    const root = folderWith(tree);
    expect(await complaints(root, { paths: ["none.md"] })).toEqual([
      "path-not-found There is no file or folder `none.md`.",
    ]);
    expect((await complaints(join(root, "docs"), { paths: ["../notes/c.md"] }))[0]).toMatch(/^path-outside /);
    expect((await complaints(root, { flags: [["source", ["x"]]] }))[0]).toMatch(/^source-unknown /);
  });
});

describe("finding a configuration", () => {
  it("looks upward to the top of the git working tree, and no further", async () => {
    const top = withConfig({ to: "above" }, { "repo/docs/a.md": "" });
    git(join(top, "repo"), "init");
    expect((await good(join(top, "repo/docs"))).file).toBeNull();
    put(top, "repo/mdnotion.config.yaml", "to: inside\n");
    const { file, root, sources } = await good(join(top, "repo/docs"));
    expect(file).toBe(join(top, "repo/mdnotion.config.yaml"));
    expect(root).toBe(join(top, "repo"));
    expect(sources[0]?.to).toBe("inside");
  });

  it("looks nowhere but in the working directory outside of git", async () => {
    const top = withConfig({ to: "above" });
    expect((await good(join(top, "docs"))).file).toBeNull();
    expect((await good(top)).file).not.toBeNull();
  });

  it("reads the one that is named, and says why it cannot", async () => {
    const top = withConfig({}, { "other.json": '{"to": "other"}' });
    expect((await good(top, { flags: [["config", "other.json"]] })).sources[0]?.to).toBe("other");
    expect((await complaints(top, { flags: [["config", "none.yaml"]] }))[0]).toContain("it does not exist");
  });

  it("refuses to choose between two", async () => {
    const top = withConfig({}, { "mdnotion.config.yaml": "" });
    expect((await complaints(top))[0]).toContain("(mdnotion.config.json, mdnotion.config.yaml)");
  });

  it("runs a program only when that is allowed", async () => {
    const top = folderWith({ "mdnotion.config.mjs": 'export default { to: ["p", "q"].join("-") };' });
    expect((await good(top)).sources[0]?.to).toBe("p-q");
    expect(await complaints(top, { flags: [["codeConfig", false]] })).toEqual([
      "config-code-refused mdnotion.config.mjs is a program, and `--no-code-config` forbids to run it.",
    ]);
    put(top, "broken.mjs", "export const x = 1;");
    expect((await complaints(top, { flags: [["config", "broken.mjs"]] }))[0]).toContain(
      "it has no default export",
    );
    put(top, "throws.mjs", 'throw new Error("on purpose");');
    expect((await complaints(top, { flags: [["config", "throws.mjs"]] }))[0]).toContain("on purpose");
  });
});

describe("checking a configuration", () => {
  const broken = (text: string): Promise<readonly string[]> =>
    complaints(folderWith({ "mdnotion.config.yaml": text }));

  it("points at what is no YAML or JSON", async () => {
    expect((await broken("to: [1,\n"))[0]).toMatch(
      /^\d+:\d+ config-syntax The configuration is not valid YAML/,
    );
    const top = folderWith({ "mdnotion.config.json": '{\n\t"to": "a"\n\t"strict": true\n}' });
    expect((await complaints(top))[0]).toMatch(/^3:\d+ config-syntax The configuration is not valid JSON/);
  });

  it("refuses unknown keys at their place, and suggests the nearest", async () => {
    const { messages } = await load(
      folderWith({ "mdnotion.config.yaml": "stict: true\nsources:\n  - path: docs\n    exlude: [a]\n" }),
    );
    expect(messages.map(({ id, place, fix }) => [id, place?.line, place?.column, fix])).toEqual([
      ["config-unknown-key", 4, 5, "Did you mean `exclude`?"],
      ["config-unknown-key", 1, 1, "Did you mean `strict`?"],
    ]);
  });

  it("says where a key belongs that stands in the wrong place", async () => {
    const { messages } = await load(
      folderWith({ "mdnotion.config.yaml": "sources:\n  - path: docs\n    reporter: json\n" }),
    );
    expect(messages[0]?.fix).toBe("Set `reporter` at the top, for all sources.");
  });

  it("refuses what is for one run, in either spelling, and any secret", async () => {
    const { messages } = await load(
      folderWith({ "mdnotion.config.yaml": "dry-run: true\nyes: true\ntoken: ntn_123\ncodeConfig: false\n" }),
    );
    expect(messages.map(({ id, says, fix }) => [id, says, fix])).toEqual([
      [
        "config-not-here",
        "`dry-run` cannot be set in a configuration: it is meant for one run.",
        "Take it out, and give `--dry-run` to the command instead.",
      ],
      [
        "config-not-here",
        "`yes` cannot be set in a configuration: it is meant for one run.",
        "Take it out, and give `--yes` to the command instead.",
      ],
      [
        "config-not-here",
        "`token` cannot be set in a configuration: a configuration is shared, and must not hold a secret.",
        "Take it out, and give the environment variable `NOTION_TOKEN` instead.",
      ],
      [
        "config-not-here",
        "`codeConfig` cannot be set in a configuration: it says where the configuration is or how to read it.",
        "Take it out, and give `--no-code-config` to the command instead.",
      ],
    ]);
    expect(JSON.stringify(messages)).not.toContain("ntn_123");
  });

  it("says what a value is and what it must be, at its place", async () => {
    expect(
      await broken(
        [
          "strict: maybe",
          "preset: gitlab",
          "requestsPerMinute: 0",
          "languages: { zig: Zig }",
          "sources:",
          "  - { path: '', include: '*.md' }",
          "  - 7",
        ].join("\n"),
      ),
    ).toEqual([
      '6:13 config-value `sources[1].path` in the configuration is `""`, but must be a text that is not empty.',
      '6:26 config-value `sources[1].include` in the configuration is `"*.md"`, but must be a list of texts.',
      "7:5 config-value `sources[2]` in the configuration is `7`, but must be a table.",
      '1:9 config-value `strict` in the configuration is `"maybe"`, but must be `true` or `false`.',
      '2:9 config-value `preset` in the configuration is `"gitlab"`, but must be one of `auto`, `commonmark`, `github`, `docusaurus`, `vitepress`, `starlight`, `mkdocs`, `obsidian`.',
      expect.stringMatching(
        /^4:19 config-value `languages.zig` in the configuration is `"Zig"`, but must be one of /,
      ),
      "3:20 config-value `requestsPerMinute` in the configuration is `0`, but must be a number from 1 to 100000.",
    ]);
    expect(await broken("- a\n")).toEqual([
      '1:1 config-value `the whole` in the configuration is `["a"]`, but must be a table.',
    ]);
  });

  it("knows the ids of messages", async () => {
    const { messages } = await load(folderWith({ "mdnotion.config.yaml": "rules:\n  link-notfound: off\n" }));
    expect(messages).toMatchObject([{ id: "config-unknown-key", fix: "Did you mean `link-not-found`?" }]);
  });

  it("wants names where there are several sources, each its own", async () => {
    expect(await broken("sources: [{ path: a }, { path: b, name: x }, { path: c, name: x }]\n")).toEqual([
      "1:11 source-name-missing There are several sources, and this one has no `name`: the names tell their pages apart.",
      expect.stringMatching(/^1:\d+ source-name-twice Two sources are named `x`/),
    ]);
  });
});

describe("a configuration's sources", () => {
  const two = {
    to: "top",
    exclude: ["old"],
    sources: [
      { name: "docs", path: "docs" },
      { name: "notes", path: "./notes/", to: "own", exclude: [], rootPage: true },
    ],
  };
  const files = { "docs/a.md": "", "notes/b.md": "", "other/c.md": "" };

  it("lie relative to it, with the top's values where they say nothing", async () => {
    const top = withConfig(two, files);
    const { sources, lockfile, state } = await good(top);
    expect(sources).toMatchObject([
      { name: "docs", path: "docs", to: "top", exclude: ["old"], rootPage: false },
      { name: "notes", path: "notes", to: "own", exclude: [], rootPage: true },
    ]);
    expect(lockfile).toBe(join(top, "mdnotion.lock.json"));
    expect(state).toBe(join(top, ".mdnotion"));
  });

  it("are selected from by paths and by name, and never moved", async () => {
    const top = withConfig(two, files);
    git(top, "init");
    const selected = async (cwd: string, call: Call): Promise<unknown> => {
      const config = await good(join(top, cwd), call);
      expect(config.sources.map(({ path }) => path)).toEqual(["docs", "notes"]);
      return config.selected;
    };
    expect(await selected("", {})).toEqual([]);
    expect(await selected("docs", { paths: ["a.md"] })).toEqual(["docs/a.md"]);
    expect(await selected("", { paths: ["docs", "notes"] })).toEqual([]);
    expect(await selected("", { paths: ["."] })).toEqual([]);
    expect(await selected("", { flags: [["source", ["notes"]]] })).toEqual(["notes"]);
    expect((await complaints(top, { paths: ["other"] }))[0]).toContain("the sources (docs, notes)");
    expect((await complaints(top, { flags: [["source", ["nots"]]] }))[0]).toMatch(/^source-unknown /);
  });

  it("must exist, inside the configuration's folder", async () => {
    const outside = folderWith({ "a.md": "" });
    expect((await complaints(withConfig({ sources: [{ path: "none" }] })))[0]).toMatch(/^path-not-found /);
    expect((await complaints(withConfig({ sources: [{ path: outside }] })))[0]).toMatch(/^path-outside /);
    const linked = withConfig({ sources: [{ path: "link" }] });
    symlinkSync(outside, join(linked, "link"));
    expect((await complaints(linked))[0]).toMatch(/^path-outside /);
  });

  it("are the one folder named, by its path, when it names none; so that keys of two folders differ", async () => {
    const top = withConfig({ to: "top" }, files);
    mkdirSync(join(top, "docs/sub"));
    const of = async (...paths: readonly string[]): Promise<unknown> =>
      where(await good(top, { paths }), top);
    const home = { root: "/", lockfile: "/mdnotion.lock.json" };
    expect(await of()).toEqual({ ...home, sources: ["="], selected: [] });
    expect(await of("docs")).toEqual({ ...home, sources: ["docs=docs"], selected: [] });
    expect(await of("docs/a.md")).toEqual({ ...home, sources: ["="], selected: ["docs/a.md"] });
  });
});

describe("the order of precedence", () => {
  it("is flag, environment, source, top, default", async () => {
    const top = withConfig({
      to: "top",
      strict: true,
      requestsPerMinute: 90,
      settle: 5,
      sources: [{ path: "docs", to: "source", softBreaks: "newline" }],
    });
    const plain = await good(top);
    expect(plain.sources[0]).toMatchObject({
      to: "source",
      convert: { strict: true, softBreaks: "newline" },
    });
    expect(plain.options).toMatchObject({ requestsPerMinute: 90, settle: 5, reporter: "human" });
    const said = await good(top, {
      flags: [
        ["to", "flag"],
        ["strict", false],
        ["reporter", "json"],
      ],
      environment: { MDNOTION_SETTLE: "0.5", NOTION_BASE_URL: "http://localhost:1" },
    });
    expect(said.sources[0]).toMatchObject({ to: "flag", convert: { strict: false } });
    expect(said.options).toMatchObject({ settle: 0.5, reporter: "json", baseUrl: "http://localhost:1" });
  });

  it("refuses a flag or variable that cannot be, and never repeats a token", async () => {
    const top = folderWith();
    const call: Call = {
      flags: [["adopt", "all"]],
      environment: { MDNOTION_SETTLE: "soon", NOTION_TOKEN: "ntn_secret" },
    };
    expect(await complaints(top, call)).toEqual([
      'option-value `--adopt` is `"all"`, but must be one of `merge`, `replace`.',
      'option-value `MDNOTION_SETTLE` is `"soon"`, but must be a number from 0 to 600.',
    ]);
    expect(JSON.stringify(await load(top, { environment: { NOTION_TOKEN: "ntn_secret" } }))).not.toContain(
      "ntn_",
    );
  });
});

describe("isSelected", () => {
  it("takes files by their own path or that of a folder above", () => {
    expect(isSelected("docs/a.md", [])).toBe(true);
    expect(isSelected("docs/a.md", ["docs"])).toBe(true);
    expect(isSelected("docs/a.md", ["docs/a.md"])).toBe(true);
    expect(isSelected("docs/a.md", [""])).toBe(true);
    expect(isSelected("docs2/a.md", ["docs"])).toBe(false);
  });
});
