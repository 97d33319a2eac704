import type { ArraySchema, ObjectSchema, Schema, UnionSchema } from "../schemas/schema.ts";
import { pickBranches } from "./branch.ts";
import { isId } from "./ids.ts";
import { isObject, kindOf } from "./kinds.ts";
import { memoize } from "./memoize.ts";
import { type Resolved, resolve } from "./resolve.ts";
import { alternatives, expectations, type Violation, violation } from "./words.ts";

/** A value to judge: what it should be, where it stands, and whether it might have been left out. */
type Case = { readonly schema: Schema; readonly path: string; readonly optional: boolean };

const NONE: readonly Violation[] = [];

/** Everything wrong with a value, in the order of its keys. */
export function check(value: unknown, place: Case): readonly Violation[] {
  const type = resolve(place.schema);
  if ("anyOf" in type) return checkUnion(value, type, place);
  if ("items" in type && Array.isArray(value)) return checkArray(value, type, place.path);
  if ("properties" in type && isObject(value)) return checkObject(value, type, place.path);
  return isScalar(value, type) ? NONE : [misfit(value, place)];
}

/** Whether a value is one of those a schema without parts allows. */
function isScalar(value: unknown, type: Exclude<Resolved, UnionSchema>): boolean {
  if ("enum" in type) return typeof value === "string" && type.enum.includes(value);
  if ("const" in type) return value === type.const;
  if ("format" in type) return typeof value === "string" && isId(value);
  return type.type !== "array" && type.type !== "object" && kindOf(value) === type.type;
}

function misfit(value: unknown, { schema, path, optional }: Case): Violation {
  const choices = expectations(schema);
  return violation(path, alternatives(optional ? [...choices, "`undefined`"] : choices), value);
}

function checkArray(values: readonly unknown[], { items }: ArraySchema, path: string): readonly Violation[] {
  return values.flatMap((value, index) =>
    check(value, { schema: items, path: `${path}[${index}]`, optional: false }),
  );
}

function checkObject(
  value: Readonly<Record<string, unknown>>,
  schema: ObjectSchema,
  path: string,
): readonly Violation[] {
  const missing = schema.required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => violation(`${path}.${key}`, "defined", undefined));
  const present = Object.entries(value).flatMap(([key, item]) => {
    const own = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const expected = own ?? schema.additionalProperties;
    if (expected === false) return [violation(`${path}.${key}`, "not present", item)];
    const optional = own !== undefined && !schema.required.includes(key);
    return check(item, { schema: expected, path: `${path}.${key}`, optional });
  });
  return [...missing, ...present];
}

/**
 * A union accepts what any branch accepts. When none does, the violations are those of the branch the
 * value meant, so that the message points into it, and not those of thirty blocks it never was.
 */
function checkUnion(value: unknown, union: UnionSchema, place: Case): readonly Violation[] {
  const branches = flatten(union);
  const objects = branches.filter((branch) => "type" in branch && branch.type === "object");
  if (isObject(value) && objects.length > 0) {
    const picked = pickBranches(value, objects);
    if (picked.kind === "none") {
      return picked.missing.map((key) => violation(`${place.path}.${key}`, "defined", undefined));
    }
    return fewest(picked.branches.map((branch) => checkObject(value, branch, place.path)));
  }
  const lists = branches.filter((branch) => "type" in branch && branch.type === "array");
  if (Array.isArray(value) && lists.length > 0) {
    return fewest(lists.map((list) => checkArray(value, list, place.path)));
  }
  const accepted = branches.some((branch) => check(value, { ...place, schema: branch }).length === 0);
  return accepted ? NONE : [misfit(value, place)];
}

/** The first list if none is empty: the branches come most likely first. */
function fewest(outcomes: readonly (readonly Violation[])[]): readonly Violation[] {
  return outcomes.find((outcome) => outcome.length === 0) ?? outcomes[0] ?? NONE;
}

/** The branches of a union, those of the unions among them included. */
const flatten = memoize((union: UnionSchema): readonly Exclude<Resolved, UnionSchema>[] =>
  union.anyOf.flatMap((schema) => {
    const type = resolve(schema);
    return "anyOf" in type ? flatten(type) : [type];
  }),
);
