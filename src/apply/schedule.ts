/** One piece of work in an order that must be kept in part. */
export interface Job {
  readonly id: number;
  /** Jobs of one lane run one after the other, in the order given. */
  readonly lane: string;
  /** Jobs that must have ended before it starts; each stands earlier in the list. */
  readonly after: readonly number[];
  run(): Promise<void>;
}

/** Lets at most `limit` holders through at once, first come, first served. */
function gate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = limit;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

/**
 * Runs jobs, as many at once as their lanes, their dependencies and `limit` allow. A job must not reject for
 * an expected failure: the first rejection is passed on once every started job has ended.
 *
 * @param jobs - in an order in which they could run one by one
 * @param limit - how many run at once
 */
export async function runJobs(jobs: readonly Job[], limit: number): Promise<void> {
  const through = gate(limit);
  const ends = new Map<number, Promise<void>>();
  const tails = new Map<string, Promise<void>>();
  const all: Promise<void>[] = [];
  for (const job of jobs) {
    const before = job.after.flatMap((id) => ends.get(id) ?? []);
    const tail = tails.get(job.lane);
    if (tail !== undefined) before.push(tail);
    const end = Promise.all(before).then(() => through(() => job.run()));
    const settled = end.catch(() => undefined);
    ends.set(job.id, settled);
    tails.set(job.lane, settled);
    all.push(end);
  }
  const outcomes = await Promise.allSettled(all);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
