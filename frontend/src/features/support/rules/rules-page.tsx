import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { AdminOnly } from "@/app/admin-only";
import { Button, buttonClass } from "@/components/button";
import { PageHeader } from "@/components/page-header";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Rule, rulesQuery, type Unanswered, useDismiss } from "./queries";
import { RuleDialog } from "./rule-dialog";
import { RuleList } from "./rule-list";
import { RuleTest } from "./rule-test";
import { UnansweredList } from "./unanswered-list";

export function RulesPage() {
  return (
    <AdminOnly>
      <Rules />
    </AdminOnly>
  );
}

type Shown = { rule?: Rule; question?: Unanswered };

/** The assistant's rules, in the order in which they are tried. */
function Rules() {
  const { words } = useLanguage();
  const [shown, setShown] = useState<Shown>();
  const query = useQuery(rulesQuery);
  const putAway = useDismiss();
  return (
    <>
      <PageHeader title={words.support.rules.title} hint={words.support.rules.hint}>
        <div className="flex gap-2">
          <Link to="/support" className={buttonClass("secondary")}>
            {words.support.rules.toDesk}
          </Link>
          <Button variant="primary" onClick={() => setShown({})}>
            {words.support.rules.create}
          </Button>
        </div>
      </PageHeader>
      <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words.support.rules.none} />
            ) : (
              <RuleList rules={items} onChoose={(rule) => setShown({ rule })} />
            )
          }
        </Loaded>
        <div className="grid content-start gap-10">
          <RuleTest />
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
