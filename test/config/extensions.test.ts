import { describe, expect, it } from "vitest";
import { programDigest } from "../../src/config/extensions.ts";
import { loadConfig } from "../../src/config.ts";
import { optionsText } from "../../src/model/options.ts";
import { folderWith, put } from "../files/tree.ts";

const load = (cwd: string) => loadConfig({ cwd, paths: [], flags: new Map(), environment: {} });

async function convertOptions(cwd: string) {
  const { config, messages } = await load(cwd);
  expect(messages).toEqual([]);
  const [source] = config?.sources ?? [];
  if (source === undefined) throw new Error("There is no source.");
  return source.convert;
}

async function complaints(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { messages } = await load(folderWith(files));
  return messages.map(({ id, says, place }) => `${place?.line ?? "-"} ${id} ${says}`);
}

describe("functions in a configuration", () => {
  it("are taken from a program, for all sources or one", async () => {
    const program = `
      const plugin = () => undefined;
      export default {
        sources: [{ path: "docs", handlers: { text: () => "x" } }],
        remarkPlugins: [plugin, [plugin, { a: 1 }], { plugins: [plugin] }],
        components: { Hint: "tip", Own: () => null },
      };`;
    const options = await convertOptions(folderWith({ "docs/a.md": "", "mdnotion.config.mjs": program }));
    expect(options.remarkPlugins).toHaveLength(3);
    expect(Object.keys(options.handlers)).toEqual(["text"]);
    expect(Object.values(options.components).map((like) => typeof like)).toEqual(["string", "function"]);
    expect(options.code).toMatch(/^[0-9a-f]{64}$/);
  });

  it("are refused where they cannot stand, with what to write instead", async () => {
    expect(await complaints({ "mdnotion.config.yaml": "strict: true\nremarkPlugins: [remark-x]\n" })).toEqual(
      [
        "2 config-not-program `remarkPlugins` holds functions, which only a configuration can hold that is a program.",
      ],
    );
    expect(
      await complaints({ "mdnotion.config.json": '{"sources": [{"path": ".", "handlers": {}}]}' }),
    ).toEqual([
      "1 config-not-program `handlers` holds functions, which only a configuration can hold that is a program.",
    ]);
    expect(
      await complaints({ "mdnotion.config.mjs": 'export default { remarkPlugins: ["remark-x"] };' }),
    ).toEqual([
      '- config-value `remarkPlugins` in the configuration is `["remark-x"]`, but must be a list of functions, or of lists of a function and its options.',
    ]);
    expect(
      (await complaints({ "mdnotion.config.mjs": "export default { handlers: { text: 1 } };" }))[0],
    ).toContain("a table of functions by the type of node");
    expect(
      (await complaints({ "mdnotion.config.mjs": "export default { components: { X: 1 } };" }))[0],
    ).toContain("config-value");
  });

  it("leave a configuration without any as it is", async () => {
    const options = await convertOptions(
      folderWith({ "a.md": "", "mdnotion.config.mjs": "export default {};" }),
    );
    expect(options).not.toHaveProperty("code");
  });
});

describe("what functions are made of", () => {
  const files = {
    "mdnotion.config.mjs": 'import a from "./lib/a.mjs";\nimport "pack/deep";\nexport default {};',
    "lib/a.mjs": 'export { b } from "../b.mjs"; const c = () => import("./c.mjs"); // import "./none.mjs"',
    "b.mjs": "export const b = 1;",
    "lib/c.mjs": 'import "./a.mjs"; import "node:fs"; import "@own/pack";',
    "node_modules/pack/package.json": '{"version": "1.0.0"}',
    "lib/node_modules/@own/pack/package.json": '{"version": "2.0.0"}',
  };
  const digestOf = (changed: Readonly<Record<string, string>>): string =>
    programDigest(`${folderWith({ ...files, ...changed })}/mdnotion.config.mjs`);

  it("is the same wherever it lies, and another one when a file or a package changes", () => {
    const before = digestOf({});
    expect(digestOf({})).toBe(before);
    expect(digestOf({ "other.mjs": "" })).toBe(before);
    const changes = [
      { "mdnotion.config.mjs": `${files["mdnotion.config.mjs"]} // more` },
      { "lib/a.mjs": `${files["lib/a.mjs"]} ` },
      { "b.mjs": "export const b = 2;" },
      { "lib/c.mjs": `${files["lib/c.mjs"]} ` },
      { "node_modules/pack/package.json": '{"version": "1.0.1"}' },
      { "lib/node_modules/@own/pack/package.json": '{"version": "2.0.1"}' },
    ];
    const digests = changes.map(digestOf);
    expect(new Set([before, ...digests]).size).toBe(changes.length + 1);
  });

  it("steers conversion: the options' text changes with a function, and with the program", async () => {
    const folder = folderWith({
      "a.md": "",
      "mdnotion.config.mjs": 'import h from "./h.mjs"; export default { handlers: { text: h } };',
      "h.mjs": "export default () => undefined;",
    });
    const before = await convertOptions(folder);
    put(folder, "h.mjs", "const word = 2; export default () => undefined;");
    expect(optionsText(await convertOptions(folder))).not.toBe(optionsText(before));
    const [one, other] = [() => "a", () => "b"].map((text) => optionsText({ ...before, handlers: { text } }));
    expect(one).not.toBe(other);
  });
});
