/** Clock times of a time zone ("2025-11-25T18:00") and the moments they are. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Return the moments of a clock time, as ISO text in UTC, the earlier first: usually one, two if the
 * clocks go back over it, none if the clock change skips it or it is malformed.
 */
export function momentsIn(clock: string, zone: string): string[] {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return [];
  // The offset is that of the day before or of the day after; check which one gives this time.
  const moments = [asUtc - DAY_MS, asUtc + DAY_MS]
    .map((near) => asUtc - offsetMs(near, zone))
    .filter((at) => at + offsetMs(at, zone) === asUtc);
  return [...new Set(moments)]
    .sort((first, second) => first - second)
    .map((at) => new Date(at).toISOString());
}

/** Return the time zone's offset from UTC in ms, in whole minutes. */
function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value);
  const clock = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
  );
  return clock - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** Return the clock time of a moment in a zone ("2025-11-25T18:00"), as a field takes it. */
export function zoned(at: string, zone: string): string {
  const moment = Date.parse(at);
  return new Date(moment + offsetMs(moment, zone)).toISOString().slice(0, 16);
}
