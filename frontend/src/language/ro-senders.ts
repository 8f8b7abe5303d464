import type { sendersEn } from "./en-senders";
import { counted } from "./ro-numbers";

/** Aparatele care trimit mai mult decât altele și cât poate trimite fiecare. */
export const sendersRo: typeof sendersEn = {
  title: "Aparate care trimit mult",
  hint:
    "Citirile celorlalte aparate trec înainte, deci nimeni nu așteaptă după acestea. Un aparat care " +
    "își depășește cota este oprit: deocamdată nu poate trimite. Ce a trimis înainte nu se pierde.",
  messages: "Mesaje în acest minut",
  readings: "Citiri în acest minut",
  waiting: "Mesaje în așteptare",
  state: "Stare",
  heldUntil: (at: string) => `Oprit cam până la ${at}`,
  heldForNow: "Oprit până când îi așteaptă mai puține mesaje",
  notHeld: "Nu este oprit",
  unknown: "Expeditor necunoscut",
  more: (count: number) =>
    count === 1 ? "Arată încă un aparat" : `Arată încă ${counted(count, "aparat", "aparate")}`,
  sent: (messages: string, readings: string) =>
    `În acest minut: mesaje ${messages}, citiri ${readings}.`,
  change: "Schimbă cota",
  quotaShort: "Cotă",
  quota: "Cota aparatului",
  quotaHint:
    "Un aparat care trimite mai mult de atât este oprit. Schimbarea se aplică în două secunde.",
  quotaWrong: (largest: string) => `Scrie numere întregi de la 1 la ${largest}.`,
  messagesPerMinute: "Mesaje pe minut",
  readingsPerMinute: "Citiri pe minut",
  waitingMessages: "Mesaje în așteptare",
  isUsual: "Acest aparat are cota obișnuită.",
  isOwn: "Acest aparat are o cotă a lui.",
  restore: "Revino la cota obișnuită",
};
