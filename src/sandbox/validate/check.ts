import type { ArraySchema, ObjectSchema, Schema, StringSchema, UnionSchema } from "../schemas/schema.ts";
import { pickBranches } from "./branch.ts";
import { isId } from "./ids.ts";
import { isObject, kindOf } from "./kinds.ts";
import { resolve } from "./resolve.ts";
import { alternatives, expectations, type Violation, violation } from "./words.ts";

/** A value to judge: what it should be, where it stands, and whether it might have been left out. */
type Case = { readonly schema: Schema; readonly path: string; readonly optional: boolean };

const NONE: readonly Violation[] = [];

/** Everything wrong with a value, in the order of its keys. */
export function check(value: unknown, { schema, path, optional }: Case): readonly Violation[] {
  const type = resolve(schema);
  const fails = (): readonly Violation[] => [misfit(value, { schema, path, optional })];
  if ("anyOf" in type) return checkUnion(value, type, { schema, path, optional });
  if ("enum" in type) return typeof value === "string" && type.enum.includes(value) ? NONE : fails();
  if ("const" in type) return value === type.const ? NONE : fails();
  if (kindOf(value) !== type.type) return fails();
  if (type.type === "string") return checkString(value, type) ? NONE : fails();
  if (type.type === "array" && Array.isArray(value)) return checkArray(value, type, path);
  if (type.type === "object" && isObject(value)) return checkObject(value, type, path);
  return NONE;
}

function misfit(value: unknown, { schema, path, optional }: Case): Violation {
  const choices = expectations(schema);
  return violation(path, alternatives(optional ? [...choices, "`undefined`"] : choices), value);
}

function checkString(value: unknown, { format }: StringSchema): boolean {
  return format === undefined || (typeof value === "string" && isId(value));
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

function flatten(schema: Schema): readonly Exclude<ReturnType<typeof resolve>, UnionSchema>[] {
  const type = resolve(schema);
  return "anyOf" in type ? type.anyOf.flatMap(flatten) : [type];
}
