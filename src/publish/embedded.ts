import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PublishOptions } from "./types.ts";

/**
 * Lets a run speak to a local Notion whose state lies beside the memory, instead of the real one.
 * Sources without a target go to its shared page.
 */
export async function embedSandbox(options: PublishOptions): Promise<PublishOptions> {
  const { createSandbox } = await import("../sandbox/index.ts");
  const { config, world } = options;
  mkdirSync(config.state, { recursive: true });
  const sandbox = createSandbox({
    file: join(config.state, "sandbox.json"),
    clock: { now: () => world.now(), sleep: (milliseconds, signal) => world.sleep(milliseconds, signal) },
  });
  const sources = config.sources.map((source) => ({ ...source, to: source.to ?? sandbox.rootPageId }));
  return {
    ...options,
    config: { ...config, sources },
    token: sandbox.token,
    world: { ...world, fetch: sandbox.fetch },
  };
}
