import type { simulatorEn, simulatorErrorsEn } from "./en-simulator";
import { counted } from "./ro-numbers";

/** Controlling the demo's simulated meters. */
export const simulatorRo: typeof simulatorEn = {
  title: "Simulator",
  hint: "Aceste contoare sunt simulate. Citirile lor sunt prelucrate ca ale contoarelor reale.",
  running: (playing: number, every: string) =>
    playing === 0
      ? "Niciun contor nu raportează."
      : `${counted(playing, "contor raportează", "contoare raportează")} ${every}.`,
  stopped: "Oprit: niciun contor nu raportează.",
  stoppedHint: "Contoarele continuă să măsoare. La pornire raportează ce au măsurat între timp.",
  confirmed: (count: string) => `Citiri stocate de când a pornit simulatorul: ${count}.`,
  refused: (count: number) => `${counted(count, "citire respinsă", "citiri respinse")}.`,
  start: "Pornește",
  stop: "Oprește",
  interval: "Intervalul de raportare al fiecărui contor",
  intervalHint: "Un interval mai scurt înseamnă mai multe citiri, nu mai multă energie.",
  meters: "Contoare",
  reports: (name: string) => `${name} raportează`,
  profiles: {
    household: "o gospodărie",
    "heat-pump": "o pompă de căldură",
    shop: "un magazin",
    "ev-charger": "un încărcător auto",
  },
  until: (at: string) => `raportat până la ${at}`,
  never: "încă nicio citire",
  silent: "nu raportează",
  forced: (at: string) => `consum suplimentar până la ${at}`,
  force: "Forțează depășirea limitei",
  forceOf: (name: string) => `Forțează depășirea limitei: ${name}`,
  forceHint:
    "În 20 de secunde, contorul adaugă la consumul măsurat de 1,2 ori limita pe oră. O oră care a depășit deja limita nu mai emite o alertă.",
  add: "Adaugă un contor",
  addHint: "Alege un profil de consum, apoi dispozitivul. Contorul măsoară din acel moment.",
  profile: "Profil",
  isSimulated: "deja simulat",
  registerFirst: "Înregistrează mai întâi un dispozitiv nou",
  none: "Niciun contor nu este simulat.",
  noneHint: "Adaugă unul pentru orice dispozitiv înregistrat.",
  remove: "Elimină",
  removeOf: (name: string) => `Elimină contorul: ${name}`,
  removeFollows:
    "Nu mai măsoară. Citirile, dispozitivul și datele lui de autentificare se păstrează. Dacă îl adaugi din nou, începe de la zero.",
  noLimit: "fără limită",
  limit: (energy: string) => `limită ${energy} pe oră`,
};

export const simulatorErrorsRo: typeof simulatorErrorsEn = {
  meter_silent: "Acest contor nu raportează. Pornește-i mai întâi raportarea.",
  not_simulated: "Acest dispozitiv nu are un contor simulat.",
  already_simulated: "Acest dispozitiv are deja un contor simulat.",
  meter_elsewhere:
    "Acest dispozitiv are deja date de autentificare, deci un contor propriu. Revocă-le mai întâi, în fereastra dispozitivului.",
};
