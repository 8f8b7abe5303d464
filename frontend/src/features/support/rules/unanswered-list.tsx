import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/components/button";
import { Pager } from "@/components/data-table";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { Reason } from "../reason";
import { UNANSWERED_PER_PAGE, type Unanswered, unansweredQuery, useDismiss } from "./queries";

interface UnansweredListProps {
  onMakeRule: (question: Unanswered) => void;
}

/** Questions that neither a rule nor data nor AI answered. */
export function UnansweredList({ onMakeRule }: UnansweredListProps) {
  const { words } = useLanguage();
  const [offset, setOffset] = useState(0);
  const query = useQuery(unansweredQuery(offset));
  return (
    <section aria-labelledby="unanswered">
      <h2 id="unanswered" className="font-semibold">
        {words.support.rules.unanswered}
      </h2>
      <p className="text-small text-soft">{words.support.rules.unansweredHint}</p>
      <Loaded query={query}>
        {({ items, total }) => (
          <>
            {items.length === 0 && (
              <p className="mt-2 border-line border-t py-3 text-soft">
                {words.support.rules.noUnanswered}
              </p>
            )}
            <ul className="mt-2 border-line border-t empty:hidden">
              {items.map((each) => (
                <Item key={each.id} unanswered={each} onMakeRule={onMakeRule} />
              ))}
            </ul>
            <Pager offset={offset} limit={UNANSWERED_PER_PAGE} total={total} onOffset={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}

interface ItemProps extends UnansweredListProps {
  unanswered: Unanswered;
}

function Item({ unanswered, onMakeRule }: ItemProps) {
  const { words, format } = useLanguage();
  const putAway = useDismiss();
  const { question, conversation_id, asked_at, reason, clauses, language } = unanswered;
  return (
    <li className="grid gap-1 border-line border-b py-3">
      <p lang={language} className="break-words">
        {question}
      </p>
      <p className="text-small text-soft">
        {format.moment(asked_at)} · <Reason text={reason} clauses={clauses} />
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <Button onClick={() => onMakeRule(unanswered)}>
          {words.support.rules.makeRule}
          <span className="sr-only">: {question}</span>
        </Button>
        <Button
          variant="ghost"
          disabled={putAway.isPending}
          onClick={() => putAway.mutate(unanswered.id)}
        >
          {words.support.rules.dismiss}
          <span className="sr-only">: {question}</span>
        </Button>
        <Link
          to="/support"
          search={{ c: conversation_id, view: "all" }}
          className="text-small underline underline-offset-4"
        >
          {words.support.rules.toConversation}
        </Link>
      </p>
      {putAway.error && <p role="alert">{explain(putAway.error, words)}</p>}
    </li>
  );
}
