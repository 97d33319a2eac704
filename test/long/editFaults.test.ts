import { describe, expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "../e2e/support/convergence.ts";
import { BEFORE, EDITS, people } from "../e2e/support/edits.ts";
import { FAULTS } from "../e2e/support/faults.ts";

async function at(request: number, run: () => Promise<void>): Promise<void> {
  await run().catch((error: unknown) => {
    throw new Error(`at request ${request}`, { cause: error });
  });
}

/** Comments and people's blocks are part of the tree that must come out. */
describe.each(Object.entries(EDITS))("%s", (_name, after) => {
  test("each fault at each of its requests ends in the wanted tree", async () => {
    const { tree, requests } = await wanted(after, BEFORE, people);
    expect(requests).toBeGreaterThan(1);
    for (const [name, fault] of Object.entries(FAULTS)) {
      for (let request = 1; request <= requests; request += 1) {
        await at(request, () => convergesWith(after, tree, [{ at: request, fault }], BEFORE, people)).catch(
          (error: unknown) => {
            throw new Error(name, { cause: error });
          },
        );
      }
    }
  });

  test.each([true, false])("so does the end of the process at each; landed: %s", async (lands) => {
    const { tree, requests } = await wanted(after, BEFORE, people);
    for (let request = 1; request <= requests; request += 1) {
      await at(request, () =>
        convergesAfterDeath(after, tree, request, lands, { before: BEFORE, act: people }),
      );
    }
  });
});
