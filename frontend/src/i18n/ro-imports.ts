import type { importErrorsEn, importsEn } from "./en-imports";
import { counted } from "./ro-numbers";

const n = (count: number): string => count.toLocaleString("ro-RO");

/** Importing history from a file. */
export const importsRo: typeof importsEn = {
  title: "Importă istoric",
  titleOf: (device: string) => `Importă istoricul: ${device}`,
  hint: "Înainte de stocare vezi o previzualizare. Fiecare import este înregistrat și poate fi anulat.",
  allHint: "Alege dispozitivul ale cărui citiri din trecut vrei să le imporți dintr-un fișier.",
  ofAll: "Importurile tuturor dispozitivelor",
  otherDevice: "Alege alt dispozitiv",
  file: "Fișier CSV",
  fileHint:
    "Text, .xlsx, Green Button, NEM12 sau MSCONS, și ca gzip sau zip; cel mult 50 MB și un milion de rânduri.",
  mapping: "Formatul fișierului",
  mappingHint: "Ce nu alegi este detectat din fișier.",
  asFile: (guessed: string) => `Detectat: ${guessed}`,
  asFileUnknown: "Detectează",
  timeColumn: "Coloana cu ore",
  valueColumn: "Coloana cu valori",
  column: (number: number, name: string) => (name ? `${number}: ${name}` : `Coloana ${number}`),
  unit: "Unitate",
  W: "W (media intervalului)",
  kW: "kW (media intervalului)",
  kind: "Valorile sunt",
  kinds: { interval: "energie pe interval", register: "valori de index" },
  timestampsMark: "Orele marchează",
  timestampsMarkOf: {
    interval_start: "începutul intervalului",
    interval_end: "sfârșitul intervalului",
  },
  interval: "Interval (secunde)",
  zone: "Fus orar",
  zoneHint: "Pentru ore fără decalaj față de UTC.",
  decimals: "Separator zecimal",
  decimalsOf: { point: "punct, 1.5", comma: "virgulă, 1,5" },
  dates: "Formatul datei",
  datesOf: { iso: "2025-12-31", dmy: "31/12/2025", mdy: "12/31/2025", ymd: "25/12/31" },
  series: "Ce completează fiecare serie",
  seriesHint:
    "Fișierul conține mai multe serii. Alege canalul fiecăreia; seriile unui canal se adună.",
  seriesOut: "Nu se importă",
  seriesNew: (channel: string) => `${channel} (canal nou)`,
  seriesDevice: (series: string) => `Dispozitivul pentru ${series}`,
  seriesCrossed:
    "Aceste serii nu pot avea același canal: s-ar aduna și alte rânduri. Alege câte un canal.",
  parts: "Totaluri pe canal",
  readingsOf: "Citiri",
  total: "Total",
  seriesRows: (rows: number, total: string | null, unit: string | null) =>
    total === null
      ? counted(rows, "rând", "rânduri")
      : `${counted(rows, "rând", "rânduri")}, ${total} ${unit ?? ""}`,
  directions: { import: "din rețea", export: "în rețea", production: "produsă" },
  energies: { electricity: "electricitate", gas: "gaz", water: "apă", heat: "căldură" },
  conflicts: "Dacă este stocată altă valoare",
  conflictsOf: { keep: "păstrează valoarea stocată", replace: "folosește valoarea din fișier" },
  reading: "Se citește fișierul …",
  preview: "Previzualizare",
  readings: (count: number) => counted(count, "citire", "citiri"),
  period: (from: string, to: string, zone: string) => `${from} – ${to}, ${zone}`,
  counts: {
    new: "noi",
    same: "deja stocate cu această valoare",
    conflicting: "stocate cu altă valoare",
    others: "stocate la alte ore din această perioadă",
    repeated: "rânduri duplicate",
    differing: "rânduri înlocuite de un rând ulterior",
    estimated: "estimate de furnizor",
    repeated_hour: "rânduri din ora care se repetă",
    rejected: "rânduri respinse",
  },
  othersMany:
    "Multe citiri stocate sunt la alte ore. Marchează orele celălalt capăt al intervalului?",
  noneValid: "Niciun rând din fișier nu este o citire validă, deci nu există nimic de importat.",
  nothingNew: "Toate citirile sunt deja stocate. Importul în această formă nu schimbă nimic.",
  firstRows: "Primele rânduri, așa cum ar fi stocate",
  line: "Rând",
  value: "Valoare",
  why: "Motiv",
  rejectedRows: (count: number) => counted(count, "rând respins", "rânduri respinse"),
  allRejected: (count: number) => `Arată ${counted(count, "rând respins", "rânduri respinse")}`,
  cut: (shown: number) => `Sunt listate doar primele ${counted(shown, "rând", "rânduri")}.`,
  reasons: {
    value_malformed: "Nu este un număr",
    value_missing: "Fără valoare",
    value_negative: "Valoare negativă",
    value_absurd: "Valoare neverosimil de mare",
    time_malformed: "Oră nevalidă",
    time_missing: "Fără oră",
    time_skipped: "Oră sărită la schimbarea orei",
    too_early: "Înainte de anul 2000",
    too_late: "În viitor",
    columns_missing: "Lipsesc coloane",
    columns_extra: "Mai multe celule decât are antetul",
    value_ambiguous: "Zecimale sau mii?",
    value_not_measured: "Lipsă sau inutilizabilă, potrivit fișierului",
    unit_unknown: "Nu este o unitate acceptată de canal",
    time_ambiguous: "Ora nu este clară din cauza schimbării orei",
    time_order: "Sfârșitul nu este după început",
    interval_unclear: "Durata intervalului nu este cunoscută",
    interval_too_long: "Interval de peste 100 de zile",
    registers_missing: "Nu toate registrele au o valoare",
  },
  start: (count: number) => `Importă ${counted(count, "citire", "citiri")}`,
  starting: "Se încarcă fișierul …",
  record: "Importuri anterioare",
  toRecord: "Vezi importurile",
  none: "Încă nu există importuri.",
  states: {
    running: "se importă",
    done: "importat",
    failed: "eșuat",
    undoing: "se anulează",
    undone: "anulat",
    undo_blocked: "anulat parțial",
  },
  progress: (done: string, all: string) => `${done} din ${all} citiri`,
  outcome: (fresh: number, replaced: number, same: number, kept: number) =>
    [
      `${n(fresh)} noi`,
      ...(replaced > 0 ? [`${n(replaced)} înlocuite`] : []),
      ...(same > 0 ? [`${n(same)} deja stocate`] : []),
      ...(kept > 0 ? [`${n(kept)} păstrate cum erau`] : []),
    ].join(", "),
  blocked:
    "O corecție mai nouă se bazează pe acest import. Anulează corecția, apoi anulează din nou importul.",
  failed: "Importul s-a oprit. Citirile stocate până atunci se păstrează; le poți anula.",
  report: "Arată raportul fișierului",
  hideReport: "Ascunde raportul fișierului",
  undoFollows: (file: string) => `Anulezi importul fișierului ${file}?`,
  undoTakes: (count: number) =>
    `${counted(count, "citire din acest fișier este eliminată", "citiri din acest fișier sunt eliminate")}. Orele fără alte citiri devin lipsă.`,
  undoReturns: (count: number) =>
    counted(count, "valoare înlocuită este restabilită.", "valori înlocuite sunt restabilite."),
  undoMeter:
    "Ce a raportat contorul însuși pentru aceste ore este luat din nou în calcul, iar alertele se actualizează.",
  undoDo: "Anulează importul",
  undoRunning: "Importul este încă în desfășurare. Mai întâi este oprit.",
};

export const importErrorsRo: typeof importErrorsEn = {
  mapping_unclear: "Formatul fișierului nu este clar. Alege-l în formular.",
  file_unreadable:
    "Fișierul nu este un tabel care poate fi citit. Salvează-l ca CSV, apoi alege-l din nou.",
  file_too_large: "Fișierul depășește 50 MB sau un milion de rânduri. Împarte-l.",
  nothing_to_import: "Niciun rând din fișier nu este o citire validă.",
  channel_twice: "Două părți ale fișierului sunt pentru același canal.",
  import_not_found: "Acest import nu există.",
  import_overtaken:
    "Unele corecții sau importuri mai noi se bazează pe acesta. Anulează-le întâi pe acelea.",
};
