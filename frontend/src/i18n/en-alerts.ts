import { s } from "./en-numbers";

export interface AlertValues {
  device: string;
  energy: string;
  limit: string;
  hour: string;
  at: string;
}

/** Alerts: the list, the notification, acknowledging. */
export const alertsEn = {
  last: "Latest alerts",
  all: "All alerts",
  none: "No device has gone over its limit.",
  pageHint: "Hours in which a device used more than its limit allows.",
  search: "Search by device",
  order: "Sort by",
  orders: {
    "-hour": "Newest first",
    hour: "Oldest first",
    "-energy": "Most energy first",
    device: "By device",
  },
  state: "State",
  anyState: "Any state",
  states: { raised: "Raised", retracted: "Retracted" },
  ofLimit: (limit: string) => `over ${limit}`,
  currentHour: ({ device, energy, limit, at }: AlertValues) =>
    `${device} went over its limit of ${limit} this hour: ${energy} at ${at}.`,
  earlierHour: ({ device, energy, limit, hour }: AlertValues) =>
    `${device} went over its limit of ${limit} in the hour from ${hour}: ${energy}.`,
  earlyWarning: ({ device, energy, limit, at }: AlertValues) =>
    `${device} is close to its limit of ${limit} this hour: ${energy} at ${at}.`,
  jump: "View hour",
  acknowledge: "Acknowledge",
  acknowledged: (name: string, at: string) => `Acknowledged by ${name}, ${at}`,
  undo: "Undo",
  open: (count: number) => `Unacknowledged (${count.toLocaleString("en-GB")})`,
  everyone: "All alerts",
  acknowledgement: "Acknowledgement",
  more: (count: number) => `and ${s(count, "more alert")}`,
  dismiss: "Dismiss",
};
