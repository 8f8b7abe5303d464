import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { buttonClass } from "@/components/button";
import { PageHeader } from "@/components/page-header";
import { useLanguage } from "@/i18n/language";
import { INBOX_PER_PAGE, inboxQuery } from "../queries";
import { DeskThread } from "./desk-thread";
import { Inbox } from "./inbox";

const route = getRouteApi("/support");
const EVERY_MS = 30_000;

/** The inbox, the open conversation and the client's details; one of them on a phone. */
export function DeskPage() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const inbox = useQuery({ ...inboxQuery(search, INBOX_PER_PAGE), refetchInterval: EVERY_MS });
  const open = search.c;
  const listed = inbox.data?.items.find(({ conversation }) => conversation.id === open);
  return (
    <div className="lg:grid lg:h-[calc(100dvh-5rem)] lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-8">
      <section className={`min-h-0 flex-col lg:flex ${open ? "hidden" : "flex"}`}>
        <PageHeader title={words.nav.support}>
          <Link to="/rules" className={buttonClass("secondary")}>
            {words.support.rules.toRules}
          </Link>
        </PageHeader>
        <Inbox query={inbox} search={search} />
      </section>
      {open ? (
        <DeskThread key={open} id={open} listed={listed} />
      ) : (
        <p className="hidden self-center justify-self-center text-soft lg:block">
          {words.support.desk.choose}
        </p>
      )}
    </div>
  );
}
