import type { components } from "@/api/generated/support";

export type Clause = components["schemas"]["ClauseView"];
type Worded = (values: Record<string, string>) => string;

/** What the values of a reason may be, where they are codes themselves. */
interface ReasonWords {
  clauses: Record<Clause["code"], Worded>;
  subjects: Record<string, string>;
  faults: Record<string, string>;
}

const subjects: ReasonWords["subjects"] = {
  usage: "consumption",
  top_device: "the device that used most",
  why_alert: "the cause of an alert",
  alerts: "alerts",
  compare: "a comparison",
  peaks: "peak hours",
  devices: "devices and limits",
};

const faults: ReasonWords["faults"] = {
  unreachable: "it can't be reached",
  unauthorized: "it does not accept our key",
  no_such_model: "it does not have the model",
  limited: "it takes no more questions for now",
  broken: "an error of its own",
  refused: "it refused the question",
  cut: "its answer broke off",
  garbled: "what it sent can't be read",
  empty: "its answer was empty",
  only_reasoning: "it thought, and said nothing",
  bad_tool_call: "it asked for data in a way that does not work",
  silent: "it said nothing for too long",
  unsupported: "nothing supported what it said",
};

/** Why the assistant did something, clause by clause. */
export const reasonsEn: ReasonWords = {
  subjects,
  faults,
  clauses: {
    rule: ({ rule }) => `rule “${rule}”`,
    phrase: ({ phrase, words, fitting, of }) =>
      `“${phrase}” fits by ${words}: ${fitting} of ${of} words that matter`,
    subject: ({ subject }) => `the question is about ${subjects[subject ?? ""] ?? subject}`,
    words_not_understood: ({ words }) => `not understood: ${words}`,
    ai_answered: () => "the AI answered",
    ai_failed: ({ fault }) => `the AI failed: ${faults[fault ?? ""] ?? fault}`,
    detail: ({ detail }) => detail ?? "",
    ai_rests: () => "the AI is left alone after repeated failures",
    client_spent: () => "the client has used up this hour’s requests to the AI",
    platform_spent: () => "the platform has used up this hour’s requests to the AI",
    left_out_empty: () => "left out: a sentence of which nothing was left",
    left_out_address: () => "left out: a sentence with an address",
    left_out_label: () => "left out: a sentence labelled general that tells of the client",
    left_out_figure: ({ figure }) => `left out: nothing supports “${figure}”`,
    left_out_time: ({ time }) => `left out: nothing supports “${time}”`,
    human_took_over: () => "a human took over",
    process_ended: () => "the part that answered was restarted",
    data_away: () => "the consumption can't be looked up",
    nothing_fits: () => "no rule fits, and it is no question about consumption that is known",
    client_asked: () => "the client asked for a human",
    failed_in_a_row: ({ count }) => `${count} questions in a row were not answered`,
  },
};
