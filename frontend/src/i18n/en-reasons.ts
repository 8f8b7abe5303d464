import type { components } from "@/api/generated/support";

export type Clause = components["schemas"]["ClauseView"];
type Worded = (values: Record<string, string>) => string;

/** Texts of reasons, and of their values that are codes themselves. */
interface ReasonWords {
  clauses: Record<Clause["code"], Worded>;
  subjects: Record<string, string>;
  faults: Record<string, string>;
}

const subjects: ReasonWords["subjects"] = {
  usage: "consumption",
  top_device: "the device that used the most",
  why_alert: "the cause of an alert",
  alerts: "alerts",
  compare: "a comparison",
  peaks: "peak hours",
  now: "power now",
  average: "average use a day",
  devices: "devices and limits",
};

const faults: ReasonWords["faults"] = {
  unreachable: "it can't be reached",
  unauthorized: "it doesn't accept our key",
  no_such_model: "it doesn't have the model",
  limited: "it accepts no more requests for now",
  broken: "it had an internal error",
  refused: "it refused to answer",
  cut: "its answer was cut off",
  garbled: "its answer can't be read",
  empty: "its answer was empty",
  only_reasoning: "it returned its reasoning but no answer",
  bad_tool_call: "it requested data in an invalid way",
  silent: "it didn't answer in time",
  unsupported: "the data supports nothing in its answer",
};

/** Why the assistant did something, by clause. */
export const reasonsEn: ReasonWords = {
  subjects,
  faults,
  clauses: {
    rule: ({ rule }) => `rule “${rule}”`,
    phrase: ({ phrase, words, matched, total }) =>
      `“${phrase}” matches ${words}: ${matched} of ${total} significant words`,
    subject: ({ subject }) => `the question is about ${subjects[subject ?? ""] ?? subject}`,
    words_not_understood: ({ words }) => `words not understood: ${words}`,
    ai_answered: () => "the AI answered",
    ai_failed: ({ fault }) => `the AI failed: ${faults[fault ?? ""] ?? fault}`,
    detail: ({ detail }) => detail ?? "",
    ai_rests: () => "the AI is paused after repeated failures",
    client_spent: () => "the client has used up this hour’s AI requests",
    platform_spent: () => "the platform has used up this hour’s AI requests",
    left_out_empty: () => "left out: a sentence of which nothing remained",
    left_out_address: () => "left out: a sentence with a web address",
    left_out_label: () => "left out: a sentence labelled general that is about the client",
    left_out_figure: ({ figure }) => `left out: the data doesn’t support “${figure}”`,
    left_out_time: ({ time }) => `left out: the data doesn’t support “${time}”`,
    human_took_over: () => "a human took over",
    process_ended: () => "the service was restarted while answering",
    data_away: () => "consumption data isn’t available right now",
    nothing_fits: () => "no rule matches, and it isn’t a known question about consumption",
    client_declined: () => "the client declined a human",
    emergency: () => "the message is about danger",
    client_asked: () => "the client asked for a human",
    failed_in_a_row: ({ count }) => `${count} questions in a row weren’t answered`,
  },
};
