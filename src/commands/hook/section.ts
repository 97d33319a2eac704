/** The part of a hook that calls mdnotion, between two marks, so that it can be put in and taken out again. */

/** Hooks of git that can publish. */
export type HookType = "pre-commit" | "pre-push" | "post-commit";

export interface SectionRequest {
  readonly hook: HookType;
  /** Where mdnotion is to work, relative to the top of the working tree; empty: there. */
  readonly folder: string;
  /** Flags of `hook run`, as a shell reads them; empty: none. */
  readonly flags: string;
  /** The hook is ours alone: what git tells it can be read by us. */
  readonly alone: boolean;
}

/** A text as one word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const nameOf = (folder: string): string => (folder === "" ? "mdnotion" : `mdnotion ${folder}`);
const openingOf = (folder: string): string => `# >>> ${nameOf(folder)} >>>`;
const closingOf = (folder: string): string => `# <<< ${nameOf(folder)} <<<`;

/** Lines between the marks of a folder. */
export function marked(folder: string, lines: readonly string[], indent = ""): string {
  const all = [
    `${openingOf(folder)} by \`mdnotion hook\`; change nothing in here`,
    ...lines,
    closingOf(folder),
  ];
  return all.map((line) => `${indent}${line}\n`).join("");
}

/** Shell code that calls mdnotion where it is installed, and lets git go on where it is not. */
export function section({ alone, flags, folder, hook }: SectionRequest): string {
  const at = folder === "" ? "." : `./${folder}`;
  const local = folder === "" ? ["."] : [`./${folder}`, "."];
  const input = hook === "pre-push" && alone ? "" : " </dev/null";
  const look = local.map(
    (place, index) =>
      `  ${index === 0 ? "if" : "elif"} [ -x ${quoted(`${place}/node_modules/.bin/mdnotion`)} ]; ` +
      `then mdnotion_program="$PWD"/${quoted(`${place.slice(2)}${place === "." ? "" : "/"}node_modules/.bin/mdnotion`)}`,
  );
  return marked(folder, [
    `if [ "\${MDNOTION_SKIP:-}" != 1 ]; then`,
    ...look,
    "  else mdnotion_program=mdnotion; fi",
    `  if command -v "$mdnotion_program" >/dev/null 2>&1; then`,
    `    (cd ${quoted(at)} && "$mdnotion_program" hook run ${hook}${flags === "" ? "" : ` ${flags}`} "$@"${input}) || exit $?`,
    `  else echo "mdnotion is not installed here: nothing was published." >&2; fi`,
    "fi",
  ]);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function sectionAt(text: string, folder: string): Span | null {
  const lines = text.split(/(?<=\n)/);
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length;
  }
  const first = lines.findIndex((line) => line.trimStart().startsWith(openingOf(folder)));
  const last = lines.findIndex((line, index) => index > first && line.trim() === closingOf(folder));
  if (first < 0 || last < 0) return null;
  return { from: starts[first] ?? 0, to: (starts[last] ?? 0) + (lines[last]?.length ?? 0) };
}

/** A text without the section of a folder; null where it has none. */
export function withoutSection(text: string, folder: string): string | null {
  const span = sectionAt(text, folder);
  return span === null ? null : text.slice(0, span.from) + text.slice(span.to);
}

const SHEBANG = /^#!.*\n/;
const SHELLS = /^#!\s*(\/usr\/bin\/env\s+(-\S+\s+)*)?(\S*\/)?(ba|da|z|k|a|)sh(\s|$)/;
/** What comes after it is never reached. */
const LAST_WORD = /^(exec|exit)\b/m;

/** Tells whether a hook is a script of a shell; one without a first line that says so is taken for one. */
export function isShell(text: string): boolean {
  return !text.startsWith("#!") || SHELLS.test(text);
}

/**
 * A shell script with a section: at its end, so that what it changes is published; at its start where its end
 * may not be reached.
 */
export function withSection(text: string, folder: string, part: string): string {
  const rest = withoutSection(text, folder) ?? text;
  const body = rest.replace(SHEBANG, "");
  const isEndReached = rest.endsWith("\n") && !LAST_WORD.test(body);
  if (isEndReached) return rest + part;
  const shebang = rest.slice(0, rest.length - body.length);
  return shebang + part + body;
}
