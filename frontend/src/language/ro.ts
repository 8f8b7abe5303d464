import type { Words } from "./en";
import { accountsRo } from "./ro-accounts";
import { adminRo } from "./ro-admin";
import { alertsRo } from "./ro-alerts";
import { auditRo } from "./ro-audit";
import { correctionsRo } from "./ro-corrections";
import { importRefusalsRo, importsRo } from "./ro-imports";
import { counted } from "./ro-numbers";
import { sendersRo } from "./ro-senders";
import { simulatorRefusalsRo, simulatorRo } from "./ro-simulator";
import { supportRo } from "./ro-support";

/** Days and months are written small where no sentence begins with them. */
const within = (title: string): string => title.charAt(0).toLocaleLowerCase("ro") + title.slice(1);

const UNITS = {
  hour: (count: number) => counted(count, "oră", "ore"),
  day: (count: number) => counted(count, "zi", "zile"),
  week: (count: number) => counted(count, "săptămână", "săptămâni"),
  month: (count: number) => counted(count, "lună", "luni"),
  year: (count: number) => counted(count, "an", "ani"),
};

const hours = UNITS.hour;

/** Tot ce spune Kilowatch, în română. */
export const ro: Words = {
  ...adminRo,
  audit: auditRo,
  accounts: accountsRo,
  corrections: correctionsRo,
  imports: importsRo,
  senders: sendersRo,
  simulator: simulatorRo,
  support: supportRo,
  nav: {
    main: "Principal",
    skip: "Sari la conținut",
    today: "Astăzi",
    history: "Istoric",
    alerts: "Alerte",
    devices: "Aparate",
    users: "Utilizatori",
    fleet: "Flotă",
    simulator: "Simulator",
    support: "Suport",
    account: "Cont",
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
    unreachable: "Kilowatch nu poate fi contactat. Verifică legătura, apoi încearcă din nou.",
    tooMany: "Prea multe încercări. Așteaptă câteva minute, apoi încearcă din nou.",
    down: "O parte din Kilowatch este oprită momentan. Nu se pierde nimic; încearcă din nou în curând.",
    broken: "Ceva nu a mers în această pagină. Încarc-o din nou.",
    lost: (since: string) =>
      `Legătură pierdută la ${since}. Se reîncearcă; ce lipsește între timp va urma.`,
    noPage: "Această pagină nu există.",
    toStart: "Mergi la început",
  },
  refusals: {
    ...importRefusalsRo,
    ...simulatorRefusalsRo,
    username_taken: "Acest nume de utilizator este luat. Alege altul.",
    password_refused: "Parola este prea ușor de ghicit. Alege una mai lungă sau mai rară.",
    last_administrator: "Este ultimul administrator: cineva trebuie să poată conduce platforma.",
    owner_unknown: "Persoana nu este încă cunoscută aici. Încearcă din nou peste o clipă.",
    device_not_found: "Nu există un astfel de aparat sau nu este al tău.",
    user_not_found: "Acest utilizator nu mai există.",
    registration_closed: "Înscrierea este închisă. Cere un cont unui administrator.",
    forbidden: "Nu ai voie să faci asta.",
    old_password_wrong: "Aceasta nu este parola de acum.",
    correction_invalid: "Așa nu se poate corecta: verifică intervalul și valorile.",
    nothing_to_correct: "Aparatul nu are așa ceva în acest interval.",
    correction_too_large: "Sunt peste 50.000 de valori. Alege intervale mai scurte.",
    correction_overtaken: "Peste ea stau corecturi mai noi: anulează-le întâi pe acelea.",
    already_undone: "Este deja anulată.",
    conversation_not_found: "Această conversație nu există.",
    conversation_closed: "Conversația este închisă. Redeschide-o ca să continui.",
    already_taken: "Un coleg tocmai a preluat această conversație.",
    not_yours: "Conversația nu este la tine. Preia-o mai întâi.",
    too_many_conversations: "Ai 20 de conversații deschise. Închide mai întâi una.",
    too_many_messages:
      "Au fost multe mesaje într-un timp scurt. Așteaptă puțin, apoi trimite-l din nou.",
    rule_changed: "Cineva a schimbat regula între timp. Închide-o și privește-o din nou.",
    order_incomplete: "Regulile s-au schimbat între timp. Privește-le din nou.",
    reset_refused: "Acest link nu mai este bun. Cere altul unui administrator.",
  },
  logIn: {
    claim: "Energia ta, oră cu oră.",
    hint: "Intră în cont ca să vezi cât consumă aparatele tale.",
    registerHint: "Deschide un cont. Un administrator îți atribuie apoi aparatele.",
    refused: "Numele și parola nu se potrivesc. După zece încercări urmează o pauză.",
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
    themes: { system: "Ca sistemul", light: "Luminos", dark: "Întunecat" },
    zone: "Fusul tău orar",
    sessions: "Unde ești în cont",
    unknownBrowser: "Un browser necunoscut",
    begun: (at: string) => `din ${at}`,
    used: (ago: string) => `folosit ultima oară ${ago}`,
    thisOne: "aceasta",
    end: "Încheie",
    endOthers: "Încheie-le pe toate celelalte",
    password: "Parolă",
    oldPassword: "Parola de acum",
    newPassword: "Parola nouă",
    change: "Schimbă parola",
    changed: "Parola este schimbată; toate celelalte sesiuni s-au încheiat.",
  },
  quiet: {
    title: "Ore de liniște",
    hint: "În fiecare zi la aceste ore nu apare nicio alertă. Toate sunt în listă.",
    starts: "De la",
    ends: "Până la",
    set: "Păstrează aceste ore liniștite",
    none: "Fără ore de liniște",
  },
  reset: {
    title: "Alege o parolă nouă",
    hint: "Linkul merge o singură dată. Apoi ești scos din cont peste tot.",
    do: "Setează parola",
    done: "Parola este setată. Intră în cont cu ea.",
    refused: "Acest link nu mai este bun. Cere altul unui administrator.",
    toLogIn: "La intrarea în cont",
  },
  today: {
    figure: "Consumat astăzi",
    chart: "Astăzi pe ore",
    table: "Ca tabel",
    nothing: "Astăzi nu a sosit încă nicio citire.",
    notComparable: "Încă nu există cu ce compara ziua de astăzi.",
    same: "La fel ca ieri în aceleași ore.",
    less: (share: string) => `Cu ${share} mai puțin decât ieri în aceleași ore.`,
    more: (share: string) => `Cu ${share} mai mult decât ieri în aceleași ore.`,
    pairs: (now: string, then: string, count: number) =>
      `${now} față de ${then}, în ${hours(count)} cunoscute complet în ambele zile.`,
    power: (power: string) => `Cam ${power} în acest moment.`,
    behind: (seconds: number | null) =>
      `Kilowatch este în urmă${seconds === null ? "" : ` cu ${counted(seconds, "secundă", "secunde")}`}: se stochează ce au trimis contoarele.`,
    notHeard: "Kilowatch nu poate spune acum dacă contoarele au mai trimis ceva.",
    never: "Nu s-a auzit niciodată nimic de la el.",
    silentSince: (since: string) => `Tace din ${since}`,
    states: {
      live: (power: string, heard: string) =>
        power ? `Activ · ${power} · citit la ${heard}` : `Activ · citit la ${heard}`,
      unsure: (_power: string, heard: string) =>
        `Întârzie, citit ultima oară la ${heard}; vești pot fi pe drum`,
      irregular: (power: string, heard: string) =>
        power ? `${power} · citit ultima oară la ${heard}` : `Citit ultima oară la ${heard}`,
    },
    hourUnknown: (limit: string) => `Încă nimic în această oră · limita ${limit}`,
    hourWithin: (used: string, limit: string) => `${used} din ${limit} în această oră`,
    hourOver: (used: string, limit: string) => `${used} în această oră, peste limita de ${limit}`,
  },
  history: {
    date: "Data",
    span: "Perioada",
    spans: { day: "Zi", week: "Săptămână", month: "Lună", year: "An" },
    back: {
      day: "Ziua dinainte",
      week: "Săptămâna dinainte",
      month: "Luna dinainte",
      year: "Anul dinainte",
    },
    forth: {
      day: "Ziua următoare",
      week: "Săptămâna următoare",
      month: "Luna următoare",
      year: "Anul următor",
    },
    toNow: { day: "Astăzi", week: "Săptămâna aceasta", month: "Luna aceasta", year: "Anul acesta" },
    week: (first: string, last: string, year: string) => `${first} – ${last} ${year}`,
    device: "Aparat",
    allDevices: "Toate aparatele",
    compare: "Compară cu",
    compareNone: "Compară cu …",
    comparisons: { previous: "Perioada dinainte", year: "Cu un an înainte" },
    chart: (period: string) => `Energie, ${period}`,
    zone: (zone: string) => `Ore în ${zone}`,
    asTable: "Tabel",
    asChart: "Grafic",
    csv: "Descarcă în format CSV",
    unknown: "necunoscut",
    leftOut: (names: string) => `Lăsate deoparte, tac dinainte: ${names}.`,
    nothing: "Nu se știe nimic despre această perioadă: nu a sosit nicio citire.",
    upcoming: "Această perioadă nu a început.",
    gaps: (count: number, unit: keyof typeof UNITS) =>
      `Cel puțin atât: ${UNITS[unit](count)} ${count === 1 ? "lipsește" : "lipsesc"}.`,
    over: (count: number) => `${hours(count)} peste limită.`,
    peak: (when: string, energy: string) => `Cel mai mult: ${energy}, ${within(when)}.`,
    clockChange: (count: number) =>
      count === 25
        ? "O zi de 25 de ore: ceasul se dă înapoi și o oră vine de două ori."
        : "O zi de 23 de ore: ceasul se dă înainte și o oră este sărită.",
    notComparable: (other: string) =>
      `Nu se poate compara cu ${within(other)}: nimic nu este cunoscut complet în ambele.`,
    less: (share: string, other: string) => `Cu ${share} mai puțin decât ${within(other)}.`,
    more: (share: string, other: string) => `Cu ${share} mai mult decât ${within(other)}.`,
    pairs: (count: number, of: number, unit: keyof typeof UNITS) =>
      `Se compară ${count} din ${UNITS[unit](of)}, cunoscute complet în ambele.`,
  },
  charts: {
    hint: "Arată spre o bară sau folosește săgețile ca să-i citești valoarea.",
    touchHint: "Atinge o bară ca să-i citești valoarea.",
    limit: (limit: string) => `limita ${limit}`,
    over: (excess: string, limit: string) => `${excess} peste limita de ${limit}`,
    overHours: (count: number) => `${hours(count)} peste limită`,
    overLegend: "Peste limită",
    other: (energy: string) => `atunci ${energy}`,
    otherLegend: "Cealaltă perioadă",
  },
  bucketStates: {
    measured: "Măsurat",
    partial: "Măsurat parțial",
    partialShare: (share: string) => `măsurat parțial, ${share} acoperit`,
    estimated: "Estimat în parte",
    corrected: "Corectat",
    late: "Sosit târziu",
    coverage_unknown: "Acoperire necunoscută",
    missing: "Lipsește",
    upcoming: "Încă neînceput",
    withheld: "A aparținut altcuiva",
  },
  alerts: alertsRo,
};
