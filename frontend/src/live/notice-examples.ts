import type { Notice } from "./channel";

export const HOUR: Notice["hour"] = {
  device_id: "a",
  device_name: "Heat pump",
  channel: "import",
  hour: "2026-03-01T18:00:00Z",
  time_zone: "UTC",
  energy_kwh: 2.31,
  limit_kwh: 2,
  state: "raised",
};
export const SENT_AT = "2026-03-01T18:40:00Z";

export const READY = {
  type: "ready",
  user_id: "1",
  last_number: 7,
  expires_at: "2026-03-01T19:00:00Z",
};

/** The message of an alert with that number. */
export function alert(number: number): object {
  return { type: "alert", number, sent_at: SENT_AT, alert: HOUR };
}
