import { LIMITS } from "../../facts/limits.ts";
import { normalizeId } from "../../model/links.ts";
import type { Reference } from "../../model/pending.ts";
import { bounded, type Coerce, each, type Field, isTable, itemsOf } from "./field.ts";

/** How a person is named: by id, e-mail address or name. */
function nameIn(item: unknown): string | null {
  if (typeof item === "string") return item.trim() || null;
  if (!isTable(item)) return null;
  const { id, email, name } = item;
  const named = [id, email, name].find((one) => typeof one === "string" && one.trim() !== "");
  return typeof named === "string" ? named.trim() : null;
}

function person(item: unknown, { context, refuse }: Field): readonly Reference[] | undefined {
  const who = nameIn(item);
  if (who === null) return refuse(item, "a member's e-mail address, name or id, or a list of these");
  const id = normalizeId(who);
  if (id !== null) return [id];
  context.need({ kind: "user", who });
  return [{ kind: "user", who, otherwise: who }];
}

/** Members of the workspace: a list, or text with commas between. */
export const people: Coerce<readonly Reference[]> = (value, field) => {
  const items =
    typeof value === "string" ? value.split(",").filter((part) => part.trim() !== "") : itemsOf(value);
  return bounded(each(items, field, person), LIMITS.people, "people", field);
};
