import { s } from "./en-numbers";

export interface CorrectionValues {
  what: string;
  from: string;
  to: string;
  value: string;
  next: string;
  factor: string;
}

/** Corrections of readings. */
export const correctionsEn = {
  title: "Corrections",
  titleOf: (device: string) => `Correct ${device}`,
  hint: "Correct what the meter reported. Hours and alerts are updated, and you can undo it.",
  allHint: "For all devices, newest first. To correct a device, open it under Devices.",
  ofAll: "Corrections of all devices",
  toCorrect: "Correct readings",
  action: "Correction",
  actions: {
    set: "Set a value",
    scale: "Multiply a range",
    remove: "Remove a range",
    swap: "Record a meter replacement",
  },
  actionHints: {
    set: "Replaces one value, or adds it if it's missing.",
    scale: "For a meter that reported in the wrong unit.",
    remove: "Removed values count as missing, not as 0.",
    swap: "Energy continues from the old meter's last register value to the new meter's first.",
  },
  target: "Values to correct",
  targets: { readings: "Energy per interval", registers: "Register (counts up)" },
  targetsInSentence: { readings: "readings", registers: "registers" },
  at: "At",
  from: "From",
  to: "To (exclusive)",
  value: { readings: "Energy (kWh)", registers: "Register (kWh)" },
  interval: "Interval (seconds)",
  intervalHint: "Leave empty to keep the interval, or to use the device's reporting interval.",
  factor: "Factor",
  factorHint: "Use 0.001 if Wh were reported as kWh.",
  oldLast: "Old meter's last register value (kWh)",
  newFirst: "New meter's first register value (kWh)",
  reason: "Reason",
  reasonHint: "Recorded together with your name.",
  zone: (zone: string) => `Times in ${zone}.`,
  twice: "This time occurs twice on that day",
  occurrences: { first: "the first time (summer time)", second: "the second time (winter time)" },
  noSuchTime: "This time doesn't exist: the clocks were put forward over it.",
  preview: "Preview",
  follows: "Preview",
  apply: "Apply correction",
  done: "Correction applied.",
  values: (count: number) => `${s(count, "value")} ${count === 1 ? "changes" : "change"}`,
  grows: (energy: string) => `the total increases by ${energy}`,
  falls: (energy: string) => `the total decreases by ${energy}`,
  stays: "the total doesn't change",
  raised: (count: number) => `${s(count, "alert")} ${count === 1 ? "is" : "are"} raised`,
  retracted: (count: number) => `${s(count, "alert")} ${count === 1 ? "is" : "are"} retracted`,
  hours: (count: number) => s(count, "changed hour"),
  allHours: (count: string) => `Show all ${count} hours`,
  cut: (count: number) => `and ${s(count, "more hour")}`,
  unknown: "unknown",
  before: "Before",
  after: "After",
  alert: "Alert",
  alerts: { raised: "raised", retracted: "retracted" },
  record: "Past corrections",
  none: "No corrections yet.",
  descriptions: {
    set: ({ from, value }: CorrectionValues) => `Set to ${value} at ${from}`,
    scale: ({ what, from, to, factor }: CorrectionValues) =>
      `Multiplied by ${factor}: ${what} from ${from} to ${to}`,
    remove: ({ what, from, to }: CorrectionValues) => `Removed: ${what} from ${from} to ${to}`,
    swap: ({ from, value, next }: CorrectionValues) =>
      `Meter replaced at ${from}: ${value}, then ${next}`,
    import: ({ what, from, to }: CorrectionValues) => `Imported: ${what} from ${from} to ${to}`,
  },
  somebody: "a deleted user",
  madeBy: (name: string, at: string) => `by ${name}, ${at}`,
  undoneBy: (name: string, at: string) => `Undone by ${name}, ${at}`,
  undo: "Undo …",
  undoFollows: "Preview of the undo",
  undoDo: "Undo correction",
};
