import type { components } from "@/api/generated/monitoring";
import { s } from "./en-numbers";

const UNITS = { hour: "hour", day: "day", week: "week", month: "month", year: "year" };

type Measured = components["schemas"]["MeasuredKind"];

/** Kinds and directions of energy, and what a home took, gave and made. */
export const energyEn = {
  choose: "What is shown",
  electricity: {
    import: "From the grid",
    export: "To the grid",
    production: "Produced",
    consumption: "Used behind the meter",
  } satisfies Record<Measured["direction"], string>,
  both: "From and to the grid",
  kinds: {
    gas: "Gas",
    water: "Water",
    heat: "Heat",
    cooling: "Cooling",
  } satisfies Record<Exclude<Measured["kind"], "electricity">, string>,
  /** Directions of other kinds than electricity. */
  directions: {
    import: "from the network",
    export: "to the network",
    production: "produced",
    consumption: "used behind the meter",
  } satisfies Record<Measured["direction"], string>,
  kindIn: (kind: string, detail: string) => `${kind}, ${detail}`,
  notMeasured: (what: string) =>
    `Not measured here: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`,
  splitBy: "Shown apart",
  split: "Each channel apart",
  splitDevices: "Each device apart",
  fromGrid: "From the grid",
  toGrid: "To the grid",
  in: (amount: string) => `${amount} from the grid`,
  out: (amount: string) => `${amount} to the grid`,
  stateOut: (state: string) => `to the grid: ${state.charAt(0).toLowerCase()}${state.slice(1)}`,
  outTotal: (amount: string) => `To the grid: ${amount}.`,
  outUnknown: "What went to the grid is unknown: there are no readings in this period.",
  outGaps: (gaps: string) => `To the grid: ${gaps.charAt(0).toLowerCase()}${gaps.slice(1)}`,
  belowLegend: "Above the axis: from the grid; below: to the grid",
  rest: (name: string) => `${name}: not metered separately`,
  belowZero: (name: string, count: number, unit: keyof typeof UNITS) =>
    `In ${s(count, UNITS[unit])} the submeters measured more than ${name}, so it is shown whole.`,
  volume: "Volume",
  ofChannel: (device: string, channel: string) => `${device}, ${channel}`,
  chart: (what: string, period: string) => `${what}, ${period}`,
};
