/** How long texts and lists in a body may be. The rules are data; one walk applies them. */
import { LIMITS } from "../../facts/limits.ts";
import { isArray, isObject, type Json } from "../json.ts";
import { invalid } from "../refusal.ts";
import { type Violation, violation } from "../validate/index.ts";

/** UTF-16 units of the text under a key. */
const TEXT: Readonly<Record<string, number>> = {
  content: LIMITS.textContent,
  url: LIMITS.url,
  expression: LIMITS.equation,
  email: LIMITS.email,
  phone_number: LIMITS.phoneNumber,
};

/** Items of the list under a key; the lists within `cells` count each for itself. */
const LISTS: Readonly<Record<string, number>> = {
  children: LIMITS.array,
  rich_text: LIMITS.array,
  caption: LIMITS.array,
  cells: LIMITS.array,
  title: LIMITS.array,
  multi_select: LIMITS.multiSelect,
  relation: LIMITS.relation,
  people: LIMITS.people,
};

/** @returns what is too long, in the order of the body */
export function sizeViolations(body: Json, path = "body", key = ""): readonly Violation[] {
  const limit = limitOf(body, key);
  const own =
    limit !== null && limit.length > limit.max
      ? [violation(`${path}.length`, `≤ \`${limit.max}\``, limit.length)]
      : [];
  if (isArray(body)) {
    // A list within a list is a table cell, which has the limit of its row.
    return [
      ...own,
      ...body.flatMap((item, index) =>
        sizeViolations(item, `${path}[${index}]`, isArray(item) ? "cells" : ""),
      ),
    ];
  }
  if (isObject(body)) {
    return [
      ...own,
      ...Object.entries(body).flatMap(([name, value]) => sizeViolations(value, `${path}.${name}`, name)),
    ];
  }
  return own;
}

function limitOf(value: Json, key: string): { readonly length: number; readonly max: number } | null {
  const max = typeof value === "string" ? TEXT[key] : isArray(value) ? LISTS[key] : undefined;
  const length = typeof value === "string" || isArray(value) ? value.length : 0;
  return max === undefined ? null : { length, max };
}

/** Blocks in a list of blocks, nested ones included. */
export function countBlocks(children: Json | undefined): number {
  if (!isArray(children)) {
    return 0;
  }
  return children.filter(isObject).reduce((total, block) => {
    const payloads = Object.values(block).filter(isObject);
    return total + 1 + payloads.reduce((sum, payload) => sum + countBlocks(payload["children"]), 0);
  }, 0);
}

/** @throws Refusal when one request would create too many blocks */
export function checkBlockCount(children: Json | undefined): void {
  const count = countBlocks(children);
  if (count > LIMITS.blocksPerRequest) {
    throw invalid(
      `body failed validation: the number of blocks in body.children, nested ones included, should be ≤ \`${LIMITS.blocksPerRequest}\`, instead was \`${count}\`.`,
    );
  }
}
