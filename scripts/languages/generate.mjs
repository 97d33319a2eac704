/**
 * Writes `src/facts/aliases.ts`: by which names a fence may call each of Notion's code languages.
 *
 * A name is a linguist language name, alias or file ending, or one of the common short forms below. A name that
 * several languages claim goes to the one it names, then to the one it is an alias of, then to the one whose
 * first file ending it is; a tie is left out unless `SETTLED` decides it.
 *
 * Run with `npm ci && npm run generate` in this folder.
 */
import { readFileSync, writeFileSync } from "node:fs";
import * as linguist from "linguist-languages";

const version = JSON.parse(
  readFileSync(new URL("node_modules/linguist-languages/package.json", import.meta.url), "utf8"),
).version;
const source = readFileSync(new URL("../../src/facts/languages.ts", import.meta.url), "utf8");
const languages = [...source.matchAll(/^ {2}"([^"]+)",$/gm)].map(([, name]) => name);
const known = new Set(languages);

/** Linguist's name → Notion's, where they differ. */
const RENAMED = {
  "Altium Designer": null,
  Arduino: "arduino",
  Astro: "html",
  "Common Lisp": "lisp",
  Cuda: "c++",
  Dockerfile: "docker",
  EJS: "html",
  "Emacs Lisp": "lisp",
  FreeBASIC: "basic",
  Handlebars: "html",
  "HTML+ERB": "html",
  Jinja: "html",
  LLVM: "llvm ir",
  MDX: "markdown",
  Metal: "c++",
  "Objective-C++": "objective-c",
  OpenQASM: null,
  "Protocol Buffer": "protobuf",
  "Rocq Prover": "coq",
  SVG: "xml",
  Svelte: "html",
  SystemVerilog: "verilog",
  TeX: "latex",
  Text: "plain text",
  VBA: "visual basic",
  "Visual Basic .NET": "vb.net",
  "Visual Basic 6.0": "visual basic",
  Vue: "html",
  "Wolfram Language": "mathematica",
  "Unix Assembly": "assembly",
  ReScript: "reason",
};

/** Short forms people write that linguist does not list. */
const SHORT = {
  "ascii art": "ascii ascii-art",
  assembly: "asm masm gas arm x86 x86asm",
  bash: "shellscript",
  "c#": "cs csharp dotnet",
  "c++": "cc cpp cplusplus cxx hpp",
  clojure: "clj cljs edn",
  coq: "rocq",
  css: "postcss pcss",
  diff: "patch udiff",
  docker: "dockerfile containerfile",
  "f#": "fs fsharp fsi fsx",
  gherkin: "cucumber feature",
  go: "golang gomod",
  arduino: "ino",
  groovy: "gradle jenkinsfile",
  ocaml: "ml",
  hcl: "tf terraform tfvars opentofu",
  html: "htm xhtml vue svelte astro erb eex heex twig liquid jinja2 j2 nunjucks mustache django",
  java: "jsh",
  javascript: "js jsx mjs cjs node nodejs javascriptreact es6",
  json: "jsonc json5 jsonl ndjson geojson webmanifest ipynb hjson",
  julia: "jl",
  kotlin: "kt kts",
  latex: "tex katex",
  "llvm ir": "llvm",
  makefile: "make mk mf gmake",
  markdown: "md mdx mdown mkd rmd qmd mdwn",
  mathematica: "wl wolfram",
  mermaid: "mmd",
  "notion formula": "notion-formula",
  "objective-c": "objc obj-c objectivec",
  pascal: "delphi objectpascal pas",
  "plain text":
    "text txt plain plaintext plain-text none nohighlight no-highlight raw output log requirements pip-requirements",
  powershell: "ps ps1 psm1 psd1 pwsh posh pwsh-session",
  protobuf: "proto proto3 protocol-buffers",
  python: "py py3 python3 pyi pycon gyp sage starlark bazel bzl",
  ruby: "rb rake gemfile irb jruby",
  rust: "rs",
  sass: "indented-sass",
  scheme: "scm",
  shell: "sh zsh fish ksh console shell-session shellsession terminal sh-session session command-line cli",
  solidity: "sol",
  sql: "mysql postgres postgresql pgsql psql plpgsql sqlite sqlite3 tsql t-sql plsql mssql mariadb bigquery ddl",
  typescript: "ts tsx mts cts typescriptreact",
  "vb.net": "vbnet visual-basic-net",
  "visual basic": "vb vba vb6 visual-basic vbscript vbs",
  verilog: "sv systemverilog",
  webassembly: "wasm wat wast",
  xml: "svg xsl xslt xsd rss atom plist wsdl rdf xaml",
  yaml: "yml docker-compose compose cff openapi ansible",
};

/** Names several languages claim with equal right. */
const SETTLED = {
  as: null,
  b: null,
  cls: null,
  d: null,
  frag: "glsl",
  fs: "f#",
  h: "c",
  inc: null,
  m: "objective-c",
  mod: null,
  pl: "perl",
  r: "r",
  rs: "rust",
  sc: "scala",
  sql: "sql",
  t: null,
  ts: "typescript",
  v: "verilog",
};

const entries = Object.values(linguist).filter((entry) => typeof entry?.name === "string");
const byName = new Map(entries.map((entry) => [entry.name, entry]));

function target(entry, depth = 0) {
  if (entry.name in RENAMED) return RENAMED[entry.name];
  const name = entry.name.toLowerCase();
  if (known.has(name)) return name;
  const group = byName.get(entry.group);
  return group === undefined || group === entry || depth > 3 ? null : target(group, depth + 1);
}

/** name → rank → languages claiming it there; null claims for a language Notion does not have. */
const claims = new Map();
function claim(name, rank, language) {
  const key = name.toLowerCase();
  if (!/^\S+$/.test(key)) return;
  const ranks = claims.get(key) ?? [];
  ranks[rank] = (ranks[rank] ?? new Set()).add(language);
  claims.set(key, ranks);
}

for (const language of languages) {
  for (const name of (SHORT[language] ?? "").split(" ").filter(Boolean)) claim(name, 0, language);
  claim(language.replaceAll(" ", "-"), 0, language);
}
for (const entry of entries) {
  const language = target(entry);
  claim(entry.name.replaceAll(" ", "-"), 1, language);
  for (const alias of entry.aliases ?? []) claim(alias.replaceAll(" ", "-"), 2, language);
  for (const [i, ending] of (entry.extensions ?? []).entries()) {
    claim(ending.slice(1), i === 0 ? 3 : 4, language);
  }
}

const names = Object.fromEntries(languages.map((language) => [language, []]));
for (const [name, ranks] of claims) {
  if (known.has(name)) continue;
  const first = ranks.find(Boolean);
  const winner = name in SETTLED ? SETTLED[name] : first.size === 1 ? [...first][0] : null;
  if (winner !== null) names[winner].push(name);
}

const lines = languages.map((language) => {
  const key = /^[a-z]\w*$/.test(language) ? language : JSON.stringify(language);
  const value = names[language].sort().join(" ");
  const line = `  ${key}: ${JSON.stringify(value)},`;
  return line.length <= 110 ? line : `  ${key}:\n    ${JSON.stringify(value)},`;
});

writeFileSync(
  new URL("../../src/facts/aliases.ts", import.meta.url),
  `import type { Language } from "./languages.ts";

/**
 * Other names by which a fence may call each language, lower-case: names, aliases and file endings from
 * linguist-languages ${version}, and common short forms. Written by scripts/languages/generate.mjs.
 */
export const LANGUAGE_ALIASES = {
${lines.join("\n")}
} as const satisfies Record<Language, string>;
`,
);
