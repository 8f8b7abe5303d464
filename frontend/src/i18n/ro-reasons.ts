import type { reasonsEn } from "./en-reasons";

const subjects: (typeof reasonsEn)["subjects"] = {
  usage: "consum",
  top_device: "dispozitivul care a consumat cel mai mult",
  why_alert: "cauza unei alerte",
  alerts: "alerte",
  compare: "o comparație",
  peaks: "orele de vârf",
  now: "puterea de acum",
  average: "consumul mediu pe zi",
  devices: "dispozitive și limite",
};

const faults: (typeof reasonsEn)["faults"] = {
  unreachable: "nu poate fi contactat",
  unauthorized: "nu acceptă cheia noastră",
  no_such_model: "nu are modelul",
  limited: "nu mai acceptă cereri deocamdată",
  broken: "a avut o eroare internă",
  refused: "a refuzat să răspundă",
  cut: "răspunsul a fost întrerupt",
  garbled: "răspunsul nu poate fi citit",
  empty: "răspunsul a fost gol",
  only_reasoning: "a trimis doar raționamentul, fără răspuns",
  bad_tool_call: "a cerut date într-un mod nevalid",
  silent: "nu a răspuns la timp",
  unsupported: "datele nu susțin nimic din răspuns",
};

/** Why the assistant did something, by clause. */
export const reasonsRo: typeof reasonsEn = {
  subjects,
  faults,
  clauses: {
    rule: ({ rule }) => `regula „${rule}”`,
    phrase: ({ phrase, words, matched, total }) =>
      `„${phrase}” se potrivește cu ${words}: ${matched} din ${total} cuvinte importante`,
    subject: ({ subject }) => `întrebarea este despre ${subjects[subject ?? ""] ?? subject}`,
    words_not_understood: ({ words }) => `cuvinte neînțelese: ${words}`,
    ai_answered: () => "a răspuns AI-ul",
    ai_failed: ({ fault }) => `AI-ul nu a reușit: ${faults[fault ?? ""] ?? fault}`,
    detail: ({ detail }) => detail ?? "",
    ai_rests: () => "AI-ul este în pauză după eșecuri repetate",
    client_spent: () => "clientul a folosit toate cererile către AI din această oră",
    platform_spent: () => "platforma a folosit toate cererile către AI din această oră",
    left_out_empty: () => "omisă: o propoziție din care nu a rămas nimic",
    left_out_address: () => "omisă: o propoziție cu o adresă web",
    left_out_label: () => "omisă: o propoziție marcată ca generală, dar care se referă la client",
    left_out_figure: ({ figure }) => `omisă: datele nu susțin „${figure}”`,
    left_out_time: ({ time }) => `omisă: datele nu susțin „${time}”`,
    human_took_over: () => "a preluat un om",
    process_ended: () => "serviciul a fost repornit în timp ce răspundea",
    data_away: () => "datele de consum nu sunt disponibile acum",
    nothing_fits: () =>
      "nu se potrivește nicio regulă și nu este o întrebare cunoscută despre consum",
    client_declined: () => "clientul a refuzat un om",
    emergency: () => "mesajul este despre un pericol",
    client_asked: () => "clientul a cerut un om",
    failed_in_a_row: ({ count }) => `${count} întrebări la rând au rămas fără răspuns`,
  },
};
