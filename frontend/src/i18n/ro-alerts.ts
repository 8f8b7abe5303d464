import type { AlertValues, alertsEn } from "./en-alerts";
import { counted } from "./ro-numbers";

/** Alerts: the list, the notification, acknowledging. */
export const alertsRo: typeof alertsEn = {
  last: "Ultimele alerte",
  all: "Toate alertele",
  none: "Niciun dispozitiv nu și-a depășit limita.",
  pageHint: "Orele în care un dispozitiv a consumat mai mult decât îi permite limita.",
  search: "Caută după dispozitiv",
  order: "Sortare",
  orders: {
    "-hour": "Cele mai noi întâi",
    hour: "Cele mai vechi întâi",
    "-energy": "Cea mai multă energie întâi",
    device: "După dispozitiv",
  },
  state: "Stare",
  anyState: "Orice stare",
  states: { raised: "Emise", retracted: "Retrase" },
  ofLimit: (limit: string) => `peste ${limit}`,
  currentHour: ({ device, energy, limit, at }: AlertValues) =>
    `${device} a depășit limita de ${limit} în această oră: ${energy} la ${at}.`,
  earlierHour: ({ device, energy, limit, hour }: AlertValues) =>
    `${device} a depășit limita de ${limit} în ora de la ${hour}: ${energy}.`,
  earlyWarning: ({ device, energy, limit, at }: AlertValues) =>
    `${device} se apropie de limita de ${limit} în această oră: ${energy} la ${at}.`,
  jump: "Vezi ora",
  acknowledge: "Confirmă",
  acknowledged: (name: string, at: string) => `Confirmată de ${name}, ${at}`,
  undo: "Anulează",
  open: (count: number) => `Neconfirmate (${count.toLocaleString("ro-RO")})`,
  everyone: "Toate alertele",
  acknowledgement: "Confirmare",
  more: (count: number) => `și încă ${counted(count, "alertă", "alerte")}`,
  dismiss: "Închide",
};
