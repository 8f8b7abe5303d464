import type { ChannelWords } from "./en-channels";
import { counted } from "./ro-numbers";

export const channelsRo: ChannelWords = {
  title: "Canale",
  hint: "Ce mai măsoară acest dispozitiv pe lângă energia electrică din rețea. Citirile își numesc canalul.",
  electricity: {
    import: "Energie electrică din rețea",
    export: "Energie electrică în rețea",
    production: "Energie electrică produsă",
    consumption: "Energie electrică folosită după contor",
  },
  kinds: { gas: "Gaz", water: "Apă", heat: "Căldură", cooling: "Răcire" },
  hotWater: "Apă caldă",
  tariff: (name) => `tarif ${name}`,
  removed: "eliminat",
  add: "Adaugă canal",
  choose: "Canal",
  remove: (name) => `Elimină: ${name}`,
  removeHint: (name) =>
    `Elimini ${name}? Istoricul rămâne, citirile noi se resping, iar canalul nu mai poate fi adăugat.`,
  unclear: "Numele nu spune ce măsoară. Adaugă-l prin API.",
  pending: (count) =>
    count === 1
      ? "Citirile unui canal necunoscut sunt în așteptare până la adăugarea lui."
      : `Citirile a ${counted(count, "canal necunoscut", "canale necunoscute")} sunt în așteptare până la adăugarea lor.`,
  channel: "Canal",
  device: "Dispozitiv",
  addAs: (name) => `Adaugă „${name}”`,
};
