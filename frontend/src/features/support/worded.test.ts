import { expect, test } from "vitest";
import { reasonsEn } from "@/language/en-reasons";
import { reasonsRo } from "@/language/ro-reasons";
import { type Clause, worded } from "./worded";

const byRule: Clause[] = [
  { code: "rule", values: { rule: "Hello" } },
  { code: "phrase", values: { phrase: "hello", words: "helo", fitting: "1", of: "2" } },
];

test("a reason is said in either language", () => {
  expect(worded(byRule, reasonsEn)).toBe(
    "rule “Hello”; “hello” fits by helo: 1 of 2 words that matter",
  );
  expect(worded(byRule, reasonsRo)).toBe(
    "regula „Hello”; „hello” se potrivește prin helo: 1 din 2 cuvinte care contează",
  );
});

test("subjects and faults are said in words, and one that is not known as it is", () => {
  const subject = (subject: string): Clause[] => [{ code: "subject", values: { subject } }];
  const fault: Clause[] = [{ code: "ai_failed", values: { fault: "silent" } }];

  expect(worded(subject("peaks"), reasonsRo)).toBe("întrebarea este despre orele de vârf");
  expect(worded(subject("weather"), reasonsEn)).toBe("the question is about weather");
  expect(worded(fault, reasonsRo)).toBe("AI-ul nu a reușit: nu a spus nimic prea mult timp");
});

test("a reason without codes, or with one of a newer service, is left to its own words", () => {
  const newer = [...byRule, { code: "moon", values: {} } as unknown as Clause];

  expect(worded([], reasonsEn)).toBeUndefined();
  expect(worded(newer, reasonsEn)).toBeUndefined();
});
