import { useLanguage } from "@/language/language";
import { type Clause, worded } from "./worded";

interface ReasonProps {
  /** In English, as the service keeps it. */
  text: string;
  clauses: readonly Clause[];
}

/** Why the assistant did something, in the reader's language where that is known. */
export function Reason({ text, clauses }: ReasonProps) {
  const { words } = useLanguage();
  const said = worded(clauses, words.support.reasons);
  return said ?? <span lang="en">{text}</span>;
}
