import { beforeAll, describe, expect, test } from "vitest";
import { FAULTS } from "../e2e/support/faults.ts";
import { publishesMany } from "../e2e/support/manyRows.ts";
import {
  EDITED,
  ROWS,
  rowsConverge,
  rowsSurvive,
  type WantedRows,
  wantedRows,
} from "../e2e/support/rowsConvergence.ts";

test("a thousand rows take 1.02 requests each at most, and none afterwards", async () => {
  await publishesMany(1000);
}, 300_000);

describe("each fault at each request", () => {
  let made: WantedRows;
  let edited: WantedRows;

  beforeAll(async () => {
    made = await wantedRows(ROWS);
    edited = await wantedRows(EDITED, ROWS);
    expect(made.requests + edited.requests).toBeGreaterThan(20);
  });

  test.each(Object.entries(FAULTS))(
    "%s ends in the wanted rows",
    async (_name, fault) => {
      for (let at = 1; at <= made.requests; at += 1) await rowsConverge(ROWS, made, [{ at, fault }]);
      for (let at = 1; at <= edited.requests; at += 1) {
        await rowsConverge(EDITED, edited, [{ at, fault }], ROWS);
      }
    },
    120_000,
  );

  test.each([true, false])(
    "the end of the process, the request having its effect: %s",
    async (lands) => {
      for (let n = 1; n <= made.requests; n += 1) {
        await rowsSurvive(ROWS, made, n, lands);
        await rowsSurvive(ROWS, made, n, lands, { forgets: true });
      }
      for (let n = 1; n <= edited.requests; n += 1) {
        await rowsSurvive(EDITED, edited, n, lands, { before: ROWS });
      }
    },
    120_000,
  );
});
