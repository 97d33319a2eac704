/** What content and values leave open, answered by Notion. */
import { type Answers, answerTo, type Need, needKey, noAnswers } from "../model/need.ts";
import type { Pending } from "../model/pending.ts";
import type { Lookup } from "../model/resolve.ts";
import { answerNeeds } from "../read/index.ts";
import type { Session } from "./session.ts";

/** What must be known of a pending thing; null: a client cannot find it out. */
export function needOf(pending: Pending): Need | null {
  if (pending.kind === "user") return { kind: "user", who: pending.who };
  if (pending.kind === "emoji") return { kind: "emoji", name: pending.name };
  if (pending.kind !== "row") return null;
  const { dataSource, by, text } = pending;
  return { kind: "row", dataSource, by, text };
}

function idOf(need: Need, answers: Answers): string | undefined {
  if (need.kind === "row") return answerTo(answers, need)?.[0];
  if (need.kind === "user") {
    const [id, another] = answerTo(answers, need) ?? [];
    return another === undefined ? id : undefined;
  }
  return need.kind === "emoji" ? (answerTo(answers, need) ?? undefined) : undefined;
}

/** Resolves people, emojis and rows. */
export function lookupIn(answers: Answers): Lookup {
  return (pending) => {
    const need = needOf(pending);
    const id = need === null ? undefined : idOf(need, answers);
    return id === undefined ? undefined : { id };
  };
}

/** How many things a pending one may be. */
export function countOf(pending: Pending, answers: Answers): number {
  const need = needOf(pending);
  if (need?.kind === "row") return answerTo(answers, need)?.length ?? 0;
  return need === null || idOf(need, answers) === undefined ? 0 : 1;
}

/** Asks Notion what is needed; nothing where nothing is. @throws NotionError */
export async function answersTo(session: Session, needs: readonly Need[]): Promise<Answers> {
  if (needs.length === 0) return noAnswers();
  return answerNeeds(
    [...new Map(needs.map((need) => [needKey(need), need])).values()],
    noAnswers(),
    session.reader,
  );
}
