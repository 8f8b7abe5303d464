import type { RuleWriting } from "./queries";

/** The values of the form fields. */
export interface RuleFields {
  name?: string;
  action?: string;
  enabled?: string;
  phrases_en?: string;
  phrases_ro?: string;
  answer_en?: string;
  answer_ro?: string;
}

/** Return the rule that the form describes: one phrase per line, ignoring empty lines. */
export function ruleOf(fields: RuleFields): RuleWriting {
  return {
    name: (fields.name ?? "").trim(),
    enabled: fields.enabled !== undefined,
    action: fields.action === "handover" ? "handover" : "answer",
    phrases_en: linesOf(fields.phrases_en),
    phrases_ro: linesOf(fields.phrases_ro),
    answer_en: (fields.answer_en ?? "").trim(),
    answer_ro: (fields.answer_ro ?? "").trim(),
  };
}

function linesOf(text = ""): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "");
}
