import { loadConfig, type ResolvedConfig } from "../config.ts";
import type { CommandArgs } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { textOf } from "./flags.ts";
import { tellRefusal } from "./outcome.ts";

/**
 * The configuration for a command line; null where there is none, which has then been said: exit with 3.
 */
export async function configFor(
  context: CommandContext,
  { flags, operands }: CommandArgs,
): Promise<ResolvedConfig | null> {
  const { cwd, env, stderr, stdout } = context;
  const { config, messages } = await loadConfig({ cwd, paths: operands, flags, environment: env });
  const isQuiet = config?.options.quiet === true;
  const told = messages.filter(({ severity }) => severity !== "info" || !isQuiet);
  tellRefusal(told, { stderr, stdout }, config === null ? textOf(flags, "reporter") : null);
  return config;
}
