import type { adminEn } from "./en-admin";
import { counted } from "./ro-numbers";

/** Aparatele și ce văd administratorii. */
export const adminRo: typeof adminEn = {
  table: {
    range: (first: string, last: string, total: string) => `${first}–${last} din ${total}`,
    pages: "Pagini",
    previous: "Pagina dinainte",
    next: "Pagina următoare",
    nothingFound: "Nimic nu se potrivește căutării.",
    typeForMore: "Sunt mai mulți: scrie o parte din nume.",
    interval: "Când",
    energy: "Energie",
    state: "Stare",
    readings: "Citiri",
  },
  users: {
    create: "Creează un utilizator",
    search: "Caută după nume",
    suspendedHint: "Cine este suspendat este scos din cont și nu mai poate intra.",
    deleteTitle: (name: string) => `Ștergi utilizatorul ${name}?`,
    deleteAccess: "Este scos din cont în câteva secunde și nu se mai poate întoarce.",
    deleteDevices: (count: number, shown: string) =>
      count === 0
        ? "Nu deține niciun aparat."
        : count === 1
          ? "Aparatul său rămâne fără proprietar; istoricul se păstrează."
          : `Cele ${shown} aparate ale sale rămân fără proprietar; istoricul se păstrează.`,
    deleteSelf: "Ești chiar tu: vei fi scos din cont.",
    deleteDo: "Șterge definitiv",
  },
  devices: {
    create: "Înregistrează un aparat",
    search: "Caută după nume sau număr",
    all: "Cu și fără proprietar",
    owned: "Cu proprietar",
    free: "Fără proprietar",
    owner: "Proprietar",
    nobody: "nimeni",
    limit: "Limită",
    noLimit: "fără limită",
    perHour: (energy: string) => `${energy} pe oră`,
    zone: "Fus orar",
    interval: "Raportează",
    every: (seconds: number) =>
      seconds % 60 === 0
        ? `la ${counted(seconds / 60, "minut", "minute")}`
        : `la ${counted(seconds, "secundă", "secunde")}`,
    unknown: "necunoscut",
    ownedSince: "Al tău",
    fromTheFirst: "de la prima citire",
    id: "Număr",
    registered: "Înregistrat",
    description: "Descriere",
    limitField: "Limită, kWh pe oră",
    limitHint: "Cea mai multă energie permisă într-o oră. Gol: fără limită.",
    intervalField: "Raportează la fiecare … secunde",
    intervalHint: "Gol: necunoscut; atunci nu se poate spune cât dintr-o oră este acoperit.",
    zoneHint: "Un alt fus orar însumează din nou orele aparatului.",
    ownHint: "Ce deții și ce este supravegheat.",
    none: "Încă nu îți este atribuit niciun aparat.",
    noneHint: "Un administrator îl atribuie; apoi apare aici de la sine.",
    toHistory: "Istoricul său",
    assign: "Atribuie",
    setFree: "Eliberează",
    assignTitle: (name: string) => `Al cui este ${name}?`,
    assignHint: (isOwned: boolean) =>
      isOwned
        ? "Noul proprietar îl vede din această oră; cel dinainte păstrează ce a fost al său."
        : "Primul proprietar vede tot istoricul, unul de mai târziu doar din această oră.",
    deleteTitle: (name: string) => `Ștergi aparatul ${name}?`,
    deleteReadings: "De acum citirile sale sunt refuzate. Nu se poate reveni.",
    deleteHistory: "Nu mai apare în lista nimănui; ce s-a stocat se păstrează.",
    deleteDo: "Șterge definitiv",
  },
  fleet: {
    perSecond: "citiri pe secundă",
    summary: (active: number, all: number, backlog: number) =>
      `${active} din ${counted(all, "replică", "replici")} lucrează; ${
        backlog === 0 ? "nimic nu așteaptă." : `${counted(backlog, "pachet", "pachete")} așteaptă.`
      }`,
    pipeline: "Drumul citirilor",
    stream: "Flux",
    position: (offset: string) => `împărțit până la ${offset}`,
    balancer: "Repartitor",
    strategies: { round_robin: "pe rând" },
    replicas: "Replici",
    noReplica: "Nicio replică nu raportează. Citirile așteaptă în flux.",
    database: "Baza de date",
    databaseHint: "stocat, însumat, judecat",
    active: "lucrează",
    silentSince: (at: string) => `tace din ${at}`,
    rate: "pe secundă",
    share: "parte",
    backlog: "așteaptă",
    refused: "Citiri refuzate",
    refusedHint: "Ce nu s-a stocat, cu motivul. Restul fiecărui mesaj s-a stocat.",
    allRefused: (total: string) => `Toate (${total})`,
    noneRefused: "Nicio citire nu a fost refuzată.",
    setAside: (count: number) =>
      `${counted(count, "aparat necunoscut", "aparate necunoscute")} raportează: citirile așteaptă până la înregistrare.`,
    lastSeen: "Văzut ultima oară",
    body: "Ce s-a trimis",
    sender: (name: string) => `Trimis ca ${name}`,
    services: "Servicii",
    serviceStates: { healthy: "sănătos", unhealthy: "nesănătos", unreachable: "de neatins" },
    reasons: {
      malformed_json: "Nu este JSON",
      wrong_type: "O valoare de tip greșit",
      device_missing: "Niciun aparat numit",
      device_malformed: "Numărul aparatului este greșit",
      device_foreign: "Trimis pentru alt aparat",
      device_deleted: "Aparatul este șters",
      time_missing: "Fără oră",
      time_malformed: "O oră greșită",
      too_early: "O oră dinainte de 2000",
      too_late: "O oră prea din viitor",
      energy_missing: "Fără energie",
      energy_not_finite: "Energie care nu este un număr",
      energy_negative: "Energie sub zero",
      energy_absurd: "Energie de necrezut",
      too_large: "Mesajul este prea mare",
    },
  },
};
