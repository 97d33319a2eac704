import { join } from "node:path";
import { type Client, ClientError, createClient } from "../client/index.ts";
import type { ResolvedConfig } from "../config.ts";
import { FilterError } from "../model/filter.ts";
import { WhereError } from "../model/query/where/index.ts";
import { NotionError } from "../notion/errors.ts";
import { indent, printable } from "../report/words.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { UsageError } from "./usage.ts";

/** Kinds of refusal that a user of the command can mend: nothing was attempted. */
const USAGE: readonly NotionError["kind"][] = ["unauthorized", "forbidden", "notFound", "content", "refused"];

async function sandboxFor({ state }: ResolvedConfig, { now, sleep }: CommandContext) {
  const { createSandbox } = await import("../sandbox/index.ts");
  return createSandbox({ file: join(state, "sandbox.json"), clock: { now, sleep } });
}

/** A client for a command: of the token, or of the local Notion. @throws ClientError */
export async function clientFor(config: ResolvedConfig, context: CommandContext): Promise<Client> {
  const { fetch, now, random, signal, sleep, token } = context;
  const { apiVersion, baseUrl, requestsPerMinute, sandbox, settle } = config.options;
  const world = { now, sleep, random, signal, settle, apiVersion };
  if (sandbox) {
    const local = await sandboxFor(config, context);
    return createClient({ ...world, token: local.token, fetch: local.fetch, requestsPerMinute: 1_000_000 });
  }
  return createClient({
    ...world,
    token: token ?? "",
    fetch,
    requestsPerMinute,
    ...(baseUrl === null ? {} : { baseUrl }),
  });
}

/**
 * Does what asks Notion; what a user can mend is said as a wrong call.
 *
 * @throws UsageError
 */
export async function asking(
  { signal, stderr }: CommandContext,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof WhereError) {
      throw new UsageError(`${error.message}\n${indent(printable(error.excerpt), "  ")}`, error.fix);
    }
    if (error instanceof FilterError) throw new UsageError(error.message, error.fix);
    if (error instanceof ClientError) throw new UsageError(error.says, error.fix);
    if (!(error instanceof NotionError)) throw error;
    if (USAGE.includes(error.kind)) throw new UsageError(error.says, error.fix);
    stderr.write(`${stderr.palette.red("error:")} ${error.says}\n→ ${error.fix}\n`);
    return 4;
  }
}
