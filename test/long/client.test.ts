import { expect, test } from "vitest";
import { ACTS, rehearse } from "../client/rehearsal.ts";
import { FAULTS } from "../e2e/support/faults.ts";

test.each(Object.entries(ACTS))(
  "%s by a client is there once after any fault",
  async (_name, act) => {
    expect(await rehearse(act, Object.values(FAULTS))).toBeGreaterThan(Object.keys(FAULTS).length);
  },
  300_000,
);
