import type { reasonsEn } from "./en-reasons";

const subjects: (typeof reasonsEn)["subjects"] = {
  usage: "consum",
  top_device: "aparatul care a consumat cel mai mult",
  why_alert: "cauza unei alerte",
  alerts: "alerte",
  compare: "o comparație",
  peaks: "orele de vârf",
  devices: "aparate și limite",
};

const faults: (typeof reasonsEn)["faults"] = {
  unreachable: "nu poate fi contactat",
  unauthorized: "nu acceptă cheia noastră",
  no_such_model: "nu are modelul",
  limited: "nu mai primește întrebări deocamdată",
  broken: "o eroare a lui",
  refused: "a refuzat întrebarea",
  cut: "răspunsul lui s-a întrerupt",
  garbled: "ce a trimis nu poate fi citit",
  empty: "răspunsul lui a fost gol",
  only_reasoning: "a gândit și nu a spus nimic",
  bad_tool_call: "a cerut date într-un fel care nu merge",
  silent: "nu a spus nimic prea mult timp",
  unsupported: "nimic nu susține ce a spus",
};

/** De ce a făcut asistentul ceva, bucată cu bucată. */
export const reasonsRo: typeof reasonsEn = {
  subjects,
  faults,
  clauses: {
    rule: ({ rule }) => `regula „${rule}”`,
    phrase: ({ phrase, words, fitting, of }) =>
      `„${phrase}” se potrivește prin ${words}: ${fitting} din ${of} cuvinte care contează`,
    subject: ({ subject }) => `întrebarea este despre ${subjects[subject ?? ""] ?? subject}`,
    words_not_understood: ({ words }) => `neînțeles: ${words}`,
    ai_answered: () => "a răspuns AI-ul",
    ai_failed: ({ fault }) => `AI-ul nu a reușit: ${faults[fault ?? ""] ?? fault}`,
    detail: ({ detail }) => detail ?? "",
    ai_rests: () => "AI-ul este lăsat în pace după eșecuri repetate",
    client_spent: () => "clientul a folosit toate cererile către AI ale acestei ore",
    platform_spent: () => "platforma a folosit toate cererile către AI ale acestei ore",
    left_out_empty: () => "lăsată deoparte: o propoziție din care nu a rămas nimic",
    left_out_address: () => "lăsată deoparte: o propoziție cu o adresă",
    left_out_label: () =>
      "lăsată deoparte: o propoziție numită generală care vorbește despre client",
    left_out_figure: ({ figure }) => `lăsată deoparte: nimic nu susține „${figure}”`,
    left_out_time: ({ time }) => `lăsată deoparte: nimic nu susține „${time}”`,
    human_took_over: () => "a preluat un om",
    process_ended: () => "partea care răspundea a fost repornită",
    data_away: () => "consumul nu poate fi consultat",
    nothing_fits: () =>
      "nu se potrivește nicio regulă și nu este o întrebare cunoscută despre consum",
    client_asked: () => "clientul a cerut un om",
    failed_in_a_row: ({ count }) => `${count} întrebări la rând au rămas fără răspuns`,
  },
};
