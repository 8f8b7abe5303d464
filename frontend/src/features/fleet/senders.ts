import type { components } from "@/api/generated/balancing";

export type Sender = components["schemas"]["BusySenderView"];
export type Quota = components["schemas"]["QuotaBody"];

/** The largest number that a quota can have. */
export const LARGEST_QUOTA = 2 ** 31 - 1;

/** How many senders are listed until all are requested. */
export const SENDERS_SHOWN = 8;

const STEP_MS = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** When a sender may send again: at a time, once fewer of its messages are waiting, or now. */
export type HoldEnd = { kind: "at"; at: Date } | { kind: "shorter" } | { kind: "free" };

/**
 * Return when a sender may send again, based on a response that arrived at `answeredAt` (ms).
 *
 * The time is rounded to ten seconds, so that it stays the same from one response to the next.
 * Once its minute is over, only the number of waiting messages can hold a sender back.
 */
export function holdEndOf(sender: Sender, answeredAt: number): HoldEnd {
  if (!sender.held) return { kind: "free" };
  if (sender.retry_after_s <= 1) return { kind: "shorter" };
  const at = answeredAt + sender.retry_after_s * 1000;
  return { kind: "at", at: new Date(Math.ceil(at / STEP_MS) * STEP_MS) };
}

/** Return whether the sender is a device, which can have a quota and may have a name. */
export function isDevice({ device_id }: Sender): boolean {
  return UUID.test(device_id);
}

/** Return the sender's name, or its ID; empty if neither is known. */
export function labelOf({ device_id }: Sender, names: ReadonlyMap<string, string>): string {
  return names.get(device_id)?.trim() || device_id;
}

/** Return the quota that was typed, or undefined if a value is missing or invalid. */
export function quotaOf(form: FormData): Quota | undefined {
  const number = (name: keyof Quota): number => {
    const typed = String(form.get(name) ?? "").trim();
    return /^\d{1,10}$/.test(typed) ? Number(typed) : 0;
  };
  const quota: Quota = {
    messages_per_minute: number("messages_per_minute"),
    readings_per_minute: number("readings_per_minute"),
    waiting_messages: number("waiting_messages"),
  };
  const fits = Object.values(quota).every((each) => each >= 1 && each <= LARGEST_QUOTA);
  return fits ? quota : undefined;
}
