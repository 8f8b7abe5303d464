import { useLanguage } from "@/i18n/language";
import { type Clause, formatReason } from "./format-reason";

interface ReasonProps {
  /** In English, as the service stores it. */
  text: string;
  clauses: readonly Clause[];
}

/** Why the assistant did something, in the user's language if it is known. */
export function Reason({ text, clauses }: ReasonProps) {
  const { words } = useLanguage();
  const reason = formatReason(clauses, words.support.reasons);
  return reason ?? <span lang="en">{text}</span>;
}
