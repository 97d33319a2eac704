import { beforeAll, expect, test } from "vitest";
import { FAULTS } from "./support/faults.ts";
import {
  EDITED,
  ROWS,
  rowsConverge,
  rowsSurvive,
  type WantedRows,
  wantedRows,
} from "./support/rowsConvergence.ts";

/** A sample of what the long matrix plays in full. */
let made: WantedRows;
let edited: WantedRows;

beforeAll(async () => {
  made = await wantedRows(ROWS);
  edited = await wantedRows(EDITED, ROWS);
  expect([made.requests, edited.requests]).toEqual([10, 11]);
});

const faults = Object.entries(FAULTS);

test.each(faults.map(([name, fault], index) => ({ name, fault, index })))(
  "$name at two requests of a first publish and one of another ends in the wanted rows",
  async ({ fault, index }) => {
    for (const at of [3 + (index % (made.requests - 2)), 3 + ((index * 5 + 4) % (made.requests - 2))]) {
      await rowsConverge(ROWS, made, [{ at, fault }]);
    }
    await rowsConverge(EDITED, edited, [{ at: 1 + ((index * 3) % edited.requests), fault }], ROWS);
  },
);

test.each([
  [4, true],
  [5, true],
  [6, true],
  [7, false],
  [8, true],
  [9, false],
])("the end of the process at request %i ends in the wanted rows after a second run", async (n, lands) => {
  await rowsSurvive(ROWS, made, n, lands);
  await rowsSurvive(ROWS, made, n, lands, { forgets: true });
  await rowsSurvive(EDITED, edited, n, lands, { before: ROWS });
});
