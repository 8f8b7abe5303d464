import type { ClaimsWords } from "./en-claims";

export const claimsRo: ClaimsWords = {
  step: {
    title: "Am un cod",
    hint: "Scrie codul primit odată cu contorul sau de la un administrator.",
    action: "Introdu un cod",
  },
  title: "Revendică un dispozitiv",
  hint: "Scrie codul primit odată cu contorul sau de la un administrator. Dispozitivul devine al tău.",
  code: "Cod",
  codeHint: "16 litere și cifre. Spațiile, cratimele și majusculele nu contează.",
  claim: "Revendică dispozitivul",
  claimed: (device) => `${device} este acum al tău.`,
  fromTheFirst: "Îi vezi toate citirile.",
  fromNow: (since) => `A avut alt proprietar, așa că îi vezi citirile din ${since}.`,
  codes: "Coduri de revendicare",
  codesHint:
    "Cine scrie codul unui dispozitiv îi devine proprietar și îl poate modifica. Un cod nou îl înlocuiește pe cel dinainte.",
  devices: "Dispozitive fără proprietar",
  all: "Toate",
  more: (shown) => `Sunt afișate doar primele ${shown}.`,
  noDevices: "Toate dispozitivele au proprietar, deci nu este nimic de revendicat.",
  validFor: "Valabil",
  days: (count) => (count === 365 ? "un an" : count < 20 ? `${count} zile` : `${count} de zile`),
  issue: (count) => (count === 1 ? "Emite codul" : "Emite codurile"),
  issued: (count) =>
    count === 1
      ? "Acest cod se afișează o singură dată. Salvează-l sau transmite-l acum."
      : "Aceste coduri se afișează o singură dată. Salvează-le sau transmite-le acum.",
  save: "Salvează ca CSV",
  issueMore: "Emite altele",
  unused: "Coduri nefolosite",
  until: (expires) => `valabil până la ${expires}`,
  expired: (at) => `expirat la ${at}`,
  revoke: "Revocă",
};
