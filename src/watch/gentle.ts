import type { World } from "../publish/types.ts";

/** Milliseconds that requests under way get to end in, and that pass after the last one before all is ended. */
const PATIENCE = 10_000;
const GRACE = 300;

function unsent(): TypeError {
  const cause = Object.assign(new Error("the run is being interrupted"), { code: "ECONNREFUSED" });
  return new TypeError("fetch failed", { cause });
}

/**
 * A world that ends gently: once the user interrupts, requests under way are finished and no other one is sent; only
 * then what waits is aborted. What is in flight when a process ends would have to be looked for by the next run.
 */
export function endingGently(world: World): World {
  const hard = new AbortController();
  let inFlight = 0;
  let isClosing = false;

  const end = (): void => hard.abort(new DOMException("The run was interrupted.", "AbortError"));
  const endAfter = async (milliseconds: number, mayEnd: () => boolean): Promise<void> => {
    await world.sleep(milliseconds);
    if (mayEnd()) end();
  };
  const close = (): void => {
    isClosing = true;
    void endAfter(PATIENCE, () => true);
    if (inFlight === 0) void endAfter(GRACE, () => inFlight === 0);
  };
  if (world.signal.aborted) close();
  else world.signal.addEventListener("abort", close, { once: true });

  const guard =
    (fetch: World["fetch"]): World["fetch"] =>
    async (input, init) => {
      // Said as a refused connection is, so that it is known that nothing was sent.
      if (isClosing) throw unsent();
      inFlight += 1;
      try {
        return await fetch(input, init);
      } finally {
        inFlight -= 1;
        if (isClosing && inFlight === 0) void endAfter(GRACE, () => inFlight === 0);
      }
    };
  return { ...world, signal: hard.signal, fetch: guard(world.fetch), guard };
}
