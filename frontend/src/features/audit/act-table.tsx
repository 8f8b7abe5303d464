import { type Column, DataTable } from "@/components/data-table";
import { useLanguage } from "@/i18n/language";
import type { Act } from "./queries";

interface ActTableProps {
  acts: Act[];
  onOpen: (act: Act) => void;
}

export function ActTable({ acts, onOpen }: ActTableProps) {
  const { words, format } = useLanguage();
  const actorOf = useActor();
  const nameOf = useActionName();
  const columns: Column<Act>[] = [
    {
      key: "when",
      label: words.audit.when,
      deskOnly: true,
      cell: (act) => (
        <time dateTime={act.occurred_at} className="whitespace-nowrap">
          {format.moment(act.occurred_at)}
        </time>
      ),
    },
    {
      key: "what",
      label: words.audit.what,
      cell: (act) => (
        <>
          <button
            type="button"
            onClick={() => onOpen(act)}
            className="text-left font-semibold underline-offset-4 hover:underline"
          >
            {nameOf(act)}
          </button>
          {act.count > 1 && <span className="text-soft"> · {words.audit.times(act.count)}</span>}
          <p className="wrap-anywhere text-small text-soft lg:hidden">
            {[actorOf(act), subjectOf(act), format.moment(act.occurred_at)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </>
      ),
    },
    {
      key: "who",
      label: words.audit.actor,
      deskOnly: true,
      cell: (act) => <span className="wrap-anywhere">{actorOf(act)}</span>,
    },
    {
      key: "on",
      label: words.audit.on,
      deskOnly: true,
      cell: (act) => <span className="wrap-anywhere">{subjectOf(act)}</span>,
    },
    {
      key: "outcome",
      label: words.audit.outcome,
      cell: (act) => (
        <span className={act.outcome === "done" ? "text-soft" : "font-semibold"}>
          {words.audit.outcomes[act.outcome]}
        </span>
      ),
    },
    {
      key: "address",
      label: words.audit.address,
      deskOnly: true,
      cell: (act) => <span className="break-all text-soft">{act.address}</span>,
    },
  ];
  return (
    <DataTable label={words.audit.title} columns={columns} rows={acts} rowKey={({ id }) => id} />
  );
}

/** The target by its name at the time, or by its ID if it has no name. */
export function subjectOf({ subject }: Act): string {
  // A session has no name, and its ID means nothing to users: it is in the dialog.
  if (!subject || subject.kind === "session") return subject?.name ?? "";
  return subject.name || subject.id;
}

/** The translated action; an action of a later release by its own name. */
export function useActionName(): (act: Act) => string {
  const names: Record<string, string> = useLanguage().words.audit.actions;
  return ({ action }) => names[action] ?? action;
}

/** Who acted, by their name at the time. */
export function useActor(): (act: Act) => string {
  const { words } = useLanguage();
  return ({ actor }) => {
    if (actor.kind === "operator") return words.audit.operator;
    if (actor.kind === "stranger") return actor.username || words.audit.stranger;
    return actor.name || actor.username;
  };
}
