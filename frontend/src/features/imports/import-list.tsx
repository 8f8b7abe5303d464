import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Pager } from "@/components/data-table";
import { Loaded } from "@/components/states";
import { EffectSummary } from "@/features/corrections/effect";
import { useLanguage } from "@/i18n/language";
import { FileReportView } from "./file-report";
import { IMPORTS_PER_PAGE, type Import, importQuery, importsQuery, isUnderway } from "./queries";
import { UndoImport } from "./undo-import";

interface ImportListProps {
  deviceId: string | undefined;
}

/** The record: who brought in which file, how far it is, what came of it; and the way back. */
export function ImportList({ deviceId }: ImportListProps) {
  const { words } = useLanguage();
  const [offset, setOffset] = useState(0);
  const query = useQuery(importsQuery(deviceId, offset));
  useFreshHistory(query.data?.items.filter(isUnderway).length ?? 0);
  return (
    <section className="mt-12" aria-labelledby="record">
      <h2 id="record" className="font-semibold">
        {words.imports.record}
      </h2>
      <div className="mt-2">
        <Loaded query={query}>
          {({ items, total }) => (
            <>
              {items.length === 0 ? (
                <p className="border-line border-t py-3.5 text-soft">{words.imports.none}</p>
              ) : (
                <ul className="border-line border-t">
                  {items.map((each) => (
                    <Item key={each.id} told={each} isNamed={!deviceId} />
                  ))}
                </ul>
              )}
              <Pager offset={offset} limit={IMPORTS_PER_PAGE} total={total} onOffset={setOffset} />
            </>
          )}
        </Loaded>
      </div>
    </section>
  );
}

/** When an import has come to an end history is another: all that was shown is asked for anew. */
function useFreshHistory(underway: number): void {
  const queries = useQueryClient();
  const before = useRef(0);
  useEffect(() => {
    if (underway < before.current) {
      void queries.invalidateQueries({
        predicate: ({ queryKey: [kind] }) => kind !== "import-preview",
      });
    }
    before.current = underway;
  }, [underway, queries]);
}

function Item({ told, isNamed }: { told: Import; isNamed: boolean }) {
  const { words, format } = useLanguage();
  const somebody = words.corrections.somebody;
  const isGone = told.state === "undone";
  return (
    <li
      className="grid gap-1 border-line border-b py-3.5"
      data-import={told.id}
      data-state={told.state}
    >
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="wrap-anywhere min-w-0">
          <span className={isGone ? "text-soft line-through" : "font-semibold"}>
            {isNamed && `${told.device_name}: `}
            {told.file_name}
          </span>{" "}
          <span className="text-soft">{words.imports.states[told.state]}</span>
        </span>
        <span className="text-small text-soft">
          {words.corrections.madeBy(told.made_by_name ?? somebody, format.moment(told.made_at))}
        </span>
      </p>
      <Progress told={told} />
      {told.state === "failed" && (
        <p>
          {told.problem && <span lang="en">{told.problem} </span>}
          {words.imports.failed}
        </p>
      )}
      {told.state === "undo_blocked" && <p>{words.imports.blocked}</p>}
      {told.undone_at && (
        <p className="text-small">
          {words.corrections.undoneBy(
            told.undone_by_name ?? somebody,
            format.moment(told.undone_at),
          )}
        </p>
      )}
      <Actions told={told} />
    </li>
  );
}

/** How far it is; and once it is at rest, what came of it. */
function Progress({ told }: { told: Import }) {
  const { words, format } = useLanguage();
  if (isUnderway(told)) {
    const isUndoing = told.state === "undoing";
    const all = isUndoing ? told.new + told.replaced : told.total;
    const done = isUndoing ? told.undone : told.done;
    const text = words.imports.progress(format.number(done), format.number(all));
    return (
      <div className="grid max-w-xl gap-1">
        <progress
          value={done}
          max={Math.max(1, all)}
          aria-label={`${told.file_name} ${words.imports.states[told.state]}`}
          className="progress"
        />
        <p className="text-small text-soft">{text}</p>
      </div>
    );
  }
  return (
    <div className="text-small text-soft">
      <p>
        {words.imports.outcome(told.new, told.replaced, told.same, told.kept)} ·{" "}
        {format.bytes(told.size_bytes)}
      </p>
      {told.new + told.replaced > 0 && (
        <EffectSummary effect={{ ...told, readings: told.new + told.replaced }} />
      )}
    </div>
  );
}

function Actions({ told }: { told: Import }) {
  const { words } = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const canUndo = told.state !== "undone" && told.state !== "undoing";
  return (
    <>
      <div className="-ml-2.5 flex flex-wrap">
        <Button variant="ghost" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? words.imports.hideReport : words.imports.report}
        </Button>
      </div>
      {isShown && <Report id={told.id} />}
      {canUndo && <UndoImport told={told} />}
    </>
  );
}

function Report({ id }: { id: number }) {
  const query = useQuery(importQuery(id));
  return (
    <div className="max-w-2xl border-edge border-l-2 py-1 pl-4">
      <Loaded query={query}>{({ report }) => <FileReportView report={report} />}</Loaded>
    </div>
  );
}
