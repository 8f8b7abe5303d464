import { Link } from "@tanstack/react-router";
import { useLanguage } from "@/language/language";
import { Empty } from "@/parts/states";

export function NotFoundPage() {
  const { words } = useLanguage();
  return (
    <Empty title={words.states.noPage}>
      <Link to="/" className="underline underline-offset-4">
        {words.states.toStart}
      </Link>
    </Empty>
  );
}
