/** What may stand in what, beyond the types: tables, columns, tabs, toggles, icons. */
import { BLOCKS, type CreatableBlockType, isCreatable } from "../../facts/blocks.ts";
import { isArray, type JsonObject, numberAt, objectAt, objectsAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { Node } from "../store/nodes.ts";
import { type Violation, violation } from "../validate/index.ts";

/** What a list of blocks is the children of. */
export type ParentType = CreatableBlockType | "page";

/** The type of a block in a request: its one key that names a type. */
export function typeOf(block: JsonObject): CreatableBlockType {
  const type = Object.keys(block).find(isCreatable);
  if (type === undefined) {
    throw new Error("A block of no known type passed the schema.");
  }
  return type;
}

type ChildrenKind = (typeof BLOCKS)[CreatableBlockType]["children"];

/** The one type children must have, where there is one. */
const ONLY: Readonly<Partial<Record<ChildrenKind, CreatableBlockType>>> = {
  rows: "table_row",
  columns: "column",
  tabItems: "paragraph",
};

/** Types that stand in one parent only. */
const HOME: Readonly<Partial<Record<CreatableBlockType, ParentType>>> = {
  table_row: "table",
  column: "column_list",
};

/** The least number of columns; a column added later may be the only one that is sent. */
const fewest = (type: CreatableBlockType): number => BLOCKS[type].minChildren;

/** @returns what is wrong with children as children of their parent, and with theirs, as the server words it */
export function structureViolations(
  children: readonly JsonObject[],
  parent: ParentType,
  path: string,
): readonly Violation[] {
  return children.flatMap((block, index) => {
    const type = typeOf(block);
    const payload = objectAt(block, type);
    const at = `${path}[${index}].${type}`;
    const own = objectsAt(payload, "children");
    return [
      ...misplaced(type, parent, `${path}[${index}]`),
      ...badPayload(type, payload, parent, at),
      ...structureViolations(own, type, `${at}.children`),
    ];
  });
}

function misplaced(type: CreatableBlockType, parent: ParentType, path: string): readonly Violation[] {
  const only = parent === "page" ? undefined : ONLY[BLOCKS[parent].children];
  const home = HOME[type];
  if (only !== undefined && only !== type) {
    return [{ path, message: `${path}.${type} should be not present, only ${only} stands in a ${parent}` }];
  }
  return home !== undefined && home !== parent
    ? [{ path, message: `${path}.${type} should be not present, it stands in a ${home} only` }]
    : [];
}

function badPayload(
  type: CreatableBlockType,
  payload: JsonObject,
  parent: ParentType,
  at: string,
): readonly Violation[] {
  const own = objectsAt(payload, "children");
  const width = numberAt(payload, "table_width");
  const needs = fewest(type);
  const problems: Violation[] = [];
  if (own.length < needs) {
    problems.push(violation(`${at}.children.length`, `≥ \`${needs}\``, own.length));
  }
  if (type === "table" && width !== null && (width < 1 || !Number.isInteger(width))) {
    problems.push(violation(`${at}.table_width`, "≥ `1`", width));
  }
  if ("icon" in payload && type === "paragraph" && parent !== "tab") {
    problems.push(violation(`${at}.icon`, "not present", payload["icon"]));
  }
  if (BLOCKS[type].children === "whenToggleable" && own.length > 0 && payload["is_toggleable"] !== true) {
    problems.push(violation(`${at}.children`, "not present", "[…]"));
  }
  if (type === "template") {
    problems.push({ path: at, message: `${at} should be not present, templates can no longer be created` });
  }
  return problems;
}

/** @throws Refusal when a row has another number of cells than its table has columns */
export function checkRowWidths(children: readonly JsonObject[], tableWidth: number | null): void {
  for (const block of children) {
    const type = typeOf(block);
    const payload = objectAt(block, type);
    if (type === "table_row") {
      checkRowWidth(payload, tableWidth);
    }
    checkRowWidths(objectsAt(payload, "children"), numberAt(payload, "table_width"));
  }
}

/** @throws Refusal when a row has another number of cells than its table has columns */
export function checkRowWidth(row: JsonObject, tableWidth: number | null): void {
  const cells = row["cells"];
  if (isArray(cells) && tableWidth !== null && cells.length !== tableWidth) {
    throw invalid("Number of cells in table row must match the table width of the parent table");
  }
}

/**
 * What a stored node is as a parent of new children.
 *
 * @throws Refusal when it cannot have any
 */
export function asParent(node: Node): ParentType {
  if (node.page !== null) {
    return "page";
  }
  const type = node.type;
  if (!isCreatable(type) || !takesChildren(type, node.payload)) {
    throw invalid("Block does not support children.");
  }
  return type;
}

function takesChildren(type: CreatableBlockType, payload: JsonObject): boolean {
  const rule = BLOCKS[type].children;
  const copy = type === "synced_block" && payload["synced_from"] !== null;
  return rule !== "none" && !copy && (rule !== "whenToggleable" || payload["is_toggleable"] === true);
}
