import { s } from "./en-numbers";

/** What a home took, gave and made today. */
export const flowEn = {
  title: "In, out and produced",
  made: "Produced",
  fromGrid: "From the grid",
  toGrid: "To the grid",
  home: "Used at home",
  others: "Also today",
  noReadings: "no readings yet",
  selfConsumption: (share: string) => `You used ${share} of what you produced.`,
  autarky: (share: string) => `${share} of what you used was your own.`,
  nothingMade: "Nothing was produced yet.",
  hours: (count: number) => `Over ${s(count, "full hour")}.`,
  hoursLeftOut: (count: number) =>
    `${s(count, "hour")} ${count === 1 ? "isn't" : "aren't"} included: readings are missing.`,
  exportNotMeasured: "What goes to the grid isn't measured and counts as used.",
  unknown: {
    production_not_measured:
      "Production isn't measured, so what you used of it and what you used in all are unknown.",
    no_whole_hours:
      "No hour of today is fully covered in every direction yet, so the shares are unknown.",
    more_out_than_made:
      "More went to the grid than was produced: a battery, or a producer that isn't measured. The shares are unknown.",
  },
  picture: (made: string, fromGrid: string, used: string, toGrid: string) =>
    `Sources: ${made} produced, ${fromGrid} from the grid. Uses: ${used} at home, ${toGrid} to the grid.`,
};
