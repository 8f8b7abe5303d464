import type { AlertMessage } from "./channel";

export type ShownAlert = AlertMessage;

/** The alerts in sight after `message`: newest first, one per hour of a device. */
export function taken(known: ShownAlert[], message: AlertMessage): ShownAlert[] {
  const others = known.filter(({ alert }) => !isSameHour(alert, message.alert));
  // A retraction takes its alert away; there is nothing left to warn of.
  return message.alert.state === "raised" ? [message, ...others] : others;
}

function isSameHour(one: AlertMessage["alert"], other: AlertMessage["alert"]): boolean {
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
