import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isOptionValue } from "../config/values.ts";
import type { ResolvedConfig } from "../config.ts";
import { PLAN_VERSION, type Plan } from "../model/plan.ts";
import type { SavedPlan } from "../plan/keepTo.ts";
import { UsageError } from "./usage.ts";

/** Options that decide what a plan says: a plan is carried out with those it was made with. */
const DECIDING = [
  "adopt",
  "onConflict",
  "onMissing",
  "comments",
  "prune",
  "pruneLimit",
  "repair",
  "rewrite",
] as const satisfies readonly (keyof ResolvedConfig["options"])[];

type Deciding = Pick<ResolvedConfig["options"], (typeof DECIDING)[number]>;

/** A plan as it was written to a file. */
interface PlanFile {
  readonly plan: SavedPlan;
  readonly selected: readonly string[];
  readonly options: Partial<Deciding>;
}

/**
 * Writes a plan so that `publish --plan` can carry it out.
 *
 * @throws UsageError where the file cannot be written
 */
export async function writePlan(
  file: string,
  plan: Plan,
  { options, selected }: ResolvedConfig,
  { cwd, version }: { readonly cwd: string; readonly version: string },
): Promise<void> {
  const deciding = Object.fromEntries(DECIDING.map((name) => [name, options[name]]));
  const text = JSON.stringify({ ...plan, made: { by: version, selected, options: deciding } }, null, 2);
  try {
    await writeFile(resolve(cwd, file), `${text}\n`);
  } catch (error) {
    throw new UsageError(
      `The plan cannot be written to \`${file}\`: ${error instanceof Error ? error.message : String(error)}`,
      "Name a file in a folder that exists and can be written to.",
    );
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";

function isListOf<T>(value: unknown, fits: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(fits);
}

type SavedPage = SavedPlan["pages"][number];
type SavedOperation = SavedPlan["operations"][number];

const isPage = (value: unknown): value is SavedPage =>
  isFields(value) &&
  isText(value["key"]) &&
  isText(value["action"]) &&
  isListOf(value["operations"], isNumber);

const isOperation = (value: unknown): value is SavedOperation =>
  isFields(value) && isNumber(value["id"]) && isText(value["key"]);

/** The options in a file, as far as they are what they should be. */
function optionsIn(value: unknown): Partial<Deciding> {
  const given = isFields(value) ? value : {};
  return Object.fromEntries(
    DECIDING.flatMap((name) => (isOptionValue(name, given[name]) ? [[name, given[name]]] : [])),
  );
}

function planIn(value: unknown, version: string): PlanFile | string {
  if (!isFields(value) || !isFields(value["made"])) return "it holds no plan";
  const { made, operations, pages } = value;
  if (value["version"] !== PLAN_VERSION || (isFields(made) && made["by"] !== version))
    return "it was made by another version of mdnotion";
  if (!isListOf(pages, isPage) || !isListOf(operations, isOperation)) return "it is damaged";
  if (!isFields(made) || !isListOf(made["selected"], isText)) return "it is damaged";
  return { plan: { pages, operations }, selected: made["selected"], options: optionsIn(made["options"]) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Reads a plan that `plan --out` wrote.
 *
 * @throws UsageError where it cannot be read, is no plan, or one of another version
 */
export async function readPlan(
  file: string,
  { cwd, version }: { readonly cwd: string; readonly version: string },
): Promise<PlanFile> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new UsageError(
      `The plan \`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      "Write one with `mdnotion plan --out <file>`.",
    );
  }
  const found = planIn(parsed(text), version);
  if (typeof found !== "string") return found;
  throw new UsageError(
    `The plan \`${file}\` cannot be carried out: ${found}.`,
    "Write one anew with `mdnotion plan --out <file>`.",
  );
}
