/** From filters of any depth to what the API takes: `and` and `or` at most two levels deep. */
import { type Condition, type Filter, FilterError, type FilterRequest } from "../filter.ts";
import { faultOf, oppositesOf } from "./conditions.ts";

/** Conditions past which a filter that must be spread out is given up. */
const MOST = 100;

type Clause = readonly Condition[];

/** Conditions under `and` and `or` alone. `true` matches every row. */
type Tree = true | Condition | { readonly op: "and" | "or"; readonly of: readonly (Condition | Nested)[] };
type Nested = Extract<Tree, { op: unknown }>;

const FLIP = { and: "or", or: "and" } as const;

function isNested(tree: Condition | Nested): tree is Nested {
  return "op" in tree;
}

const tooWide = (): FilterError =>
  new FilterError(
    `The filter nests \`and\` and \`or\` deeper than the two levels the API takes, and would grow past ${MOST} conditions when spread out.`,
    "Ask in several queries, or with fewer alternatives.",
  );

function neverMatches(): FilterError {
  return new FilterError(
    "The filter matches no row: it is the opposite of one that matches all.",
    "Leave out the `not`, or put conditions into it.",
  );
}

/** `of` under one operator: what has the same operator is merged, what says nothing is left out. */
function join(op: "and" | "or", of: readonly Tree[]): Tree {
  if (of.length === 0) return true;
  const said = of.filter((one) => one !== true);
  if (said.length < of.length && op === "or") return true;
  const flat = said.flatMap((one): readonly (Condition | Nested)[] =>
    isNested(one) && one.op === op ? one.of : [one],
  );
  const distinct = [...new Map(flat.map((one) => [JSON.stringify(one), one])).values()];
  const [only, ...more] = distinct;
  if (only === undefined) return true;
  return more.length === 0 ? only : { op, of: distinct };
}

function opposite(filter: Filter): Tree {
  if ("not" in filter) return treeOf(filter.not);
  if ("and" in filter || "or" in filter) {
    const [op, parts] = "and" in filter ? (["and", filter.and] as const) : (["or", filter.or] as const);
    const matches = treeOf(filter);
    if (matches === true) throw neverMatches();
    // What matches all is told apart above: an `and` loses it, so that its opposite does too.
    const said = parts.filter((part) => treeOf(part) !== true);
    return join(FLIP[op], said.map(opposite));
  }
  return join("or", oppositesOf(checked(filter)));
}

function checked(condition: Condition): Condition {
  const fault = faultOf(condition);
  if (fault !== null) throw new FilterError(fault, "See the operators of each type in docs/filters.md.");
  return condition;
}

function treeOf(filter: Filter): Tree {
  if (typeof filter === "object" && filter !== null) {
    if ("and" in filter) return join("and", filter.and.map(treeOf));
    if ("or" in filter) return join("or", filter.or.map(treeOf));
    if ("not" in filter) return opposite(filter.not);
  }
  return checked(filter);
}

function keysOf(clause: Clause): ReadonlySet<string> {
  return new Set(clause.map((one) => JSON.stringify(one)));
}

/** Clauses without those that another one, being a part of them, already says. */
function absorb(clauses: readonly Clause[]): readonly Clause[] {
  const keyed = clauses.map((clause) => ({ clause, keys: keysOf(clause) }));
  return keyed
    .filter(
      ({ keys }, index) =>
        !keyed.some(
          (other, at) =>
            at !== index &&
            [...other.keys].every((key) => keys.has(key)) &&
            (other.keys.size < keys.size || at < index),
        ),
    )
    .map(({ clause }) => clause);
}

function distinct(conditions: Clause): Clause {
  return [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
}

function sizeOf(clauses: readonly Clause[]): number {
  return clauses.reduce((sum, clause) => sum + clause.length, 0);
}

/** The tree as clauses of which, for `op: "and"`, all must hold, each by one of its conditions; null where it grows too large. */
function clausesOf(tree: Condition | Nested, op: "and" | "or"): readonly Clause[] | null {
  if (!isNested(tree)) return [[tree]];
  const parts: (readonly Clause[])[] = [];
  for (const part of tree.of) {
    const clauses = clausesOf(part, op);
    if (clauses === null) return null;
    parts.push(clauses);
  }
  if (tree.op === op) return absorb(parts.flat());
  let product: readonly Clause[] = [[]];
  for (const clauses of parts) {
    // Before what says the same is taken out, it may be somewhat more.
    if (product.length * clauses.length > MOST * 10) return null;
    const next = product.flatMap((left) => clauses.map((right) => distinct([...left, ...right])));
    product = absorb(next);
    if (sizeOf(product) > MOST) return null;
  }
  return product;
}

function group(op: "and" | "or", conditions: Condition[]): { and: Condition[] } | { or: Condition[] } {
  return op === "and" ? { and: conditions } : { or: conditions };
}

function requestOf(op: "and" | "or", clauses: readonly Clause[]): FilterRequest {
  const parts = clauses.map((clause) => {
    const [only, ...more] = clause;
    return only !== undefined && more.length === 0 ? only : group(FLIP[op], [...clause]);
  });
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  return op === "and" ? { and: parts } : { or: parts };
}

/**
 * A filter as a request holds it. Equal operators are merged, `not` is said by opposite conditions, and what
 * nests deeper than the API takes is spread out, whichever of both ways takes fewer conditions.
 *
 * @returns undefined for a filter that matches every row
 * @throws FilterError where a condition is not one the API takes, where `not` has no opposite, and where the
 *   filter would grow past 100 conditions
 */
export function toFilterRequest(filter: Filter): FilterRequest | undefined {
  const tree = treeOf(filter);
  if (tree === true) return undefined;
  if (!isNested(tree)) return tree;
  const as = (op: "and" | "or") => ({ op, clauses: clausesOf(tree, op) });
  const [best] = [as(tree.op), as(FLIP[tree.op])]
    .flatMap(({ op, clauses }) => (clauses === null ? [] : [{ op, clauses }]))
    .sort((a, b) => sizeOf(a.clauses) - sizeOf(b.clauses));
  if (best === undefined) throw tooWide();
  return requestOf(best.op, best.clauses);
}
