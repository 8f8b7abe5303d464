import { useLanguage } from "@/i18n/language";
import { type Clause, formatReason } from "./format-reason";

interface ReasonProps {
  /** In English, as the service keeps it. */
  text: string;
  clauses: readonly Clause[];
}

/** Why the assistant did something, in the reader's language where that is known. */
export function Reason({ text, clauses }: ReasonProps) {
  const { words } = useLanguage();
  const said = formatReason(clauses, words.support.reasons);
  return said ?? <span lang="en">{text}</span>;
}
