import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useUser } from "@/app/session";
import { useLanguage } from "@/i18n/language";
import { inboxQuery, ownQuery } from "./queries";
import { unread } from "./thread";

const EVERY_MS = 60_000;

/** The number of conversations with new messages, or waiting for a human; hidden if zero. */
export function SupportCount() {
  return useUser().role === "ADMIN" ? <Waiting /> : <WithNews />;
}

function Waiting() {
  const { words } = useLanguage();
  const inbox = useQuery({ ...inboxQuery({}, 1), refetchInterval: EVERY_MS });
  const waiting = inbox.data?.waiting ?? 0;
  return <Count count={waiting} label={words.support.waitingCount(waiting)} />;
}

function WithNews() {
  const { words } = useLanguage();
  const shown = useRouterState({ select: ({ location }) => location.search.c });
  const own = useQuery({ ...ownQuery, refetchInterval: EVERY_MS });
  const count = (own.data?.items ?? []).filter(
    ({ conversation }) => conversation.id !== shown && unread(conversation, "client") > 0,
  ).length;
  return <Count count={count} label={words.support.unread(count)} />;
}

export function Count({ count, label }: { count: number; label: string }) {
  const { format } = useLanguage();
  if (count === 0) return null;
  return (
    <span className="inline-grid min-w-5 place-items-center rounded-full bg-use px-1.5 font-semibold text-on-use text-small leading-5">
      <span aria-hidden="true">{format.number(count)}</span>
      <span className="sr-only">, {label}</span>
    </span>
  );
}
