import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { browserName } from "@/features/account/browser-name";
import { useLanguage } from "@/i18n/language";
import { subjectOf, useActionName, useActor } from "./act-table";
import type { Act } from "./queries";
import type { AuditSearch } from "./search";

interface ActDialogProps {
  act: Act;
  onFilter: (chosen: AuditSearch) => void;
  onClose: () => void;
}

/** All details of an audit log entry. */
export function ActDialog({ act, onFilter, onClose }: ActDialogProps) {
  const { words, format } = useLanguage();
  const actorOf = useActor();
  const nameOf = useActionName();
  const { audit } = words;
  const { actor, subject } = act;
  const who = actor.id ?? (actor.username || undefined);
  return (
    <Dialog title={nameOf(act)} onClose={onClose}>
      <dl className="grid gap-3">
        <Detail name={audit.when}>{format.moment(act.occurred_at)}</Detail>
        <Detail name={words.audit.actor} onOnly={who && (() => onFilter({ who }))}>
          {actorOf(act)}
          {actor.kind === "user" && ` (${actor.username})`}
          {actor.role && ` · ${words.roles[actor.role]}`}
        </Detail>
        {subject && (
          <Detail
            name={audit.on}
            onOnly={
              (subject.id || subject.name) && (() => onFilter({ on: subject.id || subject.name }))
            }
          >
            {subjectOf(act) || subject.kind}
            {subject.name && subject.id && (
              <span className="block text-small text-soft">
                {audit.identifier} {subject.id}
              </span>
            )}
          </Detail>
        )}
        <Detail name={audit.outcome}>
          {audit.outcomes[act.outcome]}
          {act.count > 1 && ` · ${audit.times(act.count)}`}
        </Detail>
        <Detail
          name={audit.address}
          onOnly={act.address && (() => onFilter({ address: act.address ?? undefined }))}
        >
          {act.address ?? audit.unknown}
        </Detail>
        <Detail name={audit.client}>{browserName(act.user_agent) ?? audit.unknown}</Detail>
        <Detail name={audit.service}>
          {act.service}
          {act.request_id && (
            <span className="block text-small text-soft">
              {audit.request} {act.request_id}
            </span>
          )}
        </Detail>
      </dl>
      <Changes before={act.before} after={act.after} />
    </Dialog>
  );
}

interface DetailProps {
  name: string;
  onOnly?: (() => void) | "" | null | undefined;
  children: ReactNode;
}

function Detail({ name, onOnly, children }: DetailProps) {
  const { words } = useLanguage();
  return (
    <div>
      <dt className="text-small text-soft">{name}</dt>
      <dd className="flex items-start justify-between gap-4">
        <span className="wrap-anywhere min-w-0">{children}</span>
        {onOnly && (
          <Button
            variant="ghost"
            className="shrink-0 text-small"
            aria-label={`${words.audit.onlyThis}: ${name}`}
            onClick={onOnly}
          >
            {words.audit.onlyThis}
          </Button>
        )}
      </dd>
    </div>
  );
}

type Fields = Act["before"];

function Changes({ before, after }: { before: Fields; after: Fields }) {
  const { words } = useLanguage();
  const show = useValue();
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return <p className="mt-6 text-soft">{words.audit.noChange}</p>;
  return (
    <table className="mt-6 w-full table-fixed border-collapse text-left text-small">
      <caption className="sr-only">{words.audit.details}</caption>
      <thead>
        <tr className="border-edge border-b text-soft">
          <th scope="col" className="py-2 pr-3 font-normal">
            {words.audit.field}
          </th>
          {before && (
            <th scope="col" className="py-2 pr-3 font-normal">
              {words.audit.before}
            </th>
          )}
          {after && (
            <th scope="col" className="py-2 font-normal">
              {words.audit.after}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name} className="wrap-anywhere border-line border-b align-top">
            <th scope="row" className="py-2 pr-3 font-normal">
              {name.replaceAll("_", " ")}
            </th>
            {before && <td className="py-2 pr-3">{show(before[name])}</td>}
            {after && <td className="py-2">{show(after[name])}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Value = NonNullable<Fields>[string];

function useValue(): (value: Value | undefined) => string {
  const { words, format } = useLanguage();
  return (value) => {
    if (value === undefined || value === null || value === "") return words.audit.nothing;
    if (typeof value === "boolean") return value ? words.audit.yes : words.audit.no;
    if (Array.isArray(value)) return value.join(", ") || words.audit.nothing;
    const isMoment = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:/.test(value);
    return isMoment ? format.moment(value) : String(value);
  };
}
