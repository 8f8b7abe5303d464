import type { Words } from "./en";
import { accountsRo } from "./ro-accounts";
import { adminRo } from "./ro-admin";
import { alertsRo } from "./ro-alerts";
import { auditRo } from "./ro-audit";
import { channelsRo } from "./ro-channels";
import { claimsRo } from "./ro-claims";
import { correctionsRo } from "./ro-corrections";
import { energyRo } from "./ro-energy";
import { errorsRo } from "./ro-errors";
import { fleetRo } from "./ro-fleet";
import { flowRo } from "./ro-flow";
import { formulasRo } from "./ro-formulas";
import { importsRo } from "./ro-imports";
import { counted } from "./ro-numbers";
import { ownRo } from "./ro-own";
import { sendersRo } from "./ro-senders";
import { simulatorRo } from "./ro-simulator";
import { submetersRo } from "./ro-submeters";
import { supportRo } from "./ro-support";

/** Days and months are lower case within a sentence. */
const within = (title: string): string => title.charAt(0).toLocaleLowerCase("ro") + title.slice(1);

const UNITS = {
  hour: (count: number) => counted(count, "oră", "ore"),
  day: (count: number) => counted(count, "zi", "zile"),
  week: (count: number) => counted(count, "săptămână", "săptămâni"),
  month: (count: number) => counted(count, "lună", "luni"),
  year: (count: number) => counted(count, "an", "ani"),
};

const hours = UNITS.hour;

