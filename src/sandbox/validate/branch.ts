import type { ObjectSchema } from "../schemas/schema.ts";
import { memoize } from "./memoize.ts";
import { resolve } from "./resolve.ts";

type Value = Readonly<Record<string, unknown>>;

/** The branches of a union that a value may mean, most likely first; or, if it means none, the keys they ask for. */
export type Picked =
  | { readonly kind: "some"; readonly branches: readonly ObjectSchema[] }
  | { readonly kind: "none"; readonly missing: readonly string[] };

/**
 * Picks by key: a branch is meant by a value that has all its required keys and contradicts none of its
 * constants (`type`). Every branch that accepts the value is among those picked.
 */
export function pickBranches(value: Value, branches: readonly ObjectSchema[]): Picked {
  const complete = branches.filter((branch) => branch.required.every((key) => Object.hasOwn(value, key)));
  const meant = complete.filter((branch) => !contradicts(value, branch));
  if (meant.length > 0) return { kind: "some", branches: byKeys(value, meant) };
  const named = branches.filter((branch) => isNamed(value, branch));
  if (named.length > 0) return { kind: "some", branches: byKeys(value, named) };
  const possible = branches.filter((branch) => !contradicts(value, branch));
  const begun = possible.filter((branch) => present(value, branch) > 0);
  if (begun.length > 0) return { kind: "some", branches: byKeys(value, begun) };
  const missing = (possible.length > 0 ? possible : branches).flatMap((branch) =>
    branch.required.filter((key) => !Object.hasOwn(value, key)).slice(0, 1),
  );
  return missing.length > 0
    ? { kind: "none", missing: [...new Set(missing)] }
    : { kind: "some", branches: byKeys(value, branches) };
}

function present(value: Value, branch: ObjectSchema): number {
  return branch.required.filter((key) => Object.hasOwn(value, key)).length;
}

/** The keys that may have one value only, with that value. */
const constants = memoize((branch: ObjectSchema): readonly (readonly [string, unknown])[] =>
  Object.entries(branch.properties).flatMap(([key, schema]) => {
    const type = resolve(schema);
    return "const" in type ? [[key, type.const] as const] : [];
  }),
);

function contradicts(value: Value, branch: ObjectSchema): boolean {
  return constants(branch).some(([key, expected]) => Object.hasOwn(value, key) && value[key] !== expected);
}

/** Whether the value says it is this branch by its `type`. */
function isNamed(value: Value, branch: ObjectSchema): boolean {
  return constants(branch).some(([key, expected]) => key === "type" && value[key] === expected);
}

/** Most required keys present first, then most known keys. The sort is stable: ties keep the order of the types. */
function byKeys(value: Value, branches: readonly ObjectSchema[]): readonly ObjectSchema[] {
  if (branches.length < 2) return branches;
  const known = (branch: ObjectSchema): number =>
    Object.keys(value).filter((key) => Object.hasOwn(branch.properties, key)).length;
  const score = (branch: ObjectSchema): number => present(value, branch) * 1000 + known(branch);
  return branches.toSorted((left, right) => score(right) - score(left));
}
