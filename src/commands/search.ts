import type { FoundDataSource, FoundPage, SearchOptions } from "../client/index.ts";
import { formatTabbed, formatTable, type Table } from "../report/table.ts";
import { count } from "../report/words.ts";
import { asking, clientFor } from "./client.ts";
import type { Command } from "./command.ts";
import { printLines } from "./outcome.ts";
import { configFor } from "./setup.ts";

type Found = FoundPage | FoundDataSource;

/** Results unless told: what one request gives. */
const LIMIT = 100;

const TYPES: Readonly<Record<"all" | "pages" | "data-sources", Pick<SearchOptions, "type">>> = {
  all: {},
  pages: { type: "page" },
  "data-sources": { type: "dataSource" },
};

const KINDS: Readonly<Record<Found["kind"], string>> = { page: "page", dataSource: "data source" };

function tableOf(found: readonly Found[]): Table {
  return {
    header: ["What", "Title", "Edited", "URL"],
    rows: found.map(({ kind, title, lastEditedTime, url }) => [
      KINDS[kind],
      title,
      lastEditedTime.slice(0, 16).replace("T", " "),
      url,
    ]),
  };
}

/** `{version, kind: "found", found: [{kind, id, title, url, lastEditedTime}]}`. */
function foundJson(found: readonly Found[]): string {
  const told = found.map(({ kind, id, title, url, lastEditedTime }) => ({
    kind,
    id,
    title,
    url,
    lastEditedTime,
  }));
  return JSON.stringify({ version: 1, kind: "found", found: told }, null, 2);
}

/** Prints the pages and data sources whose titles have some words. */
export const searchCommand: Command = async (context, args) => {
  const { stderr, stdout } = context;
  const config = await configFor(context, { ...args, operands: [] });
  if (config === null) return 3;
  const { find, limit, quiet, reporter } = config.options;
  return asking(context, async () => {
    const client = await clientFor(config, context);
    const found: Found[] = [];
    const asked = client.search(args.operands.join(" "), { ...TYPES[find], limit: limit ?? LIMIT });
    for await (const one of asked) found.push(one);
    if (reporter === "json") printLines(stdout.write, foundJson(found));
    else if (!stdout.isTTY) printLines(stdout.write, formatTabbed(tableOf(found)));
    else {
      printLines(stdout.write, formatTable(tableOf(found), stdout.columns, stdout.palette.bold).text);
      if (!quiet)
        stderr.write(`${count(found.length, "result")}; Notion's index may lag behind by minutes.\n`);
    }
    return 0;
  });
};
