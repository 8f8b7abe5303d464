import type { UseQueryResult } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { components } from "@/api/generated/support";
import { Pager } from "@/components/data-table";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { INBOX_PER_PAGE, type Listed } from "../queries";
import { type SupportSearch, VIEWS } from "../search";
import { Count } from "../support-count";
import { unread } from "../thread";

type InboxPage = components["schemas"]["InboxPage"];

const route = getRouteApi("/support");

interface InboxProps {
  query: UseQueryResult<InboxPage>;
  search: SupportSearch;
}

/** Conversations that are waiting, one's own, and all. */
export function Inbox({ query, search }: InboxProps) {
  const { words } = useLanguage();
  const navigate = route.useNavigate();
  const view = search.view ?? "waiting";
  const change = (changed: SupportSearch): void => {
    void navigate({
      search: (now) => ({ ...now, offset: undefined, ...changed }),
      replace: true,
    });
  };
  const empty = {
    waiting: words.support.desk.nobodyWaits,
    mine: words.support.desk.noneMine,
    all: words.support.desk.noneAll,
  };
  return (
    <>
      <Views view={view} page={query.data} onView={(chosen) => change({ view: chosen })} />
      <div className="my-3 [&>div]:w-full">
        <SearchBox
          label={words.support.desk.search}
          value={search.q ?? ""}
          onSearch={(typed) => change({ q: typed || undefined })}
        />
      </div>
      <div className="min-h-0 overflow-y-auto lg:flex-1">
        <Loaded query={query}>
          {({ items, total }) =>
            items.length === 0 ? (
              <EmptyState title={search.q ? words.table.nothingFound : empty[view]} />
            ) : (
              <>
                <ul className="border-line border-t">
                  {items.map((each) => (
                    <Item key={each.conversation.id} listed={each} search={search} />
                  ))}
                </ul>
                <Pager
                  offset={search.offset ?? 0}
                  limit={INBOX_PER_PAGE}
                  total={total}
                  onOffset={(offset) => change({ offset: offset || undefined })}
                />
              </>
            )
          }
        </Loaded>
      </div>
    </>
  );
}

interface ViewsProps {
  view: (typeof VIEWS)[number];
  page: InboxPage | undefined;
  onView: (view: (typeof VIEWS)[number]) => void;
}

function Views({ view, page, onView }: ViewsProps) {
  const { words, format } = useLanguage();
  const counts = { waiting: page?.waiting, mine: page?.mine, all: undefined };
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{words.support.desk.view}</legend>
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          onClick={() => onView(each)}
          className="rounded-md px-2.5 py-1.5 text-soft hover:bg-sunken hover:text-ink aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {words.support.desk.views[each]}
          {counts[each] ? ` ${format.number(counts[each])}` : ""}
        </button>
      ))}
    </fieldset>
  );
}

function Item({ listed, search }: { listed: Listed; search: SupportSearch }) {
  const { words, format } = useLanguage();
  const { conversation, client_name, assigned_name, last_text } = listed;
  const isOpen = conversation.id === search.c;
  // Messages to the assistant don't need a human.
  const isOurs = conversation.state === "waiting" || conversation.state === "human";
  const count = isOurs && !isOpen ? unread(conversation, "human") : 0;
  return (
    <li className="border-line border-b">
      <Link
        to="/support"
        search={{ ...search, c: conversation.id }}
        aria-current={isOpen ? "true" : undefined}
        className={`grid grid-cols-1 gap-0.5 px-2 py-3 hover:bg-raised ${isOpen ? "bg-sunken" : ""}`}
      >
        <span className="flex items-center justify-between gap-3">
          <span className="truncate font-semibold">{client_name}</span>
          <Count count={count} label={words.support.unreadMessages(count)} />
        </span>
        <span className="truncate">{last_text ?? words.support.noMessage}</span>
        <span className="flex justify-between gap-3 text-small text-soft">
          <span className="truncate">
            {assigned_name
              ? words.support.desk.takenBy(assigned_name)
              : conversation.waiting_since
                ? words.support.desk.waitsSince(format.ago(conversation.waiting_since))
                : words.support.desk.states[conversation.state]}
          </span>
          <time dateTime={conversation.changed_at} className="shrink-0">
            {format.time(conversation.changed_at)}
          </time>
        </span>
      </Link>
    </li>
  );
}
