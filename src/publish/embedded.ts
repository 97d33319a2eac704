import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { FilesError, reasonOf } from "../files/index.ts";
import { message } from "../model/message.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { PublishOptions } from "./types.ts";

async function openSandbox(file: string, { config, world }: PublishOptions): Promise<Sandbox> {
  const { createSandbox } = await import("../sandbox/index.ts");
  try {
    mkdirSync(config.state, { recursive: true });
    return createSandbox({
      file,
      clock: { now: () => world.now(), sleep: (milliseconds, signal) => world.sleep(milliseconds, signal) },
    });
  } catch (error) {
    throw new FilesError(message("sandbox-unusable", { file, reason: reasonOf(error) }), error);
  }
}

/**
 * Lets a run speak to a local Notion whose state lies beside the memory, instead of the real one.
 * Sources without a target go to its shared page.
 *
 * @throws FilesError where its state cannot be read
 */
export async function embedSandbox(options: PublishOptions): Promise<PublishOptions> {
  const { config, session, world } = options;
  const file = join(config.state, "sandbox.json");
  const open = (): Promise<Sandbox> => openSandbox(file, options);
  const sandbox = await (session === undefined ? open() : session.sandbox(file, open));
  const sources = config.sources.map((source) => ({ ...source, to: source.to ?? sandbox.rootPageId }));
  return {
    ...options,
    // Nobody limits the rate here.
    config: {
      ...config,
      sources,
      options: { ...config.options, requestsPerMinute: Number.MAX_SAFE_INTEGER },
    },
    token: sandbox.token,
    world: { ...world, fetch: world.guard?.(sandbox.fetch) ?? sandbox.fetch },
  };
}
