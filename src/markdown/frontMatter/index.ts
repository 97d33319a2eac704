import matter from "gray-matter";
import type { Node } from "unist";
import type { FrontMatter } from "../../model/document.ts";
import { type Message, message, type Place } from "../../model/message.ts";
import { placeOf } from "../place.ts";
import { parseJson } from "./json.ts";
import { broken, type Format, type Parsed, parsed, type Span } from "./parsed.ts";
import { parseToml } from "./toml.ts";
import { parseYaml } from "./yaml.ts";

/** Lines and UTF-16 units of a data block. */
const MAX_LINES = 2000;
const MAX_UNITS = 65_536;

const ENGINES = { yaml: parseYaml, toml: parseToml, json: parseJson } satisfies Record<
  Format,
  (text: string) => Parsed
>;

const NAMES = { yaml: "YAML", toml: "TOML", json: "JSON" } satisfies Record<Format, string>;

/** Languages a fence can name whose text would have to be executed. */
const SCRIPTS = ["js", "javascript", "coffee", "coffeescript", "cson", "ts", "typescript"] as const;

/** A fence of front matter; the type of its node is the format, or `script:` and the language. */
interface Fence {
  readonly type: string;
  readonly fence: { readonly open: string; readonly close: string };
}

function named(type: string, name: string): readonly Fence[] {
  return [`---${name}`, `--- ${name}`].map((open) => ({ type, fence: { open, close: "---" } }));
}

/** The fences front matter may have, for the syntax extension. */
export const FENCES: readonly Fence[] = [
  { type: "yaml", fence: { open: "---", close: "---" } },
  { type: "toml", fence: { open: "+++", close: "+++" } },
  { type: "json", fence: { open: ";;;", close: ";;;" } },
  ...named("json", "json"),
  ...named("yaml", "yaml"),
  ...named("yaml", "yml"),
  ...named("toml", "toml"),
  ...SCRIPTS.flatMap((name) => named(`script:${name}`, name)),
  ...SCRIPTS.flatMap((name) => named(`script:${name}`, name.toUpperCase())),
];

/** Front matter of a file: its values, or why there are none. */
export type FrontMatterResult =
  | { readonly kind: "none" }
  | { readonly kind: "values"; readonly frontMatter: FrontMatter }
  /** YAML that holds no keys: CommonMark reads it as two rules and what lies between. */
  | { readonly kind: "keyless"; readonly message: Message; readonly asMarkdown: Message }
  | { readonly kind: "refused"; readonly message: Message };

/** Between the fences nothing can look like this one: NUL has been replaced before the text was parsed. */
const DELIMITER = "\0";

function isFormat(type: string): type is Format {
  return Object.hasOwn(ENGINES, type);
}

/** Has gray-matter take the block apart, with our engine for its language and no other. */
function read(format: Format, text: string): Parsed {
  const results: Parsed[] = [];
  const parse = (inner: string): object => {
    // gray-matter hands on the text with the line break that follows the fence.
    const result = ENGINES[format](inner.replace(/^\n/, ""));
    results.push(result);
    return result.ok ? result.values : {};
  };
  const never = (): object => ({});
  const engines = { yaml: never, json: never, javascript: never, [format]: parse };
  matter(`${DELIMITER}\n${text}`, { language: format, delimiters: [DELIMITER, DELIMITER], engines });
  // Without a call the block holds comments and blank lines only.
  return results[0] ?? parsed({}, {});
}

function parseBounded(format: Format, text: string): Parsed {
  if (text.length > MAX_UNITS || text.split("\n").length > MAX_LINES) {
    return broken(`it has more than ${MAX_LINES} lines or ${MAX_UNITS} characters`, null);
  }
  try {
    return read(format, text);
  } catch (error) {
    // What the parsers throw instead of reporting: too many aliases, a stack too deep.
    return broken(error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error), null);
  }
}

/**
 * Reads the data block at the head of a tree.
 *
 * @param node - the tree's first node, if any
 */
export function readFrontMatter(node: Node | undefined, path: string): FrontMatterResult {
  const place = placeOf(node?.position);
  if (node === undefined || place === null) return { kind: "none" };
  const [kind, language] = node.type.split(":");
  if (kind === "script" && language !== undefined) {
    return { kind: "refused", message: message("front-matter-script", { language }, path, place) };
  }
  if (!isFormat(node.type) || !("value" in node)) return { kind: "none" };
  const format = node.type;
  const result = parseBounded(format, String(node.value));
  // The block's own first line is the one below the fence.
  const inFile = (span: Span): Place => ({
    ...span,
    line: span.line + place.line,
    endLine: span.endLine + place.line,
  });
  if (!result.ok) {
    const where = result.span === null ? place : inFile(result.span);
    const values = { format: NAMES[format], reason: result.reason };
    const complaint = message("front-matter-broken", values, path, where);
    if (!result.keyless) return { kind: "refused", message: complaint };
    return {
      kind: "keyless",
      message: complaint,
      asMarkdown: message("front-matter-no-keys", {}, path, place),
    };
  }
  const places = Object.fromEntries(Object.entries(result.spans).map(([key, span]) => [key, inFile(span)]));
  return { kind: "values", frontMatter: { format, values: result.values, place, places } };
}
