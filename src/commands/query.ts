import type { ClientPage } from "../client/index.ts";
import { nearest } from "../model/near.ts";
import type { Schema } from "../model/property.ts";
import { pick } from "../model/query/where/names.ts";
import { valueText } from "../report/plainValue.ts";
import { formatTabbed, formatTable, type Table } from "../report/table.ts";
import { count } from "../report/words.ts";
import { asking, clientFor } from "./client.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { printLines } from "./outcome.ts";
import { configFor } from "./setup.ts";
import { UsageError } from "./usage.ts";

function columnNamed(name: string, names: readonly string[]): string {
  const found = pick(name, names);
  if (found !== null) return found;
  const near = nearest(name, names);
  const fix = near === null ? `There are: ${names.join(", ")}.` : `Did you mean \`${near}\`?`;
  throw new UsageError(`There is no property \`${name}\` to show.`, fix);
}

/** Names that are given one by one, or several with commas between where no property is called so. */
function columnsOf(given: readonly string[], { properties }: Schema): readonly string[] {
  const names = Object.keys(properties);
  if (given.length === 0) {
    const isTitle = (name: string): boolean => properties[name]?.type === "title";
    return [...names.filter(isTitle), ...names.filter((name) => !isTitle(name))];
  }
  return given
    .flatMap((one) => (pick(one, names) === null ? one.split(",") : [one]))
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => columnNamed(one, names));
}

function tableOf(rows: readonly ClientPage[], columns: readonly string[]): Table {
  return {
    header: columns,
    rows: rows.map(({ values }) => columns.map((name) => valueText(values[name] ?? null))),
  };
}

/** `{version, kind: "rows", rows: [{id, url, title, createdTime, lastEditedTime, values}]}`. */
function rowsJson(rows: readonly ClientPage[], columns: readonly string[]): string {
  const told = rows.map(({ id, url, title, createdTime, lastEditedTime, values }) => {
    const chosen = Object.fromEntries(columns.map((name) => [name, values[name] ?? null]));
    return { id, url, title, createdTime, lastEditedTime, values: chosen };
  });
  return JSON.stringify({ version: 1, kind: "rows", rows: told }, null, 2);
}

function tell(
  rows: readonly ClientPage[],
  columns: readonly string[],
  { stderr, stdout }: CommandContext,
  { reporter, quiet }: { readonly reporter: string; readonly quiet: boolean },
): void {
  if (reporter === "json") {
    printLines(stdout.write, rowsJson(rows, columns));
    return;
  }
  const table = tableOf(rows, columns);
  if (!stdout.isTTY) {
    printLines(stdout.write, formatTabbed(table));
    return;
  }
  const { text, left } = formatTable(table, stdout.columns, stdout.palette.bold);
  printLines(stdout.write, text);
  if (quiet) return;
  const hidden = left === 0 ? "" : ` ${count(left, "column")} found no room: choose some with --columns.`;
  stderr.write(`${count(rows.length, "row")}.${hidden}\n`);
}

/** Prints rows of a data source: a table on a terminal, with tabs between for other programs, or JSON. */
export const queryCommand: Command = async (context, args) => {
  const config = await configFor(context, { ...args, operands: [] });
  if (config === null) return 3;
  const { options } = config;
  return asking(context, async () => {
    const client = await clientFor(config, context);
    const [dataSource = ""] = args.operands;
    const columns = columnsOf(options.columns, await client.getSchema(dataSource));
    const rows: ClientPage[] = [];
    const asked = client.query(dataSource, {
      where: options.where ?? "",
      sort: options.sort,
      ...(options.limit === null ? {} : { limit: options.limit }),
    });
    for await (const row of asked) rows.push(row);
    tell(rows, columns, context, options);
    return 0;
  });
};
