/** What a plan says of each draft. */

import { SOURCE_PROPERTY } from "../facts/rows.ts";
import type { PageDraft } from "../model/draft.ts";
import { InternalError } from "../model/internalError.ts";
import type { Change, PagePlan } from "../model/plan.ts";
import { resolveBlock } from "../model/resolve.ts";
import type { PlanContext } from "./context.ts";
import type { Existing } from "./existing.ts";
import type { Identity } from "./identity.ts";
import { propertyText } from "./propertyText.ts";
import type { References } from "./references.ts";
import type { Task } from "./task.ts";

/** A draft, the page it is, and what that needs. */
export interface Entry {
  readonly draft: PageDraft;
  readonly identity: Identity;
  readonly task: Task | null;
  readonly existing: Existing | null;
}

function createChanges(draft: PageDraft, references: References): readonly Change[] {
  const page: Change = {
    sign: "+",
    what: "page",
    name: draft.title,
    place: null,
    before: null,
    after: null,
    reason: "",
  };
  const blocks = draft.blocks.map((block): Change => {
    const { place, type } = block;
    const after = resolveBlock(block, references.known);
    return { sign: "+", what: "block", name: type, place, before: null, after, reason: "" };
  });
  const properties = Object.entries(draft.properties)
    .filter(([name]) => name !== SOURCE_PROPERTY)
    .map(([name, value]): Change => {
      const place = draft.propertyPlaces?.[name] ?? null;
      const after = propertyText(value);
      return { sign: "+", what: "property", name, place, before: null, after, reason: "" };
    });
  return [page, ...properties, ...blocks];
}

/** What names a page in a plan. */
export function basics(draft: PageDraft): Pick<PagePlan, "key" | "path" | "title"> {
  return { key: draft.key, path: draft.path, title: draft.title };
}

/** A page that nothing happens to. */
export const NOTHING = { changes: [], operations: [], effects: [], inputs: null, messages: [] } as const;

/** What the plan says of one draft. */
export function pagePlan(
  { draft, identity, task, existing }: Entry,
  references: References,
  context: PlanContext,
): PagePlan {
  const { inputs } = draft;
  if (identity.kind === "stop") {
    const { action, messages } = identity;
    const page = context.input.memory.pages.get(draft.key)?.id ?? null;
    return { ...basics(draft), ...NOTHING, action, reason: messages[0]?.says ?? "", page, messages };
  }
  if (identity.kind === "restore") {
    const { id: page } = identity;
    const reason = "it is in Notion's trash";
    const id = context.operations.add((number) => ({
      kind: "updatePage",
      id: number,
      key: draft.key,
      reason,
      page,
      inTrash: false,
    }));
    return { ...basics(draft), ...NOTHING, action: "restore", reason, page, operations: [id] };
  }
  if (identity.kind === "new" && task !== null) {
    const { effects } = identity;
    const { page, operations } = task;
    const changes = createChanges(draft, references);
    return {
      ...basics(draft),
      action: "create",
      reason: "",
      page,
      changes,
      operations,
      effects,
      inputs,
      messages: [],
    };
  }
  if (identity.kind !== "known" || existing === null)
    throw new InternalError("A page was planned before it was read.");
  const { effects, changes, isRefused } = existing;
  const messages = [...(identity.messages ?? []), ...existing.messages];
  const { operations } = existing.task;
  const page = identity.memory.id;
  if (isRefused) {
    const reason = messages[0]?.says ?? "";
    return { ...basics(draft), ...NOTHING, action: "refuse", reason, page, changes, messages };
  }
  const action = identity.isAdopted ? "adopt" : operations.length > 0 ? "update" : "none";
  const reason = identity.isAdopted ? "found in Notion" : "";
  return { ...basics(draft), action, reason, page, changes, operations, effects, inputs, messages };
}
