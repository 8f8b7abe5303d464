import type { simulatorEn, simulatorRefusalsEn } from "./en-simulator";
import { counted } from "./ro-numbers";

/** Contoarele inventate ale unei demonstrații. */
export const simulatorRo: typeof simulatorEn = {
  title: "Simulator",
  hint: "Contoarele demonstrației sunt inventate; ce devin citirile lor nu este.",
  running: (playing: number, every: string) =>
    playing === 0
      ? "Niciun contor nu raportează."
      : `${counted(playing, "contor raportează", "contoare raportează")} ${every}.`,
  stopped: "Oprit: niciun contor nu raportează.",
  stoppedHint: "Contoarele măsoară mai departe. Ce măsoară între timp urmează la pornire.",
  confirmed: (count: string) => `Citiri stocate de când a pornit simulatorul: ${count}.`,
  refused: (count: number) => `${counted(count, "citire refuzată", "citiri refuzate")}.`,
  start: "Pornește",
  stop: "Oprește",
  interval: "Cât de des raportează fiecare contor",
  intervalHint: "Mai des înseamnă mai multe citiri, nu mai multă energie.",
  meters: "Contoare",
  plays: (name: string) => `${name} raportează`,
  profiles: {
    household: "o gospodărie",
    "heat-pump": "o pompă de căldură",
    shop: "un magazin",
    "ev-charger": "un încărcător auto",
  },
  until: (at: string) => `raportat până la ${at}`,
  never: "nu a raportat încă nimic",
  silent: "tace",
  forced: (at: string) => `numără peste consumul său până la ${at}`,
  force: "Forțează un consum excesiv",
  forceOf: (name: string) => `Forțează un consum excesiv: ${name}`,
  forceHint:
    "Forțat, un contor numără în 20 de secunde, peste consumul său, de 1,2 ori limita pe oră. O oră care a depășit deja limita nu ridică a doua alertă.",
  add: "Adaugă un contor",
  addHint: "Alege ce fel de consumator este, apoi aparatul. Numără din acel moment.",
  profile: "Se comportă ca",
  isSimulated: "este simulat",
  registerFirst: "Înregistrează întâi un aparat nou",
  none: "Niciun contor nu este simulat.",
  noneHint: "Adaugă unul pentru orice aparat înregistrat.",
  remove: "Elimină",
  removeOf: (name: string) => `Elimină contorul: ${name}`,
  removeFollows:
    "Nu mai numără. Ce a raportat rămâne, la fel aparatul și acreditarea lui. Adăugat din nou, începe de la capăt.",
  noLimit: "nicio limită de depășit",
  limit: (energy: string) => `limită ${energy} pe oră`,
};

export const simulatorRefusalsRo: typeof simulatorRefusalsEn = {
  meter_silent: "Contorul nu raportează acum: lasă-l întâi să raporteze.",
  not_simulated: "Acest aparat nu are contor simulat.",
  already_simulated: "Acest aparat are deja un contor simulat.",
  meter_elsewhere:
    "Acest aparat are o acreditare, deci un contor al său. Revoc-o întâi, în fereastra aparatului.",
};
