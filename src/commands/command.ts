import type { CommandContext, ExitCode } from "./context.ts";
import type { Flags } from "./flags.ts";

/** What the command line says beside the command's name. */
export interface CommandArgs {
  readonly operands: readonly string[];
  readonly flags: Flags;
}

/**
 * A command: prints its result on stdout and its talk on stderr, and gives its exit code.
 *
 * @throws UsageError when it cannot be carried out as it was called
 */
export type Command = (context: CommandContext, args: CommandArgs) => Promise<ExitCode>;
