import type { OwnDevicesRules } from "@/features/own-devices/queries";

interface Step {
  title: string;
  hint: string;
  action: string;
}

export interface OwnWords {
  start: string;
  modes: Record<OwnDevicesRules["mode"], string>;
  steps: Record<"connect" | "import", Step>;
  add: string;
  request: string;
  added: string;
  requested: string;
  requests: string;
  requestsOfClients: (count: number) => string;
  waiting: (since: string) => string;
  rejected: (at: string) => string;
  withdraw: string;
  dismiss: string;
  approve: string;
  reject: string;
  manage: string;
  importFile: string;
  connection: string;
  connectionHint: string;
  username: string;
  body: string;
  giveBack: string;
  giveBackOf: (name: string) => string;
  giveBackHint: string;
  giveBackDo: string;
  historyStays: string;
}

export const ownEn: OwnWords = {
  start: "Add your first device",
  modes: {
    open: "A device is a meter, or whatever you have readings of. Only you and administrators see it.",
    approval: "You can request a device. It appears here once an administrator approves it.",
    closed: "Only administrators add devices here.",
  },
  steps: {
    connect: {
      title: "Connect a meter",
      hint: "Get a username and secret for a meter that sends its readings over HTTP or MQTT.",
      action: "Connect a meter",
    },
    import: {
      title: "Import a file",
      hint: "Load history from a file of your utility, meter or smart home. You see a preview first.",
      action: "Import a file",
    },
  },
  add: "Add device",
  request: "Request device",
  added: "Device added.",
  requested: "Requested. The device appears in your list once an administrator approves it.",
  requests: "Requested devices",
  requestsOfClients: (count) =>
    count === 1
      ? "1 request for a device"
      : `${count.toLocaleString("en-GB")} requests for devices`,
  waiting: (since) => `waiting for an administrator since ${since}`,
  rejected: (at) => `rejected ${at}`,
  withdraw: "Withdraw",
  dismiss: "Remove",
  approve: "Approve",
  reject: "Reject",
  manage: "Manage",
  importFile: "Import a file",
  connection: "How the meter sends readings",
  connectionHint: "It logs in with the username below and the secret of its credential.",
  username: "Username",
  body: "A reading",
  giveBack: "Give back …",
  giveBackOf: (name) => `Give back ${name}?`,
  giveBackHint: "It no longer belongs to you, and its credential stops working.",
  giveBackDo: "Give back",
  historyStays: "You still see its history up to now.",
};
