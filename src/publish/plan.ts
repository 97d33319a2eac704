import { contentTypeOf } from "../facts/media.ts";
import { dataUrlName } from "../model/dataUrl.ts";
import type { PageDraft } from "../model/draft.ts";
import type { Memory } from "../model/memory.ts";
import { type Answers, type Need, needKey, noAnswers } from "../model/need.ts";
import type { PlanOptions } from "../model/options.ts";
import { baseName } from "../model/paths.ts";
import type { PageKey } from "../model/pending.ts";
import type { Plan } from "../model/plan.ts";
import type { Account, Target } from "../model/snapshot.ts";
import { movesOf, type PlanInput, plan } from "../plan/index.ts";
import { answerNeeds, type ReadWorld } from "../read/index.ts";
import type { Gathered } from "./gather.ts";
import type { Run } from "./run.ts";
import type { Withdrawn } from "./withdrawn.ts";

/** Rounds of questions after which a plan is not going to end. */
const ROUNDS = 50;

/** What a plan is made from. */
export interface PlanBasis {
  readonly gathered: Gathered;
  readonly drafts: readonly PageDraft[];
  readonly withdrawn: Withdrawn;
  /** Pages in which something was not where the memory has it. */
  readonly stale?: ReadonlySet<PageKey>;
  readonly memory: Memory;
  readonly targets: ReadonlyMap<string, Target>;
  readonly account: Account;
  readonly accountKey: string;
  readonly options: PlanOptions;
  digest(text: string): string;
}

function inputFor(basis: PlanBasis, answers: Answers): PlanInput {
  const { gathered } = basis;
  return {
    drafts: basis.drafts,
    unchanged: gathered.unchanged,
    references: gathered.references,
    withdrawn: basis.withdrawn.keys,
    skipped: basis.withdrawn.skipped,
    isPartial: basis.withdrawn.isPartial,
    renames: basis.withdrawn.renames,
    stale: basis.stale ?? new Set(),
    schemas: gathered.schemas.map(({ source, schema, changes }) => {
      const title = basis.targets.get(source)?.title ?? "";
      return { schema, title, changes };
    }),
    memory: basis.memory,
    targets: basis.targets,
    answers,
    account: basis.account,
    accountKey: basis.accountKey,
    files: new Map(
      [...gathered.files].map(([digest, { path, bytes, name: own }]) => {
        const name = own ?? dataUrlName(path) ?? baseName(path);
        return [
          digest,
          { path, name, contentType: contentTypeOf(name) ?? "application/octet-stream", bytes },
        ] as const;
      }),
    ),
    options: basis.options,
    digest: (text) => basis.digest(text),
  };
}

/** Plans without asking Notion anything. */
function planFrom(basis: PlanBasis, answers: Answers): Plan {
  return plan(inputFor(basis, answers));
}

/**
 * Plans, and lets `read` answer what the plan must know, until it needs nothing more.
 *
 * @throws NotionError where Notion cannot be asked; Error where the questions do not end
 */
async function planWith(
  basis: PlanBasis,
  start: Answers,
  world: ReadWorld,
  onRound: (needs: readonly Need[]) => void,
): Promise<{ readonly plan: Plan; readonly answers: Answers }> {
  let answers = start;
  const asked = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = planFrom(basis, answers);
    const fresh = made.needs.filter((need) => !asked.has(needKey(need)));
    if (made.needs.length === 0) return { plan: made, answers };
    if (fresh.length === 0) throw new Error(`The plan asks again for ${made.needs.map(needKey).join(", ")}.`);
    for (const need of fresh) asked.add(needKey(need));
    onRound(fresh);
    answers = await answerNeeds(fresh, answers, world);
  }
  throw new Error("The plan asks for ever more.");
}

/** How many withdrawn pages no file takes over, as far as that can be told without asking Notion. */
export function countGoing(basis: PlanBasis): number {
  const input = inputFor(basis, noAnswers());
  return input.withdrawn.length - movesOf(input).size;
}

/** Makes the plan; asks Notion only where there may be something to do. @throws NotionError, Stopped */
export async function makePlan(
  run: Run,
  basis: PlanBasis,
  answers: Answers,
): Promise<{ plan: Plan; answers: Answers }> {
  const { onEvent } = run.options;
  // Where a connection is at hand already, to have it costs nothing.
  if (run.connected() === null && run.options.session?.isConnected() !== true) {
    const guess = planFrom(basis, answers);
    if (guess.operations.length === 0 && guess.needs.length === 0) return { plan: guess, answers };
  }
  const { account, accountKey } = await run.connection();
  run.count("run");
  const made = await planWith({ ...basis, account, accountKey }, answers, await run.reader(), (needs) =>
    onEvent({ kind: "step", step: "read", done: 0, total: needs.length }),
  );
  run.count("read");
  return made;
}
