import type { Command } from "./command.ts";

/** One row per command; help, documentation and completions are made from it. */
export interface CommandRow {
  readonly name: string;
  /** As commander writes them: `[paths...]`. */
  readonly operands: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What its own help says beside the summary. */
  readonly details: string;
  /** Its code is loaded only when it is called. */
  readonly load: () => Promise<Command>;
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: "publish",
    operands: "[paths...]",
    summary: "create and update pages",
    details:
      "Publishes the files of the configured sources, or those that [paths...] select, to Notion.\n" +
      "Without a configuration one folder is the source; --to names the page it goes under.",
    load: async () => (await import("./publish.ts")).publishCommand,
  },
  {
    name: "plan",
    operands: "[paths...]",
    summary: "say what publish would do, block by block, and do nothing",
    details:
      "The same as publish --dry-run. With --exit-code the exit code is 2 when there is something to do.",
    load: async () => (await import("./publish.ts")).planCommand,
  },
  {
    name: "watch",
    operands: "[paths...]",
    summary: "publish, and publish again what changes",
    details:
      "Publishes once, then whatever is saved together with the pages made from it, until it is interrupted.\n" +
      "At a terminal: p publishes now, space pauses, o opens the page published last, q ends.",
    load: async () => (await import("./watch.ts")).watchCommand,
  },
  {
    name: "dev",
    operands: "[folder]",
    summary: "write with a live preview, without a token",
    details:
      "Publishes the folder to the local Notion in .mdnotion/, publishes again what changes, and shows the pages in\n" +
      "the browser, on this machine alone. Nothing leaves the machine.",
    load: async () => (await import("./dev.ts")).devCommand,
  },
  {
    name: "convert",
    operands: "[file]",
    summary: "print a file as Notion blocks",
    details:
      "Reads a file, or standard input without one or with -, and prints the blocks as JSON, as requests hold\n" +
      "them: whole, and not yet split to what one request may hold. Messages go to standard error.",
    load: async () => (await import("./convert.ts")).convertCommand,
  },
  {
    name: "check",
    operands: "[paths...]",
    summary: "find what is wrong with the files, without the network",
    details:
      "Reads and converts every file as publish would: links, assets, front matter, and what Notion cannot say.",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  {
    name: "open",
    operands: "<file>",
    summary: "print the address of a file's page, and show it",
    details: "At a terminal the page is shown in the browser as well.",
    load: async () => (await import("./open.ts")).openCommand,
  },
  {
    name: "query",
    operands: "<data-source>",
    summary: "print rows of a data source",
    details:
      "The data source is named by id or URL; a database with one data source may stand for it.\n" +
      "At a terminal a table, in a pipe lines with tabs between, with --reporter json everything.",
    load: async () => (await import("./query.ts")).queryCommand,
  },
  {
    name: "search",
    operands: "[words...]",
    summary: "find pages and data sources by their titles",
    details:
      "Finds what is shared with the connection. Notion's index lags behind what was written a moment ago.",
    load: async () => (await import("./search.ts")).searchCommand,
  },
  {
    name: "sandbox",
    operands: "",
    summary: "run a local Notion to publish to",
    details:
      "Listens on this machine alone, until it is interrupted. It takes and refuses what Notion takes and refuses;\n" +
      "nothing leaves the machine.",
    load: async () => (await import("./sandbox.ts")).sandboxCommand,
  },
  {
    name: "hook",
    operands: "<action> [arguments...]",
    summary: "let git publish what is committed: hook install, hook uninstall",
    details:
      "install puts a call into the git hook that --type names, beside what is there; uninstall takes it out. run is\n" +
      "what the hook calls: it checks what is staged, publishes it within a deadline, and puts the lockfile into the\n" +
      "same commit. MDNOTION_SKIP=1 skips it. install hands its other flags on to the hook.",
    load: async () => (await import("./hook.ts")).hookCommand,
  },
  {
    name: "status",
    operands: "[paths...]",
    summary: "say which pages are in step, and what somebody changed in Notion",
    details:
      "Reads every page of the files asked for and compares it with what was written. --diff prints Notion's text as\n" +
      "a patch that git apply takes; --comments lists open comments by file and line. Nothing is written.",
    load: async () => (await import("./status.ts")).statusCommand,
  },
  {
    name: "explain",
    operands: "<place>",
    summary: "follow one place of a file through the program: explain docs/setup.md:12",
    details:
      "Prints the node that holds the line, the handler that takes it, the block it becomes, and the request that\n" +
      "would send it, with the reason. Nothing is written.",
    load: async () => (await import("./explain.ts")).explainCommand,
  },
];
