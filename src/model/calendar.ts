/** The Gregorian calendar, reckoned in minutes. */

const MINUTES_OF_DAY = 1440;

/** Days from 1970-01-01 to a day of the Gregorian calendar. */
function daysTo(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Minutes from 1970-01-01T00:00 to a local date-time (`2026-01-31T09:00…`), without regard to any zone. */
export function localMinutes(moment: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = (moment.match(/\d+/g) ?? []).map(Number);
  return daysTo(year, month, day) * MINUTES_OF_DAY + hour * 60 + minute;
}

/**
 * Minutes from 1970-01-01T00:00Z to a time with its offset (`2026-01-31T09:00:00+01:00`, `…Z`); to a day, at its
 * beginning, without regard to any zone.
 */
export function minutesAt(moment: string): number {
  const [, sign, hours, minutes] = /T.*([+-])(\d\d):?(\d\d)$/.exec(moment) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return localMinutes(moment) - (sign === "-" ? -ahead : ahead);
}
