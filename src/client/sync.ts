/** Bringing a page's content in step with what a program wants, without a memory of earlier times. */
import type { DraftBlock, SnapshotBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import { emptyMemory } from "../model/fold.ts";
import { hashTitle } from "../model/line.ts";
import type { BlockMemory, Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import { type Answers, needKey, noAnswers } from "../model/need.ts";
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from "../model/options.ts";
import type { Change, Plan } from "../model/plan.ts";
import type { Account } from "../model/snapshot.ts";
import { plan } from "../plan/index.ts";
import { wantedOf } from "../plan/match.ts";
import { createRecognizer, linesOfSnapshot } from "../plan/recognize.ts";
import { answerNeeds } from "../read/index.ts";
import { ClientError } from "./errors.ts";
import { type Session, sha256 } from "./session.ts";
import { runAll } from "./write.ts";

/** How a page is brought in step. */
export interface SyncOptions {
  /** `keep`: what others wrote stays between its neighbours; `delete`: the page holds what is given and nothing else. */
  readonly others?: "keep" | "delete";
  /** Whose text stays where somebody edited a block of the connection: Notion's, unless told. */
  readonly onConflict?: "notion" | "markdown";
  /** `protect`, unless told: blocks with open comments are not deleted; that costs a request for each. */
  readonly comments?: "protect" | "ignore";
}

/** What bringing a page in step came to. */
export interface Synced {
  /** Requests that wrote. */
  readonly writes: number;
  readonly changes: readonly Change[];
  readonly messages: readonly Message[];
}

const KEY = "page";
const ROUNDS = 50;

function keysOf(lines: readonly BlockMemory[], into = new Set<string>()): Set<string> {
  for (const { type, hash, children } of lines) {
    into.add(`${type} ${hash}`);
    keysOf(children, into);
  }
  return into;
}

function flatten(
  blocks: readonly SnapshotBlock[],
  into = new Map<string, SnapshotBlock>(),
): ReadonlyMap<string, SnapshotBlock> {
  for (const block of blocks) {
    into.set(block.id, block);
    flatten(block.children ?? [], into);
  }
  return into;
}

/** The blocks of a page that are taken for the program's own. */
function ownLines(
  live: readonly SnapshotBlock[],
  wanted: readonly BlockMemory[],
  account: Account,
  others: "keep" | "delete",
): readonly BlockMemory[] {
  const shown = flatten(live);
  const equal = keysOf(wanted);
  const own = (lines: readonly BlockMemory[]): readonly BlockMemory[] =>
    lines.flatMap((line): BlockMemory[] => {
      const block = shown.get(line.id ?? "");
      const isWanted = equal.has(`${line.type} ${line.hash}`);
      const isOurs = others === "delete" || account.personal || block?.createdBy === account.botId;
      if (!isOurs && !isWanted) return [];
      const isEdited = others === "keep" && !account.personal && block?.lastEditedBy !== account.botId;
      // What somebody else wrote last is not what we wrote, whatever that was.
      const hash = isEdited && !isWanted ? "" : line.hash;
      return [{ ...line, hash, children: own(line.children) }];
    });
  return own(linesOfSnapshot(live, createRecognizer(wanted, sha256)));
}

function draftFor(id: string, blocks: readonly DraftBlock[]): PageDraft {
  return {
    key: KEY,
    source: "",
    path: null,
    parent: { kind: "target" },
    inputs: {},
    title: "",
    icon: undefined,
    cover: undefined,
    properties: {},
    blocks,
    bound: id,
    messages: [],
  };
}

interface Basis {
  readonly draft: PageDraft;
  readonly memory: Memory;
  readonly account: Account;
  readonly options: PlanOptions;
}

async function planFor(session: Session, basis: Basis, start: Answers): Promise<Plan> {
  const { draft, memory, account, options } = basis;
  let answers = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = plan({
      drafts: [draft],
      unchanged: new Set(),
      references: [],
      withdrawn: [],
      memory,
      targets: new Map([["", { kind: "page", id: draft.bound ?? "", title: "", url: "" }]]),
      answers,
      account,
      accountKey: "",
      files: new Map(),
      options,
      digest: sha256,
    });
    if (made.needs.length === 0) return made;
    answers = await answerNeeds(made.needs, answers, session.reader);
  }
  throw new Error("The plan asks for ever more.");
}

/**
 * Plans what makes a page hold these blocks, and does it: blocks that are as wanted stay, changed ones are updated
 * in place, new ones go between their neighbours, and those of the connection that are not wanted any more go.
 *
 * @throws NotionError, ClientError
 */
export async function sync(
  session: Session,
  page: string,
  blocks: readonly DraftBlock[],
  { others = "keep", onConflict = "notion", comments = "protect" }: SyncOptions,
): Promise<Synced> {
  return session.alone(page, async () => {
    const applier = await session.applier();
    const { account } = applier.world;
    const need = { kind: "children", block: page, deep: true } as const;
    const read = await answerNeeds([need], noAnswers(), session.reader);
    const live = read.children.get(needKey(need)) ?? null;
    if (live === null) {
      throw new ClientError({
        code: "unusable_target",
        says: `The page ${page} does not exist, is in the trash, or is not shared with the connection.`,
        fix: "Restore it, or open it in Notion, choose ••• → Connections and add the connection.",
      });
    }
    const wanted = wantedOf(blocks, () => undefined, sha256).map(({ line }) => line);
    const lines = ownLines(live, wanted, account, others);
    const remembered = {
      id: page,
      title: "",
      inputs: null,
      base: { title: hashTitle("", sha256) },
      blocks: lines,
    };
    const memory = { ...emptyMemory(), pages: new Map([[KEY, remembered]]) };
    const options = { ...DEFAULT_PLAN_OPTIONS, onConflict, comments };
    const made = await planFor(session, { draft: draftFor(page, blocks), memory, account, options }, read);
    const state = { ...applier.state, pages: new Map(memory.pages) };
    await runAll(made.operations, { ...applier, state });
    const told = made.pages.flatMap(({ messages }) => messages);
    return {
      writes: made.operations.length,
      changes: made.pages.flatMap(({ changes }) => changes),
      messages: [...made.messages, ...told, ...state.messages],
    };
  });
}
