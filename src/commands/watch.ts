import { checkBranch } from "./branch.ts";
import type { Command } from "./command.ts";
import { textOf } from "./flags.ts";
import { configFor } from "./setup.ts";
import { runWatch } from "./watching/run.ts";

/** Publishes, and publishes again what changes, until it is interrupted. */
export const watchCommand: Command = async (context, args) => {
  const config = await configFor(context, args);
  if (config === null) return 3;
  await checkBranch(config, context.env, textOf(args.flags, "to") !== null);
  const { sandbox } = config.options;
  return runWatch(context, args, { config, sandbox, addressOf: ({ url }) => (sandbox ? null : url) });
};
