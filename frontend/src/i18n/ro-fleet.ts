import type { fleetEn } from "./en-fleet";
import { counted } from "./ro-numbers";

/** The fleet page: replicas, rejections, services. */
export const fleetRo: typeof fleetEn = {
  perSecond: "citiri pe secundă",
  summary: (active: number, all: number, backlog: number) =>
    `${active} din ${counted(all, "replică activă", "replici active")}; ${backlog === 0 ? "niciun lot în așteptare." : `${counted(backlog, "lot", "loturi")} în așteptare.`}`,
  pipeline: "Traseul citirilor",
  stream: "Flux",
  position: (offset: string) => `distribuit până la ${offset}`,
  nothingDispatched: "încă nu s-a distribuit nimic",
  lag: (messages: number) =>
    messages === 0 ? "la zi" : `${counted(messages, "mesaj", "mesaje")} în așteptare în flux`,
  balancerActive: (name: string) => `${name} activ`,
  balancerStandby: (names: string) => `${names} în rezervă`,
  noActiveBalancer: (since?: string) =>
    since ? `niciunul activ din ${since}` : "încă niciunul activ",
  strategy: "Strategia de distribuire",
  strategyHints: {
    round_robin: "Replicile primesc loturile pe rând.",
    consistent_hash:
      "Citirile unui dispozitiv ajung la aceeași replică, atâta timp cât aceasta funcționează.",
    least_backlog: "Replica cu cele mai puține loturi în așteptare îl primește pe următorul.",
  },
  chosen: (by: string, at: string) => `Aleasă de ${by}, ${at}`,
  chosenBySetting: "Stabilită în configurație; nu a fost schimbată.",
  somebody: "un utilizator șters",
  rateHistory: "Ultimele zece minute",
  noRateHistory: "În acest interval nu s-a stocat nicio citire.",
  peak: (rate: string, at: string) => `Maxim: ${rate} citiri pe secundă, la ${at}.`,
  takeover: (name: string, at: string) => `${name} a preluat distribuirea la ${at}.`,
  balancer: "Distribuitor",
  strategies: {
    round_robin: "pe rând",
    consistent_hash: "după dispozitiv",
    least_backlog: "cea mai puțin încărcată",
  },
  replicas: "Replici",
  noReplica: "Nicio replică nu funcționează. Citirile așteaptă în flux.",
  database: "Baza de date",
  databaseHint: "stocare, însumare, verificare",
  active: "activă",
  leaving: "se golește",
  silentSince: (at: string) => `fără semnal din ${at}`,
  rate: "pe secundă",
  share: "pondere",
  backlog: "în așteptare",
  rejected: "Citiri respinse",
  rejectedHint:
    "Citirile care nu au fost stocate, cu motivul. Restul fiecărui mesaj a fost stocat.",
  allRejected: (total: string) => `Vezi toate (${total})`,
  noneRejected: "Nu a fost respinsă nicio citire.",
  andMore: (count: number) => `Și încă ${count.toLocaleString("ro-RO")}`,
  andMoreHint:
    "Se păstrează doar primele respingeri ale fiecărui expeditor din fiecare oră. Celelalte sunt doar numărate.",
  newestHours: (shown: number, total: number) =>
    `Cele mai noi ${counted(shown, "rând", "rânduri")} din ${total.toLocaleString("ro-RO")}.`,
  sentBy: "Expeditor",
  nobody: "necunoscut",
  hourFrom: "Ora de început",
  reason: "Motiv",
  rejectedOverHttp: "Respinsă prin HTTP; expeditorul a primit eroarea.",
  clocksAhead: (count: number) =>
    counted(count, "dispozitiv cu ceasul înainte", "dispozitive cu ceasul înainte"),
  clocksAheadHint:
    "Aceste dispozitive raportează ore din viitor. Potrivește-le ceasul; citirile trimise se păstrează.",
  clockAheadBy: "Înainte cu",
  pending: "Citiri în așteptare",
  unknownDevices: (count: number) =>
    count === 1
      ? "Citirile unui dispozitiv necunoscut sunt în așteptare până la înregistrarea lui."
      : `Citirile a ${counted(count, "dispozitiv necunoscut", "dispozitive necunoscute")} sunt în așteptare până la înregistrarea lor.`,
  replay: "Reia",
  discard: "Elimină",
  settled: {
    rejected_again: (by: string, at: string) => `Reluată de ${by}, ${at}: respinsă din nou`,
    replayed: (by: string, at: string) => `Reluată de ${by}, ${at}: stocată`,
    pending: (by: string, at: string) =>
      `Reluată de ${by}, ${at}: în așteptare până la înregistrarea dispozitivului`,
    discarded: (by: string, at: string) => `Eliminată de ${by}, ${at}`,
  },
  lastSeen: "Ultima apariție",
  body: "Mesajul trimis",
  sender: (name: string) => `Trimis ca ${name}`,
  services: "Servicii",
  servicesHealthy: (count: number) =>
    `Toate cele ${counted(count, "serviciu funcționează", "servicii funcționează")} normal.`,
  servicesUnhealthy: (names: string) => `Cu probleme: ${names}.`,
  serviceUnreachable: (what: string) => `nu poate contacta ${what}`,
  brokerUnreachable: "Brokerul nu răspunde.",
  brokerMemory: "Brokerul are puțină memorie liberă: citirile sunt reținute la contoare.",
  brokerQueues: "Brokerul funcționează, dar și-a pierdut cozile. Repornește-l.",
  diskFilling: (free: string, limit: string) =>
    `Discul brokerului se umple: au rămas ${free}. Sub ${limit}, citirile sunt reținute la contoare.`,
  diskFull: (free: string, limit: string) =>
    `Discul brokerului este aproape plin: au rămas ${free}. Citirile sunt reținute la contoare până când sunt liberi peste ${limit}.`,
  serviceStates: { healthy: "funcțional", unhealthy: "cu probleme", unreachable: "inaccesibil" },
  reasons: {
    malformed_json: "JSON nevalid",
    wrong_type: "Valoare de tip greșit",
    device_missing: "Fără ID de dispozitiv",
    device_malformed: "ID de dispozitiv nevalid",
    device_foreign: "Trimis pentru alt dispozitiv",
    device_deleted: "Dispozitivul a fost șters",
    time_missing: "Fără oră",
    time_malformed: "Oră nevalidă",
    too_early: "Oră dinainte de anul 2000",
    too_late: "Oră prea îndepărtată în viitor",
    energy_missing: "Fără valoare de energie",
    energy_not_finite: "Energia nu este un număr",
    energy_negative: "Energie negativă",
    energy_absurd: "Energie neverosimil de mare",
    too_large: "Mesaj prea mare",
    foreign_device: "Trimis pentru alt dispozitiv",
    energy_and_register: "Energie și index în același timp",
    register_not_finite: "Indexul nu este un număr",
    register_negative: "Index negativ",
    register_absurd: "Index neverosimil de mare",
    interval_absurd: "Interval prea lung",
    device_unknown: "Dispozitivul nu a fost înregistrat niciodată",
    body_not_kept: "Mesaj prea lung pentru a fi păstrat integral",
    not_storable: "Baza de date nu o poate stoca",
    no_readings: "Cerere fără citiri",
    malformed_readings: "Cererea nu este JSON",
    malformed_reading: "Citire nevalidă",
    too_many: "Prea multe citiri într-un mesaj",
    empty: "Mesaj fără citiri",
    too_deep: "JSON imbricat prea adânc",
    request_too_slow: "Cererea a durat prea mult",
    request_too_large: "Cerere prea mare",
    wrong_secret: "Secret greșit",
  },
};
