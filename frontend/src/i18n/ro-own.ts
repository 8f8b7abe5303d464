import type { OwnWords } from "./en-own";
import { counted } from "./ro-numbers";

export const ownRo: OwnWords = {
  start: "Adaugă primul tău dispozitiv",
  modes: {
    open: "Un dispozitiv este un contor sau orice altceva pentru care ai citiri. Îl vezi doar tu și administratorii.",
    approval: "Poți solicita un dispozitiv. Apare aici după ce un administrator îl aprobă.",
    closed: "Aici doar administratorii adaugă dispozitive.",
  },
  steps: {
    connect: {
      title: "Conectează un contor",
      hint: "Obții un nume de utilizator și un secret pentru un contor care trimite citiri prin HTTP sau MQTT.",
      action: "Conectează un contor",
    },
    import: {
      title: "Importă un fișier",
      hint: "Încarcă istoricul dintr-un fișier al furnizorului, al contorului sau al casei inteligente. Vezi întâi o previzualizare.",
      action: "Importă un fișier",
    },
  },
  add: "Adaugă dispozitiv",
  request: "Solicită dispozitiv",
  added: "Dispozitivul a fost adăugat.",
  requested: "Solicitare trimisă. Dispozitivul apare în listă după ce un administrator o aprobă.",
  requests: "Dispozitive solicitate",
  requestsOfClients: (count) =>
    counted(count, "solicitare de dispozitiv", "solicitări de dispozitive"),
  waiting: (since) => `așteaptă un administrator din ${since}`,
  rejected: (at) => `respins la ${at}`,
  withdraw: "Retrage",
  dismiss: "Elimină",
  approve: "Aprobă",
  reject: "Respinge",
  manage: "Administrează",
  importFile: "Importă un fișier",
  connection: "Cum trimite contorul citirile",
  connectionHint:
    "Se autentifică cu numele de utilizator de mai jos și cu secretul datelor sale de autentificare.",
  username: "Nume de utilizator",
  body: "O citire",
  giveBack: "Returnează …",
  giveBackOf: (name) => `Returnezi ${name}?`,
  giveBackHint: "Nu îți mai aparține, iar datele sale de autentificare nu mai funcționează.",
  giveBackDo: "Returnează",
  historyStays: "Îi vezi în continuare istoricul de până acum.",
};