/** All interface texts in Romanian. */
export const ro: Words = {
  ...adminRo,
  audit: auditRo,
  accounts: accountsRo,
  corrections: correctionsRo,
  imports: importsRo,
  own: ownRo,
  claims: claimsRo,
  senders: sendersRo,
  simulator: simulatorRo,
  support: supportRo,
  nav: {
    main: "Navigare principală",
    skip: "Sari la conținut",
    today: "Astăzi",
    history: "Istoric",
    alerts: "Alerte",
    devices: "Dispozitive",
    users: "Utilizatori",
    fleet: "Flotă",
    simulator: "Simulator",
    support: "Suport",
    account: "Cont",
    more: "Alte pagini",
  },
  actions: {
    logIn: "Intră în cont",
    logOut: "Ieși din cont",
    save: "Salvează",
    delete: "Șterge …",
    cancel: "Renunță",
    close: "Închide",
  },
  states: {
    loading: "Se încarcă",
    tryAgain: "Încearcă din nou",
    unreachable: "Kilowatch nu poate fi contactat. Verifică conexiunea, apoi încearcă din nou.",
    tooMany: "Prea multe încercări. Așteaptă câteva minute, apoi încearcă din nou.",
    down: "O parte din Kilowatch nu este disponibilă acum. Nu se pierde nicio dată. Încearcă din nou peste câteva momente.",
    broken: "A apărut o eroare pe această pagină. Reîncarc-o.",
    lost: (since: string) =>
      `Conexiune pierdută la ${since}. Se reconectează; nu vei pierde nimic.`,
    noPage: "Pagina nu a fost găsită.",
    toStart: "Mergi la pagina principală",
  },
  errors: errorsRo,
  channels: channelsRo,
  formulas: formulasRo,
  submeters: submetersRo,
  energy: energyRo,
  flow: flowRo,
  fleet: fleetRo,
  logIn: {
    claim: "Energia ta, oră cu oră.",
    hint: "Intră în cont ca să vezi cât consumă dispozitivele tale.",
    registerHint:
      "Creează-ți un cont, apoi adaugă-ți dispozitivele sau cere unui administrator să ți le atribuie.",
    refused:
      "Numele de utilizator sau parola este greșită. După zece încercări eșuate trebuie să aștepți.",
    register: "Creează contul",
    noAccount: "Nu ai cont? Creează unul",
    haveAccount: "Am deja cont",
  },
  people: {
    name: "Nume",
    username: "Nume de utilizator",
    password: "Parolă",
    role: "Rol",
    status: "Stare",
    since: "Din",
  },
  roles: { ADMIN: "Administrator", CLIENT: "Client" },
  statuses: { active: "Activ", suspended: "Suspendat", deleted: "Șters" },
  account: {
    language: "Limbă",
    theme: "Aspect",
    themes: { system: "Sistem", light: "Luminos", dark: "Întunecat" },
    zone: "Fusul tău orar",
    sessions: "Unde ești conectat",
    unknownBrowser: "Browser necunoscut",
    begun: (at: string) => `din ${at}`,
    used: (ago: string) => `folosit ultima oară ${ago}`,
    thisOne: "sesiunea aceasta",
    end: "Încheie sesiunea",
    endOthers: "Încheie toate celelalte sesiuni",
    password: "Parolă",
    oldPassword: "Parola actuală",
    newPassword: "Parola nouă",
    change: "Schimbă parola",
    changed: "Parola a fost schimbată. Toate celelalte sesiuni au fost încheiate.",
  },
  quiet: {
    title: "Ore de liniște",
    hint: "În acest interval alertele nu apar pe ecran. Le găsești în continuare în listă.",
    starts: "De la",
    ends: "Până la",
    set: "Setează orele de liniște",
    none: "Dezactivează orele de liniște",
  },
  reset: {
    title: "Alege o parolă nouă",
    hint: "Linkul poate fi folosit o singură dată. După schimbarea parolei vei fi deconectat peste tot.",
    do: "Setează parola",
    done: "Parola a fost setată. Acum poți intra în cont cu ea.",
    refused: "Acest link nu mai este valabil. Cere unul nou unui administrator.",
    toLogIn: "Mergi la autentificare",
  },
  today: {
    figure: "Consumat astăzi",
    chart: "Astăzi pe ore",
    table: "Arată ca tabel",
    nothing: "Astăzi nu există încă citiri.",
    notComparable: "Nu există încă date cu care să se compare ziua de astăzi.",
    same: "La fel ca ieri, în aceleași ore.",
    less: (share: string) => `Cu ${share} mai puțin decât ieri, în aceleași ore.`,
    more: (share: string) => `Cu ${share} mai mult decât ieri, în aceleași ore.`,
    pairs: (now: string, then: string, count: number) =>
      `${now}, față de ${then} ieri (${counted(count, "oră acoperită", "ore acoperite")} integral în ambele zile).`,
    power: (power: string) => `Aproximativ ${power} în acest moment.`,
    behind: (seconds: number | null) =>
      seconds === null
        ? "Kilowatch este în urmă: citirile mai noi încă se stochează."
        : `Kilowatch este în urmă cu ${counted(seconds, "secundă", "secunde")}: citirile mai noi încă se stochează.`,
    unsure: "Kilowatch nu poate spune acum dacă există citiri mai noi.",
    never: "Încă nu există citiri.",
    calculated: "Calculat din alte canale",
    calculatedHour: (energy: string) => `Calculat · ${energy} în această oră`,
    silentSince: (since: string) => `Fără citiri din ${since}`,
    states: {
      live: (power: string, readAt: string) =>
        power
          ? `În timp real · ${power} · ultima citire ${readAt}`
          : `În timp real · ultima citire ${readAt}`,
      unsure: (_power: string, readAt: string) =>
        `Întârziere · ultima citire ${readAt}; pot urma altele mai noi`,
      irregular: (power: string, readAt: string) =>
        power ? `${power} · ultima citire ${readAt}` : `Ultima citire ${readAt}`,
    },
    hourUnknown: (limit: string) => `Încă nicio citire în această oră · limita ${limit}`,
    hourNotCalculated: (limit: string) => `Încă nimic calculat în această oră · limita ${limit}`,
    hourWithin: (used: string, limit: string) => `${used} din ${limit} în această oră`,
    hourOver: (used: string, limit: string) => `${used} în această oră, peste limita de ${limit}`,
  },
  history: {
    date: "Data",
    span: "Perioada",
    spans: { day: "Zi", week: "Săptămână", month: "Lună", year: "An" },
    previous: {
      day: "Ziua anterioară",
      week: "Săptămâna anterioară",
      month: "Luna anterioară",
      year: "Anul anterior",
    },
    next: {
      day: "Ziua următoare",
      week: "Săptămâna următoare",
      month: "Luna următoare",
      year: "Anul următor",
    },
    toNow: { day: "Astăzi", week: "Săptămâna aceasta", month: "Luna aceasta", year: "Anul acesta" },
    week: (first: string, last: string, year: string) => `${first} – ${last} ${year}`,
    device: "Dispozitiv",
    allDevices: "Toate dispozitivele",
    compare: "Compară cu",
    compareNone: "Compară cu …",
    comparisons: { previous: "Perioada anterioară", year: "Cu un an înainte" },
    chart: (period: string) => `Energie, ${period}`,
    zone: (zone: string) => `Ore afișate în ${zone}`,
    asTable: "Tabel",
    asChart: "Grafic",
    csv: "Descarcă în format CSV",
    unknown: "necunoscut",
    notIncluded: (names: string) => `Neincluse (fără citiri recente): ${names}.`,
    nothing: "Nu există citiri în această perioadă.",
    upcoming: "Această perioadă nu a început încă.",
    gaps: (count: number, unit: keyof typeof UNITS) =>
      `Totalul este incomplet: ${UNITS[unit](count)} ${count === 1 ? "lipsește" : "lipsesc"}.`,
    over: (count: number) => `${hours(count)} peste limită.`,
    peak: (when: string, energy: string) => `Maxim: ${energy}, ${within(when)}.`,
    clockChange: (count: number) =>
      count === 25
        ? "O zi de 25 de ore: ceasul se dă înapoi, deci o oră se repetă."
        : "O zi de 23 de ore: ceasul se dă înainte, deci o oră lipsește.",
    notComparable: (other: string) =>
      `Nu se poate compara cu ${within(other)}: niciun interval nu este acoperit integral în ambele perioade.`,
    less: (share: string, other: string) => `Cu ${share} mai puțin decât ${within(other)}.`,
    more: (share: string, other: string) => `Cu ${share} mai mult decât ${within(other)}.`,
    pairs: (count: number, total: number, unit: keyof typeof UNITS) =>
      `Comparație pe ${count} din ${UNITS[unit](total)}: doar intervalele acoperite integral în ambele perioade.`,
  },
  charts: {
    hint: "Indică o bară sau folosește tastele săgeți pentru a-i citi valoarea.",
    touchHint: "Atinge o bară pentru a-i citi valoarea.",
    limit: (limit: string) => `limita ${limit}`,
    over: (excess: string, limit: string) => `${excess} peste limita de ${limit}`,
    overHours: (count: number) => `${hours(count)} peste limită`,
    overLegend: "Peste limită",
    other: (energy: string) => `față de ${energy}`,
    otherLegend: "Perioada de comparație",
    notAdded: (names: string) =>
      `Calculate din dispozitive deja afișate, deci neadunate încă o dată: ${names}.`,
  },
  bucketStates: {
    measured: "Măsurat",
    partial: "Măsurat parțial",
    partialShare: (share: string) => `măsurat parțial, ${share} acoperit`,
    estimated: "Estimat",
    corrected: "Corectat",
    late: "Sosit cu întârziere",
    coverage_unknown: "Acoperire necunoscută",
    missing: "Lipsește",
    upcoming: "Încă nu a început",
    withheld: "A aparținut altui proprietar",
  },
  alerts: alertsRo,
};
