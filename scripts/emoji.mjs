/** Writes `src/facts/emoji.ts` from GitHub's list of emoji names: `node scripts/emoji.mjs`. */
import { writeFileSync } from "node:fs";
import { gemoji } from "gemoji";

const WIDTH = 108;

function linesOf(entries) {
  const lines = [""];
  for (const entry of entries) {
    const joined = lines.at(-1) === "" ? entry : `${lines.at(-1)} ${entry}`;
    if (joined.length > WIDTH) lines.push(entry);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

const entries = gemoji.map(({ emoji, names }) => [emoji, ...names].join(":"));

const text = `/**
 * Emoji by the names GitHub gives them, each as \`emoji:name\`, with its other names behind further colons.
 * Written by \`scripts/emoji.mjs\`. Source: https://github.com/github/gemoji (by the package gemoji).
 */
const TABLE = \`
${linesOf(entries).join("\n")}
\`;

let names: ReadonlyMap<string, string> | null = null;

function read(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of TABLE.trim().split(/\\s/)) {
    const [emoji, ...all] = entry.split(":");
    if (emoji !== undefined) for (const name of all) found.set(name, emoji);
  }
  return found;
}

/** The emoji of a name, without colons; null: no emoji has it. The table is read when first asked. */
export function emojiNamed(name: string): string | null {
  names ??= read();
  return names.get(name) ?? null;
}
`;

writeFileSync(new URL("../src/facts/emoji.ts", import.meta.url), text);
