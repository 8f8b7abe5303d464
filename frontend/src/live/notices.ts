import type { Notice } from "./channel";

/** Return the notices after `next`: newest first, one per hour of a channel. */
export function withNotice(known: Notice[], next: Notice): Notice[] {
  const others = known.filter(({ hour }) => !isSameHour(hour, next.hour));
  if (next.hour.state === "raised" && !next.hour.silent) return [next, ...others];
  // A retraction removes its own notice; a retracted early warning leaves the alert.
  return next.kind === "alert" ? others : known.filter((each) => !isSameNotice(each, next));
}

function isSameNotice(one: Notice, other: Notice): boolean {
  return one.kind === other.kind && isSameHour(one.hour, other.hour);
}

function isSameHour(one: Notice["hour"], other: Notice["hour"]): boolean {
  return (
    one.device_id === other.device_id &&
    (one.channel ?? "import") === (other.channel ?? "import") &&
    new Date(one.hour).getTime() === new Date(other.hour).getTime()
  );
}

/** Return whether a moment is within the clock hour that starts at `hour`. */
export function isWithinHour(moment: string, hour: string): boolean {
  const elapsed = new Date(moment).getTime() - new Date(hour).getTime();
  return elapsed >= 0 && elapsed < 3_600_000;
}
