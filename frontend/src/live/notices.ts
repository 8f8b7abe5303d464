import type { Notice } from "./channel";

/** The notices in sight after `next`: newest first, one per hour of a device. */
export function taken(known: Notice[], next: Notice): Notice[] {
  const others = known.filter(({ hour }) => !isSameHour(hour, next.hour));
  if (next.hour.state === "raised" && !next.hour.silent) return [next, ...others];
  // A retraction takes its own notice away; that an hour is no longer near leaves it over.
  return next.kind === "over" ? others : known.filter((each) => !isSameNotice(each, next));
}

function isSameNotice(one: Notice, other: Notice): boolean {
  return one.kind === other.kind && isSameHour(one.hour, other.hour);
}

function isSameHour(one: Notice["hour"], other: Notice["hour"]): boolean {
  return (
    one.device_id === other.device_id &&
    new Date(one.hour).getTime() === new Date(other.hour).getTime()
  );
}

/** Whether a moment lies in the clock hour that begins at `hour`. */
export function isWithinHour(moment: string, hour: string): boolean {
  const elapsed = new Date(moment).getTime() - new Date(hour).getTime();
  return elapsed >= 0 && elapsed < 3_600_000;
}
