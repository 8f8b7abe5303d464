import type { Clause, reasonsEn } from "@/i18n/en-reasons";

export type { Clause };

/** Return a reason as text; undefined if it has no codes or an unknown one. */
export function formatReason(
  clauses: readonly Clause[],
  words: typeof reasonsEn,
): string | undefined {
  if (clauses.length === 0) return undefined;
  // A newer service may send unknown codes.
  const known: Record<string, ((values: Record<string, string>) => string) | undefined> =
    words.clauses;
  const clauseTexts: string[] = [];
  for (const { code, values } of clauses) {
    const word = known[code];
    if (!word) return undefined;
    clauseTexts.push(word(values));
  }
  return clauseTexts.join("; ");
}
