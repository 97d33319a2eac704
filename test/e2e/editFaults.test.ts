import { expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "./support/convergence.ts";
import { BEFORE, EDITS, people } from "./support/edits.ts";
import { FAULTS } from "./support/faults.ts";

const LOST = ["500 after", "lands after 5 s", "reset after", "hangs, done", "503 that admits it"];

/** Each edit meets one fault, at a request in its middle or at its end; the whole matrix is in test/long. */
test.each(Object.entries(EDITS).map(([name, after], index) => [name, after, index] as const))(
  "%s, with a fault, and with the end of the process",
  async (_name, after, index) => {
    const { tree, requests } = await wanted(after, BEFORE, people);
    const fault = FAULTS[LOST[index % LOST.length] ?? ""];
    const at = index % 2 === 0 ? requests : Math.ceil(requests * 0.6);
    expect(fault).toBeDefined();
    await convergesWith(after, tree, fault === undefined ? [] : [{ at, fault }], BEFORE, people);
    await convergesAfterDeath(after, tree, at, index % 3 !== 0, { before: BEFORE, act: people });
  },
);
