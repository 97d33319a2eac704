import { FilesError, type WarmFiles } from "../files/index.ts";
import type { OwnSession } from "../publish/session.ts";
import type { PublishResult } from "../publish/types.ts";
import { publish } from "../publish.ts";
import type { Owed } from "./rounds.ts";
import type { WatchOptions } from "./types.ts";

/** What a round works with that outlives it. */
export interface Warm {
  readonly files: WarmFiles;
  readonly session: OwnSession;
}

/** Pages that failed in Notion: those that a file's own error keeps back wait for their file. */
function hasFailedThere({ plan, report }: PublishResult): boolean {
  const planned = new Map(plan?.pages.map((page) => [page.key, page.action]));
  return report.pages.some(
    ({ key, status }) => status === "failed" && planned.has(key) && planned.get(key) !== "refuse",
  );
}

function owedBy(result: PublishResult): Owed {
  const { stop } = result.report;
  if (stop === null) return hasFailedThere(result) ? "pages" : null;
  return stop.kind === "usage" ? "held" : "run";
}

/** What one round came to; without a result it could not be made, which has been said. */
export interface RoundResult {
  readonly owed: Owed;
  readonly result: PublishResult | null;
}

/** Publishes once. @param paths - what was touched since the last good round; null: anything */
export async function publishRound(
  paths: ReadonlySet<string> | null,
  { files, session }: Warm,
  options: WatchOptions,
): Promise<RoundResult> {
  const { baseUrl, config, onEvent, sandbox, token, world } = options;
  await files.refresh(paths);
  session.touch(paths);
  try {
    const result = await publish({
      // What is watched may be gone for a moment only: nothing is taken away.
      config: { ...config, options: { ...config.options, prune: "report" } },
      select: config.selected,
      token,
      sandbox,
      dryRun: false,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      world,
      files,
      session,
      onEvent: (event) => onEvent({ kind: "progress", event }),
      confirm: (summary) => options.confirm(summary),
    });
    await session.rest(result.report.stop === null);
    const local = session.local();
    if (local !== null) options.onSandbox?.(local);
    return { owed: owedBy(result), result };
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    onEvent({ kind: "refused", message: error.report });
    return { owed: "run", result: null };
  }
}
