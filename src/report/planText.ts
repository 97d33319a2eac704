import type { Block } from "../model/block.ts";
import type { Change, PageAction, PagePlan, Plan, Sign, UpdateSchema } from "../model/plan.ts";
import { changeText } from "../model/schemaChanges.ts";
import { outline } from "./outline.ts";
import type { Palette } from "./palette.ts";
import { costOf, minutesFor } from "./planCost.ts";
import { aboutMinutes, byKey, count, dotted, indent, printable, printableLine } from "./words.ts";

interface PlanTextOptions {
  readonly palette: Palette;
  /** Also pages without changes, and every line of long changes. */
  readonly verbose: boolean;
  /** Pages in step, which a plan does not name. */
  readonly unchanged?: number;
  /** Requests that may be sent in a minute; the time is left out where it is not told. */
  readonly perMinute?: number;
}

interface ActionFacts {
  readonly sign: Sign;
  /** As in `3 to create`. */
  readonly counted: string;
}

/** What happens to a page, in the order the last line counts it. */
const ACTIONS: Readonly<Record<PageAction, ActionFacts>> = {
  create: { sign: "+", counted: "to create" },
  update: { sign: "~", counted: "to update" },
  adopt: { sign: "~", counted: "to adopt" },
  restore: { sign: ">", counted: "to restore" },
  trash: { sign: "-", counted: "to trash" },
  refuse: { sign: "!", counted: "refused" },
  skip: { sign: "!", counted: "skipped" },
  none: { sign: "=", counted: "unchanged" },
};

const SIGN_COLORS: Readonly<Record<Sign, keyof Palette>> = {
  "+": "green",
  "~": "yellow",
  "-": "red",
  ">": "blue",
  "=": "dim",
  "!": "yellow",
};

/** Lines of one page's changes that are shown. */
const LINES = 40;

function content(value: Block | string): string {
  return printable(typeof value === "string" ? value : outline([value]).trimEnd());
}

function side(value: Block | string | null, sign: "+" | "-", palette: Palette): readonly string[] {
  if (value === null) {
    return [];
  }
  return indent(content(value), `${sign} `)
    .split("\n")
    .map((line) => palette[SIGN_COLORS[sign]](line));
}

function describe({ name, place, reason, what }: Change): string {
  const subject = what === "block" || what === "property" ? printableLine(name) : what;
  const where = place === null ? "" : ` (line ${place.line})`;
  const why = reason === "" ? "" : `: ${printableLine(reason)}`;
  return `${subject}${where}${why}`;
}

/** A change with its old and new text, a line each. */
export function formatChange(change: Change, palette: Palette): readonly string[] {
  const { after, before, reason, sign, what } = change;
  // What only comes or only goes needs no head line: its outline names it.
  const bare = what === "block" && reason === "" && (before === null) !== (after === null);
  const sides = [...side(before, "-", palette), ...side(after, "+", palette)];
  if (bare && (sign === "+" || sign === "-")) {
    return sides;
  }
  const head = palette[SIGN_COLORS[sign]](`${sign} ${describe(change)}`);
  return [head, ...sides.map((line) => `  ${line}`)];
}

function pageLines(page: PagePlan, { palette, verbose }: PlanTextOptions): string {
  const sign = isWithdrawn(page) ? "!" : ACTIONS[page.action].sign;
  const action = isWithdrawn(page) ? "withdrawn" : page.action;
  const name = printableLine(page.path ?? page.key);
  const title = palette.bold(`“${printableLine(page.title)}”`);
  const why = page.reason === "" ? action : `${action}: ${printableLine(page.reason)}`;
  const head = `${palette[SIGN_COLORS[sign]](sign)} ${name}  ${title}  ${palette.dim(why)}`;
  const lines = page.changes
    .filter((change) => change.what !== "page" || change.before !== null || change.after !== null)
    .flatMap((change) => formatChange(change, palette));
  const shown = verbose ? lines : lines.slice(0, LINES);
  const rest = lines.length - shown.length;
  const more = rest > 0 ? [palette.dim(`… ${count(rest, "more line")}, shown by --verbose`)] : [];
  return [head, ...[...shown, ...more].map((line) => `    ${line}`)].join("\n");
}

/** What a data source gets before its rows are written. */
function schemaLines({ changes, reason, title }: UpdateSchema, palette: Palette): string {
  const head = `${palette.green("+")} ${palette.bold(`“${printableLine(title)}”`)}  ${palette.dim(`adds to the database: ${reason}`)}`;
  const lines = changes.map((change) => palette.green(`+ ${printableLine(changeText(change))}`));
  return [head, ...lines.map((line) => `    ${line}`)].join("\n");
}

/** Its file is gone or skipped, and nothing is done about it. */
function isWithdrawn({ action, messages }: PagePlan): boolean {
  return (
    action === "none" && messages.some(({ id }) => id === "page-withdrawn" || id === "page-withdrawn-kept")
  );
}

function countActions(pages: readonly PagePlan[], inStep: number): readonly (string | null)[] {
  const withdrawn = pages.filter(isWithdrawn).length;
  const counts = Object.entries(ACTIONS).map(([action, { counted }]) => {
    const planned = pages.filter((page) => page.action === action).length;
    const number = action === "none" ? planned - withdrawn + inStep : planned;
    return number === 0 ? null : `${number} ${counted}`;
  });
  return [withdrawn === 0 ? null : `${withdrawn} withdrawn`, ...counts];
}

/** Pages of a plan that something happens to. */
export function changedPages(plan: Plan): readonly PagePlan[] {
  return plan.pages.filter(({ action }) => action !== "none" && action !== "skip");
}

/** What a run will do, page by page and block by block, with old and new text; then counts and cost. */
export function formatPlan(plan: Plan, options: PlanTextOptions): string {
  const withdrawn = plan.pages.filter(isWithdrawn).sort(byKey);
  const others = plan.pages
    .filter((page) => !isWithdrawn(page))
    .filter((page) => options.verbose || page.action !== "none" || page.changes.length > 0)
    .sort(byKey);
  const { newBlocks, requests } = costOf(plan.operations);
  const cost =
    requests === 0
      ? ["nothing to send"]
      : [
          count(requests, "request"),
          newBlocks === 0 ? null : count(newBlocks, "new block"),
          options.perMinute === undefined ? null : aboutMinutes(minutesFor(requests, options.perMinute)),
        ];
  const totals = `Plan: ${dotted([...countActions(plan.pages, options.unchanged ?? 0), ...cost])}`;
  const schemas = plan.operations.flatMap((one) => (one.kind === "updateSchema" ? [one] : []));
  return [
    ...schemas.map((one) => schemaLines(one, options.palette)),
    ...[...withdrawn, ...others].map((page) => pageLines(page, options)),
    options.palette.bold(totals),
  ].join("\n");
}
