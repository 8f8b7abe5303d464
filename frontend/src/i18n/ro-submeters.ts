import type { submeterErrorsEn, submetersEn } from "./en-submeters";

export const submetersRo: typeof submetersEn = {
  change: "Contor principal",
  changeOf: (name) => `Alege contorul principal pentru ${name}`,
  hint: "Alege contorul care măsoară și această energie. Totalurile o numără atunci o singură dată și arată ce nu este contorizat separat.",
  pick: (name) => `Alege ${name}`,
  channelOf: (name) => `Canalul dispozitivului ${name}`,
  none: (name) => `${name} nu are niciun canal de același tip și în aceeași unitate.`,
  another: "Alt dispozitiv",
  clear: "Nu are contor principal",
};

export const submeterErrorsRo: typeof submeterErrorsEn = {
  whole_unknown: "Acel canal nu mai există. Alege altul.",
  whole_differs:
    "Un subcontor și contorul său principal măsoară același tip de energie, în aceeași unitate.",
  submeter_circular:
    "Canalul ar face parte din el însuși sau ar avea peste 10 niveluri de subcontoare. Alege altul.",
};
