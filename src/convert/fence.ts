/** What the line that opens a fenced code block says. */
export interface Fence {
  /** Lower-case name of the language as written; empty where none is. */
  readonly language: string;
  /** Caption; empty where there is none. */
  readonly title: string;
}

const TITLE = /(?:^|[\s,{])(?:title|filename|file|name|caption)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/i;
const FILE = /^[\w@.()[\]-]*(?:[\\/][\w@.()[\]-]+)*\.[A-Za-z]\w*$/;

/**
 * Reads a fence's language and title. Marks of lines (`{1,3-5}`) and switches of other tools are left out.
 *
 * @param lang - first word after the fence: `ts`, `ts:src/a.ts`, `js{1,3}`, `{.python .numberLines}`
 * @param meta - what follows it: `title="a.ts"`, `a.ts`, `{1,3-5} showLineNumbers`
 */
export function readFence(lang: string, meta: string): Fence {
  const attributes = /^\{\s*\.?([^\s.{}=]+)/.exec(lang)?.[1];
  const [, head = "", tail = ""] = /^([^:{=,]*)(.*)$/s.exec(lang) ?? [];
  const language = (attributes ?? head).replace(/^(?:language|lang)-/i, "").toLowerCase();
  const rest = `${attributes === undefined ? tail.replace(/^:/, " ") : lang} ${meta}`;
  const title = TITLE.exec(rest);
  const named = title?.[1] ?? title?.[2] ?? title?.[3];
  return { language, title: named ?? fileIn(rest) };
}

function fileIn(meta: string): string {
  return meta.split(/\s+/).find((word) => FILE.test(word)) ?? "";
}
