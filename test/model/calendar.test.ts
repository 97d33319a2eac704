import fc from "fast-check";
import { expect, it } from "vitest";
import { localMinutes, minutesAt } from "../../src/model/calendar.ts";
import { canonicalProperty } from "../../src/model/canonical.ts";

const dates = fc.date({ min: new Date(-6e13), max: new Date(8e13), noInvalidDate: true });

it("local minutes count as the calendar does", () => {
  fc.assert(
    fc.property(dates, (date) => {
      const moment = date.toISOString();
      expect(localMinutes(moment.slice(0, 16))).toBe(Math.floor(date.getTime() / 60_000));
    }),
    { numRuns: 500, seed: 7 },
  );
});

it("a time with an offset is the moment that it is", () => {
  const offsets = fc.constantFrom("Z", "+00:00", "+05:45", "-03:30", "+1400", "-12:00");
  fc.assert(
    fc.property(dates, offsets, (date, offset) => {
      const moment = `${date.toISOString().slice(0, 16)}${offset}`;
      const withColon = moment.replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
      expect(minutesAt(moment)).toBe(Date.parse(withColon) / 60_000);
    }),
    { numRuns: 500, seed: 8 },
  );
});

it.each([
  ["2026-01-31T09:00:00+01:00", "2026-01-31T08:00:00.000Z", true],
  ["2026-01-31T09:00+01:00", "2026-01-31T09:00:00.000+01:00", true],
  ["2026-01-31T09:00:30Z", "2026-01-31T09:00:00Z", false],
  ["2026-01-31T09:00:00.5Z", "2026-01-31T09:00:00.500Z", true],
  ["2026-01-31T09:00", "2026-01-31T09:00:00", true],
  ["2026-01-31T00:00Z", "2026-01-31", false],
  ["2026-01-31T09:00Z", "2026-01-31T09:00", false],
])("%s and %s mean the same: %s", (a, b, same) => {
  const [one, other] = [a, b].map((start) =>
    JSON.stringify(canonicalProperty({ type: "date", value: { start, end: null, time_zone: null } })),
  );
  expect(one === other).toBe(same);
});
