import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/states";
import { useLanguage } from "@/i18n/language";

export function NotFoundPage() {
  const { words } = useLanguage();
  return (
    <EmptyState title={words.states.noPage}>
      <Link to="/" className="underline underline-offset-4">
        {words.states.toStart}
      </Link>
    </EmptyState>
  );
}
