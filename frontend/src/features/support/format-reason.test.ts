import { expect, test } from "vitest";
import { reasonsEn } from "@/i18n/en-reasons";
import { reasonsRo } from "@/i18n/ro-reasons";
import { type Clause, formatReason } from "./format-reason";

const byRule: Clause[] = [
  { code: "rule", values: { rule: "Hello" } },
  { code: "phrase", values: { phrase: "hello", words: "helo", matched: "1", total: "2" } },
];

test("a reason is formatted in both languages", () => {
  expect(formatReason(byRule, reasonsEn)).toBe(
    "rule “Hello”; “hello” matches helo: 1 of 2 significant words",
  );
  expect(formatReason(byRule, reasonsRo)).toBe(
    "regula „Hello”; „hello” se potrivește cu helo: 1 din 2 cuvinte importante",
  );
});

test("subjects and faults are translated, unknown ones are shown as they are", () => {
  const subject = (subject: string): Clause[] => [{ code: "subject", values: { subject } }];
  const fault: Clause[] = [{ code: "ai_failed", values: { fault: "silent" } }];

  expect(formatReason(subject("peaks"), reasonsRo)).toBe("întrebarea este despre orele de vârf");
  expect(formatReason(subject("weather"), reasonsEn)).toBe("the question is about weather");
  expect(formatReason(fault, reasonsRo)).toBe("AI-ul nu a reușit: nu a răspuns la timp");
});

test("a reason without codes, or with an unknown one, isn't formatted", () => {
  const newer = [...byRule, { code: "moon", values: {} } as unknown as Clause];

  expect(formatReason([], reasonsEn)).toBeUndefined();
  expect(formatReason(newer, reasonsEn)).toBeUndefined();
});
