/**
 * Writes what is made from tables: the schema of configurations, the page of options and the page of messages.
 *
 *     npm run options
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { jsonSchema } from "../src/config/schema.ts";
import { MESSAGES, type MessageFacts } from "../src/facts/messages.ts";
import { OPTIONS, type OptionFacts } from "../src/facts/options.ts";

const ROOT = join(import.meta.dirname, "..");

const all: readonly (readonly [string, OptionFacts])[] = Object.entries(OPTIONS);

function defaultOf({ default: value }: OptionFacts): string {
  if (value === null || value === false || (typeof value === "object" && Object.keys(value).length === 0))
    return "";
  return `\`${String(value)}\``;
}

function flagOf({ flag }: OptionFacts): string {
  if (flag === null) return "";
  return `\`${flag.short ? `-${flag.short}, ` : ""}--${flag.name}${flag.value ? ` ${flag.value}` : ""}\``;
}

const PLACES = { top: "yes", source: "yes, per source too" } as const;

function placeOf({ config }: OptionFacts): string {
  return typeof config === "string" ? PLACES[config] : "";
}

function meaningOf({ sentence, choices, range }: OptionFacts): string {
  const values = choices ? ` (${choices.map((choice) => `\`${choice}\``).join(", ")})` : "";
  const numbers = range ? ` (${range[0]} to ${range[1]})` : "";
  return `${sentence}${values}${numbers}`.replaceAll("|", "\\|");
}

/** The page of options, as Markdown. */
export function optionsPage(): string {
  const rows = all.map(([name, facts]) => {
    const cells = [
      `\`${name}\``,
      flagOf(facts),
      placeOf(facts),
      facts.environment.map((variable) => `\`${variable}\``).join(", "),
      defaultOf(facts),
      facts.commands.join(", "),
      meaningOf(facts),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `# Options

Made by \`npm run options\` from \`src/facts/options.ts\`.

An option is set by its flag, else by its environment variable, else by what the configuration says of the source,
else by what it says at its top. A configuration is the file \`mdnotion.config.json\`, \`.yaml\`, \`.yml\` or \`.mjs\`, found
from the working directory upward to the top of the git repository. What it does not know it refuses.

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/mdnotion/mdnotion.schema.json
to: https://www.notion.so/Handbook-0123456789abcdef0123456789abcdef
sources:
  - name: docs
    path: docs
    exclude: ["drafts"]
\`\`\`

| option | flag | in a configuration | environment | default | commands | use it to |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

In \`sources\` each source has a \`path\` relative to the configuration and, where there are several, a \`name\`. Without
\`sources\` the one folder named on the command line is the source; for files it is the working directory, and with a
configuration the configuration's folder.

A pattern of \`include\` or \`exclude\` is a glob relative to the source; a name without wildcards stands for the file or
for all that lies in the folder. Files whose name, or a folder's name above them, starts with \`.\` or \`_\`, everything in
\`node_modules\`, and what git ignores is published only where a pattern of \`include\` names it: \`_drafts/**\`, \`.github/*.md\`;
for what git ignores without wildcards before it: \`generated/api/**\`.
`;
}

function messageRow([id, { severity, says, fix }]: readonly [string, MessageFacts]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  return `| \`${id}\` | ${severity} | ${cell(says)} | ${cell(fix)} |`;
}

/** The page of messages, as Markdown. */
function messagesPage(): string {
  const messages: readonly (readonly [string, MessageFacts])[] = Object.entries(MESSAGES);
  const table = (about: MessageFacts["about"]): string =>
    messages
      .filter(([, facts]) => facts.about === about)
      .map(messageRow)
      .join("\n");
  const head = "| id | is | says | what to do |\n| --- | --- | --- | --- |";
  return `# Messages

Made by \`npm run options\` from \`src/facts/messages.ts\`. An id never changes its meaning; words in braces stand for
what it is about.

## About files

An author can mend these. \`rules\` in the configuration and [comments in the file](markdown.md#messages) turn them off or
make them warnings or errors; \`--strict\` makes every warning an error. A page with an error is not published.

${head}
${table("document")}

## About Notion

What the workspace holds. \`rules\` and \`--strict\` do not concern them.

${head}
${table("notion")}

## About the run

${head}
${table("run")}
`;
}

/** The JSON Schema of configurations, as text. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}

/** Every file this script writes, by path relative to the project. */
export function generated(): Readonly<Record<string, string>> {
  return {
    "docs/options.md": optionsPage(),
    "docs/messages.md": messagesPage(),
    "mdnotion.schema.json": schemaText(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, text] of Object.entries(generated())) writeFileSync(join(ROOT, path), text);
}
