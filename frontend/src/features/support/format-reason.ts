import type { Clause, reasonsEn } from "@/i18n/en-reasons";

export type { Clause };

/** A reason in words; none where it has no codes, or one that this page does not know. */
export function formatReason(
  clauses: readonly Clause[],
  words: typeof reasonsEn,
): string | undefined {
  if (clauses.length === 0) return undefined;
  // A service that is newer than this page may say more.
  const known: Record<string, ((values: Record<string, string>) => string) | undefined> =
    words.clauses;
  const said: string[] = [];
  for (const { code, values } of clauses) {
    const word = known[code];
    if (!word) return undefined;
    said.push(word(values));
  }
  return said.join("; ");
}
