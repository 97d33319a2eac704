/** Pages whose files are gone or skipped. */
import { message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import type { PagePlan } from "../model/plan.ts";
import type { PlanContext } from "./context.ts";

/** What becomes of a withdrawn page: it is reported, or goes to the trash where that is asked for and harmless. */
export function planWithdrawn(key: PageKey, context: PlanContext): PagePlan | null {
  const { input, operations } = context;
  const memory = input.memory.pages.get(key);
  const title = memory?.title ?? key;
  const plan: PagePlan = {
    key,
    path: null,
    title,
    action: "none",
    reason: "its file is not published any more",
    page: memory?.id ?? null,
    changes: [],
    operations: [],
    effects: [],
    inputs: null,
    messages: [],
  };
  if (memory === undefined) return plan;
  if (input.options.prune === "report") return { ...plan, messages: [message("page-withdrawn", { title })] };
  const children = context.ask({ kind: "children", block: memory.id, deep: true });
  if (children === undefined) return null;
  if (children === null) return { ...plan, effects: [{ kind: "forgotten", key }] };
  const names = children.flatMap((block) =>
    block.type === "foreign" ? [block.name.replaceAll("_", " ")] : [],
  );
  if (names.length > 0) {
    const what = [...new Set(names)].join(", ");
    return { ...plan, messages: [message("page-withdrawn-kept", { title, what })] };
  }
  const reason = "its file is not published any more";
  const id = operations.add((number) => ({
    kind: "updatePage",
    id: number,
    key,
    reason,
    page: memory.id,
    inTrash: true,
  }));
  return { ...plan, action: "trash", operations: [id] };
}
