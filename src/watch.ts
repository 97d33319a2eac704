import { endingGently } from "./watch/gentle.ts";
import { createPart, type Part } from "./watch/part.ts";
import type { WatchEnd, Watching, WatchOptions } from "./watch/types.ts";

export type { WatchEnd, WatchEvent, Watching, WatchOptions } from "./watch/types.ts";

/**
 * Publishes, and then publishes again what changes, until the world's signal aborts: files that are saved, together
 * with the pages that were made from them; a configuration, with all that it is about. Nothing is ever taken to the
 * trash.
 *
 * Rounds never overlap. What changes during one is the next one's. What Notion does not take is kept and tried again.
 */
export function watch(options: WatchOptions): Watching {
  const gentle: WatchOptions = { ...options, world: endingGently(options.world) };
  // The rounds end by the user's signal at once, what they are doing by the gentle one.
  const { signal } = options.world;
  let part: Part = createPart(gentle, signal, true);

  async function run(): Promise<WatchEnd> {
    for (;;) {
      const end = await part.run();
      if (end.kind !== "reloaded") return end;
      part = createPart({ ...gentle, config: end.config }, signal, false);
    }
  }

  return {
    publishNow: () => part.publishNow(),
    togglePause: () => part.togglePause(),
    ended: run(),
  };
}
