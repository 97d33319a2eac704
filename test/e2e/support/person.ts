/** What a person does in Notion, by the API where that can do it. */
import { expect } from "vitest";
import type { Rehearsal } from "./rehearsal.ts";

async function call(
  { sandbox, clock }: Rehearsal,
  method: string,
  path: string,
  body: object,
): Promise<unknown> {
  const answer = await clock.run(
    sandbox.fetch(`https://api.notion.com/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${sandbox.token}`,
        "notion-version": "2026-03-11",
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    }),
  );
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
}

/** Begins a discussion on a block. */
export async function comment(rehearsal: Rehearsal, block: string): Promise<void> {
  const rich_text = [{ text: { content: "Is that so?" } }];
  await call(rehearsal, "POST", "comments", { parent: { block_id: block }, rich_text });
}
