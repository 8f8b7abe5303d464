import type { energyEn } from "./en-energy";
import { counted } from "./ro-numbers";

const UNITS = {
  hour: ["oră", "ore"],
  day: ["zi", "zile"],
  week: ["săptămână", "săptămâni"],
  month: ["lună", "luni"],
  year: ["an", "ani"],
} as const;

/** Kinds and directions of energy, and what a home took, gave and made. */
export const energyRo: typeof energyEn = {
  choose: "Ce se afișează",
  electricity: {
    import: "Din rețea",
    export: "În rețea",
    production: "Produs",
    consumption: "Folosit după contor",
  },
  both: "Din rețea și în rețea",
  kinds: { gas: "Gaz", water: "Apă", heat: "Căldură", cooling: "Răcire" },
  directions: {
    import: "din rețea",
    export: "în rețea",
    production: "produs",
    consumption: "folosit după contor",
  },
  kindIn: (kind, detail) => `${kind}, ${detail}`,
  notMeasured: (what) => `Nu se măsoară aici: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`,
  splitBy: "Afișat separat",
  split: "Fiecare canal separat",
  splitDevices: "Fiecare dispozitiv separat",
  fromGrid: "Din rețea",
  toGrid: "În rețea",
  in: (amount) => `${amount} din rețea`,
  out: (amount) => `${amount} în rețea`,
  stateOut: (state) => `în rețea: ${state.charAt(0).toLowerCase()}${state.slice(1)}`,
  outTotal: (amount) => `În rețea: ${amount}.`,
  outUnknown: "Nu se știe cât a mers în rețea: nu există citiri în această perioadă.",
  outGaps: (gaps) => `În rețea: ${gaps.charAt(0).toLowerCase()}${gaps.slice(1)}`,
  belowLegend: "Deasupra axei: din rețea; dedesubt: în rețea",
  rest: (name) => `${name}: nemăsurat separat`,
  belowZero: (name, count, unit) =>
    `În ${counted(count, UNITS[unit][0], UNITS[unit][1])} contoarele din aval au măsurat mai mult decât ${name}, deci se arată întreg.`,
  volume: "Volum",
  ofChannel: (device, channel) => `${device}, ${channel}`,
  chart: (what, period) => `${what}, ${period}`,
};
