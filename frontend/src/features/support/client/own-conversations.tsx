import { Link } from "@tanstack/react-router";
import { useLanguage } from "@/i18n/language";
import type { Listed } from "../queries";
import { Count } from "../support-count";
import { unread } from "../thread";

interface OwnConversationsProps {
  items: Listed[];
  open: string | undefined;
}

export function OwnConversations({ items, open }: OwnConversationsProps) {
  const { words } = useLanguage();
  if (items.length === 0) return <p className="text-soft">{words.support.none}</p>;
  return (
    <ul className="border-line border-t">
      {items.map((each) => (
        <Item key={each.conversation.id} listed={each} isOpen={each.conversation.id === open} />
      ))}
    </ul>
  );
}

function Item({ listed, isOpen }: { listed: Listed; isOpen: boolean }) {
  const { words, format } = useLanguage();
  const { conversation, last_text } = listed;
  const count = isOpen ? 0 : unread(conversation, "client");
  return (
    <li className="border-line border-b">
      <Link
        to="/support"
        search={{ c: conversation.id }}
        aria-current={isOpen ? "true" : undefined}
        className={`grid grid-cols-1 gap-0.5 px-2 py-3 hover:bg-raised ${isOpen ? "bg-sunken" : ""}`}
      >
        <span className="flex items-center justify-between gap-3">
          <span className={`truncate ${count > 0 ? "font-semibold" : ""}`}>
            {last_text ?? words.support.noMessage}
          </span>
          <Count count={count} label={words.support.unreadMessages(count)} />
        </span>
        <span className="flex justify-between gap-3 text-small text-soft">
          <span>{words.support.desk.states[conversation.state]}</span>
          <span>{format.moment(conversation.changed_at)}</span>
        </span>
      </Link>
    </li>
  );
}
