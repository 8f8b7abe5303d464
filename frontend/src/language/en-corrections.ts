import { s } from "./en-numbers";

export interface CorrectionSaid {
  what: string;
  from: string;
  to: string;
  value: string;
  next: string;
  factor: string;
}

/** Mending what meters have reported. */
export const correctionsEn = {
  title: "Corrections",
  titleOf: (device: string) => `Correct ${device}`,
  hint: "Corrects what the meter reported; hours and alerts follow. It can be undone.",
  allHint: "Of all devices, newest first. A device is corrected from its own page.",
  ofAll: "Corrections of all devices",
  toCorrect: "Correct",
  action: "What to do",
  actions: {
    set: "Set one value",
    scale: "Multiply a range",
    remove: "Remove a range",
    swap: "The meter was replaced",
  },
  actionHints: {
    set: "One value gets another; one that is missing is put in.",
    scale: "For a meter that reported in another unit.",
    remove: "What is removed counts as missing, never as 0.",
    swap: "The energy goes on from the old meter's last figure to the new one's first.",
  },
  of: "Of which the meter reports",
  kinds: { readings: "Energy of an interval", registers: "A register that counts up" },
  kindsSaid: { readings: "readings", registers: "registers" },
  at: "At",
  from: "From",
  to: "Up to, without",
  value: { readings: "Energy, kWh", registers: "Register, kWh" },
  interval: "Interval, seconds",
  intervalHint: "Empty: as it was, or as the device reports.",
  factor: "Factor",
  factorHint: "0.001 where Wh were reported as kWh.",
  oldLast: "Old meter's last figure, kWh",
  newFirst: "New meter's first figure, kWh",
  reason: "Reason",
  reasonHint: "Kept on record with your name.",
  zone: (zone: string) => `Times are those of ${zone}.`,
  twice: "This time comes twice that day",
  turns: { first: "the first, in summer time", second: "the second, in winter time" },
  noSuchTime: "There is no such time: the clocks were changed over it.",
  preview: "See what follows",
  follows: "What follows",
  apply: "Correct it",
  done: "Corrected.",
  values: (count: number) => `${s(count, "value")} ${count === 1 ? "changes" : "change"}`,
  grows: (energy: string) => `the total grows by ${energy}`,
  falls: (energy: string) => `the total falls by ${energy}`,
  stays: "the total stays",
  raised: (count: number) => `${s(count, "alert")} ${count === 1 ? "is" : "are"} raised`,
  retracted: (count: number) => `${s(count, "alert")} ${count === 1 ? "is" : "are"} retracted`,
  hours: (count: number) => `${s(count, "hour")} that ${count === 1 ? "changes" : "change"}`,
  allHours: (count: string) => `Show ${count} hours`,
  cut: (count: number) => `and ${s(count, "more hour")}`,
  unknown: "unknown",
  before: "Before",
  after: "After",
  alert: "Alert",
  alerts: { raised: "raised", retracted: "retracted" },
  record: "What was corrected",
  none: "Nothing was corrected.",
  said: {
    set: ({ from, value }: CorrectionSaid) => `Set to ${value} at ${from}`,
    scale: ({ what, from, to, factor }: CorrectionSaid) =>
      `Multiplied by ${factor}: ${what} from ${from} to ${to}`,
    remove: ({ what, from, to }: CorrectionSaid) => `Removed: ${what} from ${from} to ${to}`,
    swap: ({ from, value, next }: CorrectionSaid) =>
      `Meter replaced at ${from}: ${value}, then ${next}`,
    import: ({ what, from, to }: CorrectionSaid) => `Imported: ${what} from ${from} to ${to}`,
  },
  somebody: "somebody who is gone",
  madeBy: (name: string, at: string) => `by ${name}, ${at}`,
  undoneBy: (name: string, at: string) => `Undone by ${name}, ${at}`,
  undo: "Undo …",
  undoFollows: "What follows when it is undone",
  undoDo: "Undo it",
};
