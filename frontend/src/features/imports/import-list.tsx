import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Pager } from "@/components/data-table";
import { Loaded } from "@/components/states";
import { EffectSummary } from "@/features/corrections/effect";
import { nameOfCode } from "@/features/devices/channel-names";
import { useLanguage } from "@/i18n/language";
import { FileReportView } from "./file-report";
import { IMPORTS_PER_PAGE, type Import, importQuery, importsQuery, isUnderway } from "./queries";
import { UndoImport } from "./undo-import";

interface ImportListProps {
  deviceId: string | undefined;
}

/** Past imports: who imported which file, its progress and outcome, with undo. */
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
                    <Item key={each.id} entry={each} isNamed={!deviceId} />
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

/** Refetch everything once an import has ended: history has changed. */
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

function Item({ entry, isNamed }: { entry: Import; isNamed: boolean }) {
  const { words, format } = useLanguage();
  const somebody = words.corrections.somebody;
  const isGone = entry.state === "undone";
  return (
    <li
      className="grid gap-1 border-line border-b py-3.5"
      data-import={entry.id}
      data-state={entry.state}
    >
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="wrap-anywhere min-w-0">
          <span className={isGone ? "text-soft line-through" : "font-semibold"}>
            {isNamed && `${entry.device_name}: `}
            {entry.parts.length === 1 &&
              entry.channel !== "import" &&
              `${nameOfCode(entry.channel, words)}: `}
            {entry.file_name}
          </span>{" "}
          <span className="text-soft">{words.imports.states[entry.state]}</span>
        </span>
        <span className="text-small text-soft">
          {words.corrections.madeBy(entry.made_by_name ?? somebody, format.moment(entry.made_at))}
        </span>
      </p>
      <Progress entry={entry} />
      {entry.parts.length > 1 && <Parts entry={entry} />}
      {entry.state === "failed" && (
        <p>
          {entry.problem && <span lang="en">{entry.problem} </span>}
          {words.imports.failed}
        </p>
      )}
      {entry.state === "undo_blocked" && <p>{words.imports.blocked}</p>}
      {entry.undone_at && (
        <p className="text-small">
          {words.corrections.undoneBy(
            entry.undone_by_name ?? somebody,
            format.moment(entry.undone_at),
          )}
        </p>
      )}
      <Actions entry={entry} />
    </li>
  );
}

/** The progress of an import, then its outcome. */
function Progress({ entry }: { entry: Import }) {
  const { words, format } = useLanguage();
  if (isUnderway(entry)) {
    const isUndoing = entry.state === "undoing";
    const all = isUndoing ? entry.new + entry.replaced : entry.total;
    const done = isUndoing ? entry.undone : entry.done;
    const text = words.imports.progress(format.number(done), format.number(all));
    return (
      <div className="grid max-w-xl gap-1">
        <progress
          value={done}
          max={Math.max(1, all)}
          aria-label={`${entry.file_name} ${words.imports.states[entry.state]}`}
          className="progress"
        />
        <p className="text-small text-soft">{text}</p>
      </div>
    );
  }
  return (
    <div className="text-small text-soft">
      <p>
        {words.imports.outcome(entry.new, entry.replaced, entry.same, entry.kept)} ·{" "}
        {format.bytes(entry.size_bytes)}
      </p>
      {entry.new + entry.replaced > 0 && entry.difference_kwh !== null && (
        <EffectSummary
          effect={{
            ...entry,
            difference_kwh: entry.difference_kwh,
            readings: entry.new + entry.replaced,
          }}
        />
      )}
    </div>
  );
}

/** What became of each channel's part. */
function Parts({ entry }: { entry: Import }) {
  const { words, format } = useLanguage();
  return (
    <ul className="grid gap-0.5 text-small">
      {entry.parts.map((part) => (
        <li key={part.id}>
          {part.device_name}: {nameOfCode(part.channel, words)}{" "}
          <span className="text-soft">
            {words.imports.progress(format.number(part.done), format.number(part.total))},{" "}
            {format.number(part.difference)} {part.unit}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Actions({ entry }: { entry: Import }) {
  const { words } = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const canUndo = entry.state !== "undone" && entry.state !== "undoing";
  return (
    <>
      <div className="-ml-2.5 flex flex-wrap">
        <Button variant="ghost" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? words.imports.hideReport : words.imports.report}
        </Button>
      </div>
      {isShown && <Report id={entry.id} />}
      {canUndo && <UndoImport entry={entry} />}
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
