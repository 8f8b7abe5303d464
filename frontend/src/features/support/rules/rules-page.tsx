import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { AdminOnly } from "@/app/admin-only";
import { useLanguage } from "@/language/language";
import { Button, buttonClass } from "@/parts/button";
import { PageHead } from "@/parts/page-head";
import { Empty, Loaded } from "@/parts/states";
import { type Rule, rulesQuery, type Unanswered, usePutAway } from "./queries";
import { RuleDialog } from "./rule-dialog";
import { RuleList } from "./rule-list";
import { Trial } from "./trial";
import { UnansweredList } from "./unanswered-list";

export function RulesPage() {
  return (
    <AdminOnly>
      <Rules />
    </AdminOnly>
  );
}

type Shown = { rule?: Rule; question?: Unanswered };

/** What the assistant answers by itself, in the order in which it looks. */
function Rules() {
  const { words } = useLanguage();
  const [shown, setShown] = useState<Shown>();
  const query = useQuery(rulesQuery);
  const putAway = usePutAway();
  return (
    <>
      <PageHead title={words.support.rules.title} hint={words.support.rules.hint}>
        <div className="flex gap-2">
          <Link to="/support" className={buttonClass("plain")}>
            {words.support.rules.toDesk}
          </Link>
          <Button weight="main" onClick={() => setShown({})}>
            {words.support.rules.create}
          </Button>
        </div>
      </PageHead>
      <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.support.rules.none} />
            ) : (
              <RuleList rules={items} onChoose={(rule) => setShown({ rule })} />
            )
          }
        </Loaded>
        <div className="grid content-start gap-10">
          <Trial />
          <UnansweredList onMakeRule={(question) => setShown({ question })} />
        </div>
      </div>
      {shown && (
        <RuleDialog
          rule={shown.rule}
          question={shown.question}
          liveValues={query.data?.live_values ?? []}
          onSaved={() => {
            if (shown.question) putAway.mutate(shown.question.id);
            setShown(undefined);
          }}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}
