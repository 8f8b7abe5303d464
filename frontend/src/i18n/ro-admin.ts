import type { adminEn } from "./en-admin";
import { counted } from "./ro-numbers";

/** Return a duration in its largest unit. */
const lasting = (seconds: number): string =>
  seconds >= 5400
    ? counted(Math.round(seconds / 3600), "oră", "ore")
    : counted(Math.max(1, Math.round(seconds / 60)), "minut", "minute");

/** Devices and the administrators' pages. */
export const adminRo: typeof adminEn = {
  table: {
    range: (first: string, last: string, total: string) => `${first}–${last} din ${total}`,
    pages: "Pagini",
    previous: "Pagina anterioară",
    next: "Pagina următoare",
    nothingFound: "Niciun rezultat pentru această căutare.",
    typeForMore: "Există mai multe rezultate: scrie o parte din nume.",
    interval: "Ora",
    energy: "Energie",
    state: "Stare",
    readings: "Citiri",
  },
  users: {
    create: "Creează un utilizator",
    search: "Caută după nume",
    suspendedHint: "Utilizatorii suspendați sunt deconectați și nu mai pot intra în cont.",
    deleteTitle: (name: string) => `Ștergi utilizatorul ${name}?`,
    deleteAccess: "Este deconectat în câteva secunde și nu mai poate intra în cont.",
    deleteDevices: (count: number, shown: string) =>
      count === 0
        ? "Nu deține niciun dispozitiv."
        : count === 1
          ? "Dispozitivul său rămâne fără proprietar; istoricul se păstrează."
          : `Cele ${shown} dispozitive ale sale rămân fără proprietar; istoricul se păstrează.`,
    deleteSelf: "Este chiar contul tău: vei fi deconectat.",
    deleteDo: "Șterge definitiv",
    access: "Acces",
    reset: "Creează un link de resetare a parolei",
    resetLabel: "Link de unică folosință",
    resetUntil: (until: string) =>
      `Trimite-i chiar tu acest link. Poate fi folosit o singură dată, până la ${until}.`,
    endSessions: "Încheie toate sesiunile",
    ended: (count: number) => `${counted(count, "sesiune încheiată", "sesiuni încheiate")}.`,
  },
  once: {
    hint: "Copiază acum: nu va mai fi afișat.",
    copy: "Copiază",
    copied: "Copiat",
  },
  credential: {
    title: "Datele de autentificare ale contorului",
    none: "Nu există. Contorul nu se poate autentifica prin RabbitMQ, MQTT sau HTTP.",
    since: (at: string) => `Emise ${at}`,
    used: (at: string) => `folosite ultima oară ${at}`,
    unused: "încă nefolosite",
    issue: "Emite datele de autentificare",
    rotate: "Înlocuiește",
    revoke: "Revocă",
    secret: "Secret (numele de utilizator este ID-ul dispozitivului)",
    rotated: "Datele anterioare nu mai sunt valabile, iar conexiunile lor se închid.",
    revoked:
      "Datele de autentificare au fost revocate. Conexiunile lor se închid în câteva secunde.",
  },
  locks: {
    title: (count: number) =>
      counted(count, "nume de utilizator este blocat", "nume de utilizator sunt blocate"),
    hint: "Blocate după zece parole greșite. Din browserele folosite anterior se poate intra în continuare.",
    failures: (count: number) => counted(count, "parolă greșită", "parole greșite"),
    until: (at: string) => `blocat până la ${at}`,
    nobody: "niciun utilizator nu are acest nume",
    unlock: "Deblochează",
    more: (count: string) => `și încă ${count}`,
  },
  maintenance: {
    title: "Mentenanță",
    open: "Începe mentenanța …",
    of: (name: string) => `Mentenanță pentru ${name}`,
    hint: "În timpul mentenanței, alertele apar în listă, dar nu notifică pe nimeni.",
    until: (at: string) => `În mentenanță până la ${at}: alertele nu notifică pe nimeni.`,
    reason: "Motiv (opțional)",
    length: "Durată",
    lengths: { 1: "1 oră", 4: "4 ore", 24: "1 zi", 168: "1 săptămână" },
    begin: "Începe mentenanța",
    end: "Încheie mentenanța",
  },
  devices: {
    create: "Înregistrează un dispozitiv",
    search: "Caută după nume sau ID",
    all: "Toate dispozitivele",
    owned: "Cu proprietar",
    free: "Fără proprietar",
    owner: "Proprietar",
    nobody: "fără proprietar",
    limit: "Limită",
    noLimit: "fără limită",
    perHour: (energy: string) => `${energy} pe oră`,
    zone: "Fus orar",
    interval: "Raportează",
    every: (seconds: number) =>
      seconds % 60 === 0
        ? `la ${counted(seconds / 60, "minut", "minute")}`
        : `la ${counted(seconds, "secundă", "secunde")}`,
    lasting,
    clockAhead: (seconds: number, readAt: string) =>
      `Ceas înainte cu ${lasting(seconds)}, ultima citire ${readAt}. Citirile sunt luate în calcul când le vine ora.`,
    unknown: "necunoscut",
    ownedSince: "Al tău din",
    fromTheFirst: "prima citire",
    id: "ID",
    registered: "Înregistrat",
    description: "Descriere",
    limitField: "Limită (kWh pe oră)",
    limitHint:
      "Cea mai mare energie permisă într-o oră calendaristică. Lasă gol pentru nicio limită.",
    intervalField: "Interval de raportare (secunde)",
    intervalHint: "Lasă gol dacă nu se cunoaște. Atunci nu se poate determina acoperirea unei ore.",
    zoneHint: "Schimbarea fusului orar recalculează orele dispozitivului.",
    ownHint: "Dispozitivele tale și limitele lor.",
    none: "Încă nu ți-a fost atribuit niciun dispozitiv.",
    noneHint: "Când un administrator îți atribuie unul, apare aici.",
    toHistory: "Vezi istoricul",
    warningOf: (name: string) => `Avertizare timpurie pentru ${name}`,
    warnNever: "Dezactivează avertizările timpurii",
    warnAt: (share: string) => `Avertizează la ${share} din limită`,
    assign: "Atribuie",
    setFree: "Retrage atribuirea",
    assignTitle: (name: string) => `Atribuie ${name}`,
    assignHint: (isOwned: boolean) =>
      isOwned
        ? "Noul proprietar vede dispozitivul începând cu această oră. Proprietarul anterior vede în continuare perioada de dinainte."
        : "Primul proprietar al unui dispozitiv îi vede tot istoricul; următorii, doar din ora atribuirii.",
    deleteTitle: (name: string) => `Ștergi dispozitivul ${name}?`,
    deleteReadings: "De acum înainte citirile sale sunt respinse. Acțiunea nu poate fi anulată.",
    deleteHistory: "Dispare din toate listele. Citirile stocate se păstrează.",
    deleteDo: "Șterge definitiv",
  },
};
