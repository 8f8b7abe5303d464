import type { RuleWriting } from "./queries";

/** What stands in the fields of the form. */
export interface RuleFields {
  name?: string;
  action?: string;
  enabled?: string;
  phrases_en?: string;
  phrases_ro?: string;
  answer_en?: string;
  answer_ro?: string;
}

/** The rule that the fields describe: a phrase a line, empty lines count for nothing. */
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
