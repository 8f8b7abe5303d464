import type { accountsEn } from "./en-accounts";
import { counted } from "./ro-numbers";

export const accountsRo: typeof accountsEn = {
  passwordReasons: {
    length: "Parola trebuie să aibă între 8 și 256 de caractere.",
    characters:
      "Parola conține un caracter care nu poate fi tastat în siguranță pe orice tastatură. Renunță la el.",
    blank: "Parola nu poate fi formată doar din spații.",
    repetitive: "Parola repetă aceleași câteva caractere. Alege una mai variată.",
    sequence: "Parola este o secvență, ca 12345678. Alege ceva mai puțin regulat.",
    username: "Parola nu poate fi numele de utilizator, nici numele de utilizator cu un mic adaos.",
    product: "Parola nu poate fi numele platformei, nici numele ei cu un mic adaos.",
    common:
      "Este una dintre cele mai folosite parole, deci ușor de ghicit. Trei sau patru cuvinte fără legătură între ele fac o parolă bună.",
  },
  passwordHint: "Cel puțin 8 caractere. Trei sau patru cuvinte fără legătură sunt potrivite.",
  loginsBusy: (seconds: number) =>
    `Mulți utilizatori intră în cont chiar acum. Încearcă din nou peste ${counted(seconds, "secundă", "secunde")}.`,
  registrationClosed: "Nu ai cont? Un administrator îți poate crea unul.",
};
