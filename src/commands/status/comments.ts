/** Open comments, with the place in the file they are about. */
import type { DraftBlock } from "../../model/block.ts";
import type { BlockMemory } from "../../model/memory.ts";
import { answerTo, type Need } from "../../model/need.ts";
import type { Planned } from "../../publish/types.ts";

/** An open comment. */
export interface OpenComment {
  /** Relative to the root; null for a folder's page. */
  readonly path: string | null;
  /** Null where it is about the page. */
  readonly line: number | null;
  readonly text: string;
  /** ISO 8601. */
  readonly createdTime: string;
}

interface Commented {
  readonly id: string;
  readonly path: string | null;
  readonly line: number | null;
}

/** Blocks of a page with the lines they stand at; what the file has changed since is paired in order. */
function placed(
  lines: readonly BlockMemory[],
  drafts: readonly DraftBlock[],
  path: string | null,
): readonly Commented[] {
  let next = 0;
  return lines.flatMap((line) => {
    const found = drafts.findIndex((draft, index) => index >= next && draft.type === line.type);
    const draft = found < 0 ? undefined : drafts[found];
    if (found >= 0) next = found + 1;
    const own = line.id === null ? [] : [{ id: line.id, path, line: draft?.place?.line ?? null }];
    return [...own, ...placed(line.children, draft?.children ?? [], path)];
  });
}

/** Lists the open comments of the pages of a plan: one request a page and block. @throws NotionError */
export async function openComments({ drafts, memory, read }: Planned): Promise<readonly OpenComment[]> {
  const asked = drafts.flatMap(({ blocks, key, path }): Commented[] => {
    const page = memory.pages.get(key);
    return page === undefined
      ? []
      : [{ id: page.id, path, line: null }, ...placed(page.blocks, blocks, path)];
  });
  const needs = asked.map(({ id }): Extract<Need, { kind: "comments" }> => ({ kind: "comments", block: id }));
  const answers = await read(needs);
  return asked.flatMap(({ line, path }, index) => {
    const need = needs[index];
    const found = need === undefined ? [] : (answerTo(answers, need) ?? []);
    return found.map(({ createdTime, text }) => ({ path, line, text, createdTime }));
  });
}
