import type { sendersEn } from "./en-senders";
import { counted } from "./ro-numbers";

/** Devices that send a lot, and their quotas. */
export const sendersRo: typeof sendersEn = {
  title: "Dispozitive care trimit mult",
  hint: "Citirile celorlalte dispozitive au prioritate, deci nimeni nu așteaptă din cauza acestora. Un dispozitiv care își depășește cota este oprit temporar: deocamdată nu poate trimite. Ce a trimis înainte nu se pierde.",
  messages: "Mesaje în acest minut",
  readings: "Citiri în acest minut",
  waiting: "Mesaje în așteptare",
  state: "Stare",
  heldUntil: (at: string) => `Oprit până la aproximativ ${at}`,
  heldForNow: "Oprit până când are mai puține mesaje în așteptare",
  notHeld: "Nu este oprit",
  unknown: "Expeditor necunoscut",
  more: (count: number) =>
    count === 1
      ? "Arată încă un dispozitiv"
      : `Arată încă ${counted(count, "dispozitiv", "dispozitive")}`,
  sent: (messages: string, readings: string) =>
    `În acest minut: mesaje ${messages}, citiri ${readings}.`,
  change: "Modifică cota",
  quotaShort: "Cotă",
  quota: "Cota dispozitivului",
  quotaHint:
    "Un dispozitiv care trimite mai mult este oprit temporar. Modificările se aplică în două secunde.",
  quotaWrong: (largest: string) => `Scrie numere întregi de la 1 la ${largest}.`,
  messagesPerMinute: "Mesaje pe minut",
  readingsPerMinute: "Citiri pe minut",
  waitingMessages: "Mesaje în așteptare",
  isUsual: "Acest dispozitiv are cota implicită.",
  isOwn: "Acest dispozitiv are o cotă proprie.",
  restore: "Revino la cota implicită",
};
