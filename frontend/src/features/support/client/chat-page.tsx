import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { buttonClass } from "@/components/button";
import { PageHeader } from "@/components/page-header";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { ownQuery } from "../queries";
import { ClientThread } from "./client-thread";
import { OwnConversations } from "./own-conversations";
import { Start } from "./start-conversation";

const route = getRouteApi("/support");

/** On a desktop the list is next to the open conversation; a phone shows one of them. */
export function ChatPage() {
  const { words } = useLanguage();
  const { c: open } = route.useSearch();
  const own = useQuery(ownQuery);
  const listed = own.data?.items.find(({ conversation }) => conversation.id === open);
  return (
    <div className="lg:grid lg:h-[calc(100dvh-5rem)] lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-10">
      <section
        aria-labelledby="own"
        className={`min-h-0 flex-col lg:flex ${open ? "hidden" : "flex"}`}
      >
        <PageHeader title={words.nav.support}>
          {open && (
            <Link to="/support" search={{}} className={buttonClass("secondary")}>
              {words.support.new}
            </Link>
          )}
        </PageHeader>
        <h2 id="own" className="mb-2 font-semibold">
          {words.support.conversations}
        </h2>
        <div className="min-h-0 overflow-y-auto lg:flex-1">
          <Loaded query={own}>
            {({ items }) => <OwnConversations items={items} open={open} />}
          </Loaded>
        </div>
      </section>
      {open ? <ClientThread key={open} id={open} listed={listed} /> : <Start />}
    </div>
  );
}
