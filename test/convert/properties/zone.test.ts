import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTimeZone, offsetIn } from "../../../src/convert/properties/zone.ts";

/** What clocks show in a zone at a moment, by the platform. */
function clock(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
  return parts.replace(" ", "T");
}

const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const moments = fc
  .integer({ min: Date.UTC(1975, 0), max: Date.UTC(2037, 0) })
  .map((at) => at - (at % 60_000));

describe("the offset of a local time", () => {
  it("leads back to what the clocks show, in every zone", () => {
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        const shown = clock(zone, at);
        const meant = Date.parse(`${shown}:00${offsetIn(zone, shown)}`);
        // A time that there is twice is the first one.
        expect(clock(zone, meant)).toBe(shown);
        expect(meant).toBeLessThanOrEqual(at);
      }),
      { numRuns: 1500, seed: 6 },
    );
  });

  it.each([
    ["Europe/Berlin", "2026-01-31T09:00", "+01:00"],
    ["Europe/Berlin", "2026-07-31T09:00", "+02:00"],
    // Clocks go forward at 02:00: there is no such time, and the offset from before stays.
    ["Europe/Berlin", "2026-03-29T02:30", "+01:00"],
    ["America/New_York", "2026-03-08T02:30", "-05:00"],
    // Clocks go back at 03:00: there are two such times, and the first is meant.
    ["Europe/Berlin", "2026-10-25T02:30", "+02:00"],
    ["America/New_York", "2026-11-01T01:30", "-04:00"],
    ["Asia/Kathmandu", "2026-01-31T09:00", "+05:45"],
    ["America/St_Johns", "2026-01-31T09:00", "-03:30"],
    ["UTC", "2026-01-31T09:00", "+00:00"],
    // A whole day was left out here.
    ["Pacific/Apia", "2011-12-31T12:00", "+14:00"],
    ["Pacific/Apia", "2011-12-29T12:00", "-10:00"],
  ])("in %s at %s is %s", (zone, moment, offset) => {
    expect(offsetIn(zone, moment)).toBe(offset);
  });

  it("needs a zone that there is", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Mars/Base")).toBe(false);
    expect(() => offsetIn("Mars/Base", "2026-01-31T09:00")).toThrow(RangeError);
  });
});
