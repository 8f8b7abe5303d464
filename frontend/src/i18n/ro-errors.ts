import type { errorsEn } from "./en-errors";
import { formulaErrorsRo } from "./ro-formulas";
import { importErrorsRo } from "./ro-imports";
import { simulatorErrorsRo } from "./ro-simulator";
import { submeterErrorsRo } from "./ro-submeters";

/** Why a service refused a request, by the code of its problem document. */
export const errorsRo: typeof errorsEn = {
  ...formulaErrorsRo,
  ...submeterErrorsRo,
  ...importErrorsRo,
  ...simulatorErrorsRo,
  username_taken: "Acest nume de utilizator este deja folosit. Alege altul.",
  password_refused: "Parola este prea ușor de ghicit. Alege una mai lungă sau mai puțin obișnuită.",
  last_administrator: "Acesta este ultimul administrator. Platforma are nevoie de cel puțin unul.",
  owner_unknown:
    "Acestui utilizator nu i se poate atribui încă un dispozitiv. Încearcă din nou peste câteva momente.",
  device_not_found: "Acest dispozitiv nu există sau nu este al tău.",
  own_devices_closed: "Aici doar administratorii adaugă dispozitive.",
  too_many_devices: "Ai atins numărul de dispozitive. Elimină unul sau încearcă din nou mâine.",
  claim_code_invalid: "Acest cod nu este valabil. Verifică-l sau cere unul nou.",
  device_owned: "Unul dintre aceste dispozitive are deja proprietar. Alege din nou.",
  device_request_not_found: "Această solicitare a fost deja soluționată sau retrasă.",
  device_not_deletable: "Un administrator a adăugat acest dispozitiv. Returnează-l.",
  past_of_others:
    "Acest dispozitiv a avut alt proprietar, așa că schimbarea o face un administrator.",
  hours_of_others:
    "Acest dispozitiv a avut alt proprietar, așa că fișierul îl importă un administrator.",
  too_many_imports: "Ai importat într-o zi câte fișiere se poate. Încearcă din nou mai târziu.",
  channel_exists: "Dispozitivul are, sau a avut, acest canal.",
  units_differ: "Aceste canale se măsoară în unități diferite. Alege un dispozitiv sau o unitate.",
  channel_not_found: "Dispozitivul nu are acest canal.",
  too_many_channels: "Dispozitivul are deja numărul maxim de canale.",
  user_not_found: "Acest utilizator nu mai există.",
  registration_closed: "Înregistrarea este închisă. Cere un cont unui administrator.",
  forbidden: "Nu ai dreptul să faci asta.",
  old_password_wrong: "Aceasta nu este parola ta actuală.",
  correction_invalid: "Corecția nu este validă. Verifică intervalul și valorile.",
  nothing_to_correct: "Dispozitivul nu are valori de acest fel în intervalul ales.",
  correction_too_large:
    "Intervalul conține peste 50.000 de valori. Corectează-l pe intervale mai scurte.",
  correction_overtaken:
    "Unele corecții mai noi se bazează pe aceasta. Anulează-le întâi pe acelea.",
  already_undone: "A fost deja anulată.",
  conversation_not_found: "Această conversație nu există.",
  conversation_closed: "Conversația este închisă. Redeschide-o pentru a continua.",
  already_taken: "Un coleg tocmai a preluat această conversație.",
  not_yours: "Conversația nu îți este atribuită. Preia-o mai întâi.",
  too_many_conversations: "Ai 20 de conversații deschise. Închide una mai întâi.",
  too_many_messages: "Trimiți mesaje prea repede. Așteaptă puțin, apoi încearcă din nou.",
  rule_changed: "Altcineva a modificat această regulă. Închide-o, apoi deschide-o din nou.",
  order_incomplete: "Regulile s-au schimbat între timp. Verifică-le, apoi încearcă din nou.",
  reset_refused: "Acest link nu mai este valabil. Cere unul nou unui administrator.",
};
