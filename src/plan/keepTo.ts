/** A plan that was made earlier, carried out today: what would not be the same is not done. */
import type { Message } from "../model/message.ts";
import { message } from "../model/message.ts";
import type { OperationId, PageKey } from "../model/pending.ts";
import type { Operation, PagePlan, Plan } from "../model/plan.ts";
import { NOTHING } from "./entry.ts";

/** What is compared of a plan: its pages with their operations, as JSON has them. */
export interface SavedPlan {
  readonly pages: readonly {
    readonly key: PageKey;
    readonly action: string;
    readonly operations: readonly OperationId[];
  }[];
  readonly operations: readonly { readonly id: OperationId; readonly key: PageKey }[];
}

/** Operations of a page are called by their place in it, whatever else is in the plan. */
type Names = ReadonlyMap<OperationId, string>;

function namesOf({ operations }: SavedPlan): Names {
  const counts = new Map<PageKey, number>();
  return new Map(
    operations.map(({ id, key }) => {
      const place = counts.get(key) ?? 0;
      counts.set(key, place + 1);
      return [id, JSON.stringify([key, place])] as const;
    }),
  );
}

function isCreated(value: object): value is { readonly operation: OperationId } {
  return (
    "kind" in value && value.kind === "created" && "operation" in value && typeof value.operation === "number"
  );
}

/** A value with sorted keys, in which operations are called by their names; those it needs are collected. */
function canonical(value: unknown, names: Names, needed: OperationId[]): unknown {
  if (Array.isArray(value)) return value.map((item) => canonical(item, names, needed));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (isCreated(value)) needed.push(value.operation);
  const own = isCreated(value) ? [["operation", names.get(value.operation) ?? null] as const] : [];
  const rest = entries
    .filter(([key]) => own.length === 0 || key !== "operation")
    .map(([key, part]) => [key, canonical(part, names, needed)] as const);
  return Object.fromEntries([...rest, ...own].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Form {
  readonly text: string;
  /** Operations of whichever page that it waits for. */
  readonly needs: readonly OperationId[];
}

/** What is done to each page, comparable with what another plan does to it. */
function formsOf(plan: SavedPlan): ReadonlyMap<PageKey, Form> {
  const names = namesOf(plan);
  const actions = new Map(plan.pages.map(({ action, key }) => [key, action]));
  const byPage = new Map<PageKey, object[]>();
  for (const { key } of plan.pages) byPage.set(key, []);
  for (const operation of plan.operations) {
    const { id, ...rest } = operation;
    const list = byPage.get(operation.key) ?? [];
    list.push({ ...rest, id: names.get(id) });
    byPage.set(operation.key, list);
  }
  return new Map(
    [...byPage].map(([key, operations]) => {
      const needs: OperationId[] = [];
      const form = canonical({ action: actions.get(key) ?? null, operations }, names, needs);
      return [key, { text: JSON.stringify(form), needs }] as const;
    }),
  );
}

/** Pages that differ, and those that wait for something that is then not done. */
function movedPages(saved: SavedPlan, fresh: Plan): ReadonlySet<PageKey> {
  const before = formsOf(saved);
  const now = formsOf(fresh);
  const moved = new Set([...now].flatMap(([key, { text }]) => (before.get(key)?.text === text ? [] : [key])));
  const keyOf = new Map(fresh.operations.map(({ id, key }) => [id, key]));
  for (let size = -1; size !== moved.size; ) {
    size = moved.size;
    for (const [key, { needs }] of now)
      if (needs.some((id) => moved.has(keyOf.get(id) ?? ""))) moved.add(key);
  }
  return moved;
}

function refusal({ path, title }: PagePlan, isNew: boolean): Message {
  return message(isNew ? "plan-new" : "plan-moved", { title }, path);
}

function refused(page: PagePlan, isNew: boolean): PagePlan {
  const { key, path, title, page: id } = page;
  const told = refusal(page, isNew);
  return { ...NOTHING, key, path, title, page: id, action: "refuse", reason: told.says, messages: [told] };
}

/** Nothing is to be done, and nothing stands against it. */
const isIdle = ({ changes, operations }: PagePlan): boolean =>
  operations.length === 0 && changes.length === 0;

/**
 * Keeps a plan to what an earlier one says. A page is refused where the two differ, since its files or Notion have
 * changed meanwhile, and where it waits for such a page.
 *
 * @param saved - the earlier plan
 * @param fresh - what would be done now
 */
export function keepTo(saved: SavedPlan, fresh: Plan): Plan {
  const moved = movedPages(saved, fresh);
  const known = new Set(saved.pages.map(({ key }) => key));
  const isOut = ({ key }: Operation): boolean => moved.has(key);
  return {
    ...fresh,
    pages: fresh.pages.map((page) =>
      moved.has(page.key) && !isIdle(page) ? refused(page, !known.has(page.key)) : page,
    ),
    operations: fresh.operations.filter((operation) => !isOut(operation)),
  };
}
