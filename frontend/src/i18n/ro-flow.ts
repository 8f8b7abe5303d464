import type { flowEn } from "./en-flow";
import { counted } from "./ro-numbers";

/** What a home took, gave and made today. */
export const flowRo: typeof flowEn = {
  title: "Intrat, ieșit și produs",
  made: "Produs",
  fromGrid: "Din rețea",
  toGrid: "În rețea",
  home: "Folosit acasă",
  others: "Tot astăzi",
  noReadings: "încă fără citiri",
  selfConsumption: (share) => `Ai folosit ${share} din ce ai produs.`,
  autarky: (share) => `${share} din ce ai folosit a fost producție proprie.`,
  nothingMade: "Încă nu s-a produs nimic.",
  hours: (count) => `Pe ${counted(count, "oră întreagă", "ore întregi")}.`,
  hoursLeftOut: (count) =>
    `${counted(count, "oră nu este inclusă", "ore nu sunt incluse")}: lipsesc citiri.`,
  exportNotMeasured: "Ce merge în rețea nu se măsoară și se socotește ca folosit.",
  unknown: {
    production_not_measured:
      "Producția nu se măsoară, deci nu se știe cât ai folosit din ea și cât ai folosit în total.",
    no_whole_hours:
      "Nicio oră de astăzi nu este încă acoperită integral în fiecare sens, deci procentele nu se cunosc.",
    more_out_than_made:
      "În rețea a mers mai mult decât s-a produs: o baterie sau un producător nemăsurat. Procentele nu se cunosc.",
  },
  picture: (made, fromGrid, used, toGrid) =>
    `Surse: ${made} produs, ${fromGrid} din rețea. Utilizări: ${used} acasă, ${toGrid} în rețea.`,
};
