/** People and emojis that drafts name, and titles that are given twice. */
import type { PageDraft } from "../model/draft.ts";
import { type Message, message, type Place } from "../model/message.ts";
import type { PageKey, Pending } from "../model/pending.ts";
import { pendingsOf, pendingsOfLook } from "../model/resolve.ts";
import type { PlanContext } from "./context.ts";

/** Asks for the people, emojis and rows that drafts name. @returns messages about those nobody knows */
export function askNames(draft: PageDraft, context: PlanContext): readonly Message[] {
  const messages: Message[] = [];
  const check = (pending: Pending, place: Place | null): void => {
    if (pending.kind === "user") {
      const id = context.ask({ kind: "user", who: pending.who });
      if (id === null) messages.push(message("mention-unknown", { name: pending.who }, draft.path, place));
    }
    if (pending.kind === "emoji") {
      const id = context.ask({ kind: "emoji", name: pending.name });
      if (id === null) messages.push(message("mention-unknown", { name: pending.name }, draft.path, place));
    }
    if (pending.kind === "row") {
      const { kind, dataSource, by, text: name } = pending;
      const { length: count = 1 } = context.ask({ kind, dataSource, by, text: name }) ?? {};
      if (count === 0) messages.push(message("row-unknown", { name }, draft.path, place));
      if (count > 1) messages.push(message("row-ambiguous", { name, count }, draft.path, place));
    }
  };
  for (const pending of [...pendingsOfLook(draft.icon), ...pendingsOfLook(draft.cover)]) check(pending, null);
  for (const [name, value] of Object.entries(draft.properties)) {
    for (const pending of pendingsOfLook(value)) check(pending, draft.propertyPlaces?.[name] ?? null);
  }
  for (const block of draft.blocks) for (const pending of pendingsOf(block)) check(pending, block.place);
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
