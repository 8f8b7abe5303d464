import type { adminEn } from "./en-admin";
import { counted } from "./ro-numbers";

/** A length of time in its largest unit. */
const lasting = (seconds: number): string =>
  seconds >= 5400
    ? counted(Math.round(seconds / 3600), "oră", "ore")
    : counted(Math.max(1, Math.round(seconds / 60)), "minut", "minute");

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
    access: "Acces",
    reset: "Link pentru o parolă nouă",
    resetLabel: "Link de o singură folosință",
    resetUntil: (until: string) => `Dă-i-l chiar tu. Merge o singură dată, până la ${until}.`,
    endSessions: "Încheie toate sesiunile",
    ended: (count: number) => `${counted(count, "sesiune încheiată", "sesiuni încheiate")}.`,
  },
  once: {
    hint: "Se arată o singură dată: nimeni nu îl mai poate arăta.",
    copy: "Copiază",
    copied: "Copiat",
  },
  credential: {
    title: "Acreditarea contorului",
    none: "Niciuna: prin RabbitMQ, MQTT sau HTTP nu poate raporta în nume propriu.",
    since: (at: string) => `Emisă ${at}`,
    used: (at: string) => `folosită ultima oară ${at}`,
    unused: "încă nefolosită",
    issue: "Emite",
    rotate: "Înlocuiește",
    revoke: "Revocă",
    secret: "Secretul; numele de utilizator este numărul aparatului",
    rotated: "Cea dinainte este refuzată de acum, iar conexiunile ei se încheie.",
    revoked: "Revocată: conexiunile ei se încheie în câteva secunde.",
  },
  locks: {
    title: (count: number) =>
      counted(count, "nume de utilizator este blocat", "nume de utilizator sunt blocate"),
    hint: "După zece parole greșite. Un browser din care s-a mai intrat nu este ținut afară.",
    failures: (count: number) => counted(count, "parolă greșită", "parole greșite"),
    until: (at: string) => `blocat până la ${at}`,
    nobody: "nimeni nu poartă acest nume",
    unlock: "Deblochează",
    more: (count: string) => `și încă ${count}`,
  },
  maintenance: {
    title: "Întreținere",
    open: "Să tacă o vreme …",
    of: (name: string) => `${name} să tacă o vreme`,
    hint: "Alertele sunt trecute în listă și nu întrerup pe nimeni.",
    until: (at: string) => `Nu întrerupe pe nimeni până la ${at}.`,
    reason: "De ce, dacă vrei",
    length: "Pentru cât timp",
    lengths: { 1: "o oră", 4: "4 ore", 24: "o zi", 168: "o săptămână" },
    begin: "Începe",
    end: "Încheie acum",
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
    lasting,
    clockAhead: (seconds: number, heard: string) =>
      `Ceasul merge înainte cu ${lasting(seconds)}; auzit ultima oară ${heard}. Citirile lui contează când le vine vremea.`,
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
    warningOf: (name: string) => `Avertizare din timp pentru ${name}`,
    warnNever: "Fără avertizare din timp",
    warnAt: (share: string) => `Avertizează la ${share} din limită`,
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
    nothingDealt: "încă nu s-a împărțit nimic",
    lag: (messages: number) =>
      messages === 0
        ? "împărțit până acum"
        : `${counted(messages, "mesaj așteaptă", "mesaje așteaptă")} în flux`,
    deals: (name: string) => `${name} împarte`,
    standsBy: (names: string) => `${names} e de rezervă`,
    nobodyDeals: (since?: string) =>
      since ? `nimeni nu împarte din ${since}` : "încă nu împarte nimeni",
    dealing: "Cum se împart pachetele",
    strategyHints: {
      round_robin: "Fiecărei replici la fel, una după alta.",
      consistent_hash: "Citirile unui aparat merg la aceeași replică, cât timp ea trăiește.",
      least_backlog: "Cine are cel mai puțin în așteptare primește următorul pachet.",
    },
    chosen: (by: string, at: string) => `Ales de ${by}, ${at}`,
    chosenBySetting: "Așa a fost pusă în funcțiune platforma; nimeni nu a ales altceva.",
    somebody: "cineva care nu mai este",
    past: "Ultimele zece minute",
    pastNone: "Nicio citire nu a trecut în acest timp.",
    peak: (rate: string, at: string) => `Cel mult ${rate} citiri pe secundă, la ${at}.`,
    takeover: (name: string, at: string) => `${name} a preluat la ${at}.`,
    balancer: "Repartitor",
    strategies: {
      round_robin: "pe rând",
      consistent_hash: "după aparat",
      least_backlog: "celei mai puțin încărcate",
    },
    replicas: "Replici",
    noReplica: "Nicio replică nu raportează. Citirile așteaptă în flux.",
    database: "Baza de date",
    databaseHint: "stocat, însumat, judecat",
    active: "lucrează",
    leaving: "încheie și pleacă",
    silentSince: (at: string) => `tace din ${at}`,
    rate: "pe secundă",
    share: "parte",
    backlog: "așteaptă",
    refused: "Citiri refuzate",
    refusedHint: "Ce nu s-a stocat, cu motivul. Restul fiecărui mesaj s-a stocat.",
    allRefused: (total: string) => `Toate (${total})`,
    noneRefused: "Nicio citire nu a fost refuzată.",
    andMore: (count: number) => `Și încă ${count.toLocaleString("ro-RO")}`,
    andMoreHint:
      "Se păstrează doar primele refuzuri ale fiecărui expeditor și ale fiecărei ore. Celelalte se numără.",
    newestHours: (shown: number, total: number) =>
      `Cele mai noi ${shown} din ${total.toLocaleString("ro-RO")} rânduri.`,
    sentBy: "Expeditor",
    nobody: "necunoscut",
    hourFrom: "Ora de la",
    reason: "Motiv",
    refusedOverHttp: "Refuzată prin HTTP; expeditorul a aflat.",
    clocksAhead: (count: number) =>
      `${counted(count, "ceas", "ceasuri")} ${count === 1 ? "merge" : "merg"} înainte`,
    clocksAheadHint:
      "Aceste aparate raportează ore care nu au venit încă. Potrivește-le ceasul; ce au trimis se păstrează.",
    clockAheadBy: "Înainte cu",
    waitingReadings: "Citiri care așteaptă",
    setAside: (count: number) =>
      `${counted(count, "aparat necunoscut", "aparate necunoscute")} raportează: citirile așteaptă până la înregistrare.`,
    replay: "Încearcă din nou",
    discard: "Pune deoparte",
    settled: {
      refused_again: (by: string, at: string) => `Refuzată din nou; încercată de ${by}, ${at}`,
      replayed: (by: string, at: string) => `Stocată între timp; încercată de ${by}, ${at}`,
      set_aside: (by: string, at: string) => `Își așteaptă aparatul; încercată de ${by}, ${at}`,
      discarded: (by: string, at: string) => `Pusă deoparte de ${by}, ${at}`,
    },
    lastSeen: "Văzut ultima oară",
    body: "Ce s-a trimis",
    sender: (name: string) => `Trimis ca ${name}`,
    services: "Servicii",
    servicesWell: (count: number) => `Toate cele ${count} sunt sănătoase.`,
    servicesIll: (names: string) => `Nu merg bine: ${names}.`,
    serviceMisses: (what: string) => `îi lipsește ${what}`,
    brokerUnreachable: "Brokerul nu răspunde.",
    brokerMemory: "Brokerul nu mai are memorie: citirile sunt reținute la contoare.",
    brokerQueues: "Brokerul rulează, dar și-a pierdut cozile: reporniți-l.",
    diskFilling: (free: string, limit: string) =>
      `Discul brokerului se umple: au rămas ${free}. Sub ${limit} citirile sunt reținute la contoare.`,
    diskFull: (free: string, limit: string) =>
      `Discul brokerului este aproape plin: au rămas ${free}. Citirile sunt reținute la contoare până când sunt peste ${limit} liberi.`,
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
      foreign_device: "Trimis pentru alt aparat",
      energy_and_register: "O energie și un index deodată",
      register_not_finite: "Un index care nu este un număr",
      register_negative: "Un index sub zero",
      register_absurd: "Un index prea mare",
      interval_absurd: "Un interval prea lung",
      device_unknown: "Aparatul nu a fost înregistrat niciodată",
      body_not_kept: "Prea lung ca să fie păstrat întreg",
      not_storable: "Baza de date nu o poate stoca",
      no_readings: "O cerere fără citiri",
      malformed_readings: "O cerere care nu este JSON",
      malformed_reading: "O citire de neînțeles",
      request_too_large: "O cerere prea mare",
      wrong_secret: "Un secret greșit",
    },
  },
};
