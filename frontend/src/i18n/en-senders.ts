import { s } from "./en-numbers";

/** Devices that send a lot, and their quotas. */
export const sendersEn = {
  title: "Devices that send a lot",
  hint:
    "Other devices' readings go first, so nobody waits for these. A device over its quota is held " +
    "back: it can't send for now. Nothing it sent before is lost.",
  messages: "Messages this minute",
  readings: "Readings this minute",
  waiting: "Messages waiting",
  state: "State",
  heldUntil: (at: string) => `Held back until about ${at}`,
  heldForNow: "Held back until fewer of its messages are waiting",
  notHeld: "Not held back",
  unknown: "Unknown sender",
  more: (count: number) => `Show ${s(count, "more device", "more devices")}`,
  sent: (messages: string, readings: string) =>
    `This minute: messages ${messages}, readings ${readings}.`,
  change: "Change quota",
  quotaShort: "Quota",
  quota: "Device quota",
  quotaHint: "A device that sends more than this is held back. Changes apply within two seconds.",
  quotaWrong: (largest: string) => `Enter whole numbers from 1 to ${largest}.`,
  messagesPerMinute: "Messages per minute",
  readingsPerMinute: "Readings per minute",
  waitingMessages: "Messages waiting",
  isUsual: "This device has the default quota.",
  isOwn: "This device has its own quota.",
  restore: "Restore default quota",
};
