import { languageNamed } from "./language.ts";

/** What the line that opens a fenced code block says. */
export interface Fence {
  /** Lower-case name of the language as written; empty where none is. */
  readonly language: string;
  /** Caption; empty where there is none. */
  readonly title: string;
}

const TITLE = /(?:^|[\s,{])(?:title|filename|file|name|caption)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/i;
const FILE = /^[\w@.()[\]-]*(?:[\\/][\w@.()[\]-]+)*\.[A-Za-z]\w*$/;

/** A language and what stuck to it, such as `ts:src/a.ts` or `js{1,3}`. */
interface Word {
  readonly name: string;
  readonly rest: string;
}

/** `{ .python .annotate }`: the language is the first class. */
const BRACES = /^\{\s*\.([^\s.{}=]+)\s*(?:\.[^\s.{}=]+\s*)*/;

function readWord(lang: string): Word {
  const attributes = /^\{\s*\.?([^\s.{}=]+)(?=[\s.}]|$)/.exec(lang)?.[1];
  if (attributes !== undefined) return { name: attributes, rest: lang };
  if (/^[\w-]+=/.test(lang) || lang.startsWith("{")) return { name: "", rest: lang };
  const [, name = "", rest = ""] = /^([^:{=,]*)(.*)$/s.exec(lang) ?? [];
  return { name: name.replace(/^(?:language|lang)-/i, ""), rest: rest.replace(/^:/, " ") };
}

/**
 * Reads a fence's language and title. Marks of lines (`{1,3-5}`) and switches of other tools are left out.
 *
 * @param lang - first word after the fence: `ts`, `ts:src/a.ts`, `js{1,3}`, `{.python .numberLines}`, or, where no
 *   language is named, a file name or the first of what follows
 * @param meta - what follows it: `title="a.ts"`, `a.ts`, `{1,3-5} showLineNumbers`
 */
export function readFence(lang: string, meta: string): Fence {
  const braces = lang === "{" ? BRACES.exec(`{ ${meta}`) : null;
  if (braces !== null) return readFence(braces[1] ?? "", `{ ${meta}`.slice(braces[0].length));
  const { name, rest } = readWord(lang);
  const more = `${rest} ${meta}`;
  const title = TITLE.exec(more);
  const named = title?.[1] ?? title?.[2] ?? title?.[3] ?? fileIn(more);
  // A file name in the language's place names both.
  const isFile = name.includes(".") && FILE.test(name) && languageNamed(name) === null;
  if (!isFile) return { language: name.toLowerCase(), title: named };
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return { language: ending.toLowerCase(), title: named === "" ? name : named };
}

function fileIn(meta: string): string {
  return meta.split(/\s+/).find((word) => FILE.test(word)) ?? "";
}
