import { s } from "./en-numbers";

export interface AlertSaid {
  device: string;
  energy: string;
  limit: string;
  hour: string;
  at: string;
}

/** Hours over their limit: the list, the pushed alert, acknowledging. */
export const alertsEn = {
  last: "Last alerts",
  all: "All alerts",
  none: "No device has passed its limit.",
  pageHint: "Hours in which a device used more than its limit allows.",
  search: "Search by device",
  order: "Order",
  orders: {
    "-hour": "Newest first",
    hour: "Oldest first",
    "-energy": "Most energy first",
    device: "By device",
  },
  state: "State",
  anyState: "Any state",
  states: { raised: "Raised", retracted: "Withdrawn" },
  ofLimit: (limit: string) => `over ${limit}`,
  now: ({ device, energy, limit, at }: AlertSaid) =>
    `${device} passed ${limit} this hour: ${energy} at ${at}.`,
  before: ({ device, energy, limit, hour }: AlertSaid) =>
    `${device} passed ${limit} in the hour from ${hour}: ${energy}.`,
  near: ({ device, energy, limit, at }: AlertSaid) =>
    `${device} nears its limit of ${limit} this hour: ${energy} at ${at}.`,
  jump: "See the hour",
  acknowledge: "Acknowledge",
  acknowledged: (name: string, at: string) => `Acknowledged by ${name}, ${at}`,
  undo: "Undo",
  open: (count: number) => `Unacknowledged (${count.toLocaleString("en-GB")})`,
  everyone: "All alerts",
  attention: "Acknowledged",
  more: (count: number) => `and ${s(count, "more alert")}`,
  seen: "Seen",
};
