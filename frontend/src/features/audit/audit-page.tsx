import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { AdminOnly } from "@/app/admin-only";
import { Button } from "@/components/button";
import { DownloadIcon } from "@/components/icons";
import { PageHeader } from "@/components/page-header";
import { saveFile } from "@/components/save-file";
import { EmptyState, explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { ActDialog } from "./act-dialog";
import { ActTable } from "./act-table";
import { Filters } from "./filters";
import { type Act, actsCsv, actsQuery } from "./queries";
import type { AuditSearch } from "./search";

const route = getRouteApi("/audit");

export function AuditPage() {
  return (
    <AdminOnly>
      <AuditLog />
    </AdminOnly>
  );
}

function AuditLog() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, setShown] = useState<Act>();
  const query = useQuery(actsQuery(search));
  const { after, ...filters } = search;
  const isFiltered = Object.values(filters).some((each) => each !== undefined);
  const change = (changed: AuditSearch): void => {
    // Two filters may be typed in one pause: each keeps what the other has just set.
    void navigate({
      search: (now) => ({ ...now, after: undefined, ...changed }),
      replace: true,
    });
  };
  // Each page of older entries is a step in the browser's history.
  const turn = (to: string | undefined): void => {
    void navigate({ search: (now) => ({ ...now, after: to }) });
  };
  return (
    <>
      <PageHeader title={words.audit.title} hint={words.audit.hint}>
        <CsvButton search={search} />
      </PageHeader>
      <Filters search={search} isFiltered={isFiltered} onChange={change} />
      <Loaded query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState title={isFiltered ? words.table.nothingFound : words.audit.none} />
          ) : (
            <>
              <ActTable acts={items} onOpen={setShown} />
              <nav aria-label={words.table.pages} className="flex gap-2 pt-4">
                {after && <Button onClick={() => turn(undefined)}>{words.audit.newest}</Button>}
                {next && <Button onClick={() => turn(next)}>{words.audit.older}</Button>}
              </nav>
            </>
          )
        }
      </Loaded>
      {shown && (
        <ActDialog
          act={shown}
          onFilter={(chosen) => {
            setShown(undefined);
            change(chosen);
          }}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

function CsvButton({ search }: { search: AuditSearch }) {
  const { words } = useLanguage();
  const file = useMutation({
    mutationFn: () => actsCsv(search),
    onSuccess: (csv) => saveFile(csv, "audit.csv"),
  });
  return (
    <div className="flex items-center gap-2">
      {file.error && (
        <span role="alert" className="text-small">
          {explain(file.error, words)}
        </span>
      )}
      <Button disabled={file.isPending} onClick={() => file.mutate()} aria-label={words.audit.csv}>
        <DownloadIcon />
        CSV
      </Button>
    </div>
  );
}
