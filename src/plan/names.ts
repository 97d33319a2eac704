/** People and emojis that drafts name, and titles that are given twice. */
import type { PageDraft } from "../model/draft.ts";
import { type Message, message, type Place } from "../model/message.ts";
import type { PageKey, Pending } from "../model/pending.ts";
import { pendingsOf, pendingsOfLook } from "../model/resolve.ts";
import type { PlanContext } from "./context.ts";

/** What is wrong with a name: nobody has it, or several do. */
function complaint(
  pending: Pending,
  isProperty: boolean,
  context: PlanContext,
): ((path: string | null, place: Place | null) => Message) | null {
  if (pending.kind === "user") {
    const { who: name } = pending;
    const { length: count = 1 } = context.ask({ kind: "user", who: name }) ?? {};
    if (count === 1) return null;
    if (count > 1) return (path, place) => message("person-ambiguous", { name, count }, path, place);
    return (path, place) => message(isProperty ? "person-unknown" : "mention-unknown", { name }, path, place);
  }
  if (pending.kind === "emoji") {
    const { name } = pending;
    const isUnknown = context.ask({ kind: "emoji", name }) === null;
    return isUnknown ? (path, place) => message("mention-unknown", { name }, path, place) : null;
  }
  if (pending.kind !== "row") return null;
  const { kind, dataSource, by, text: name } = pending;
  const { length: count = 1 } = context.ask({ kind, dataSource, by, text: name }) ?? {};
  if (count === 1) return null;
  if (count > 1) return (path, place) => message("row-ambiguous", { name, count }, path, place);
  return (path, place) => message("row-unknown", { name }, path, place);
}

/** Asks for the people, emojis and rows that drafts name. @returns messages about those nobody knows */
export function askNames(draft: PageDraft, context: PlanContext): readonly Message[] {
  const messages: Message[] = [];
  const check = (pending: Pending, place: Place | null, isProperty: boolean): void => {
    const say = complaint(pending, isProperty, context);
    if (say !== null) messages.push(say(draft.path, place));
  };
  for (const pending of [...pendingsOfLook(draft.icon), ...pendingsOfLook(draft.cover)]) {
    check(pending, null, false);
  }
  for (const [name, value] of Object.entries(draft.properties)) {
    const place = draft.propertyPlaces?.[name] ?? null;
    for (const pending of pendingsOfLook(value)) check(pending, place, true);
  }
  for (const block of draft.blocks) {
    for (const pending of pendingsOf(block)) check(pending, block.place, false);
  }
  return messages;
}

/** Warns about files under one parent that would have one title. */
export function sameTitles(drafts: readonly PageDraft[]): ReadonlyMap<PageKey, Message> {
  const first = new Map<string, PageDraft>();
  const messages = new Map<PageKey, Message>();
  for (const draft of drafts) {
    const key = JSON.stringify([
      draft.parent,
      draft.parent.kind === "target" ? draft.source : "",
      draft.title,
    ]);
    const other = first.get(key);
    if (other === undefined) first.set(key, draft);
    else {
      const values = { other: other.path ?? other.key, title: draft.title };
      messages.set(draft.key, message("page-title-twice", values, draft.path));
    }
  }
  return messages;
}
