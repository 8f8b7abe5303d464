import { useQuery } from "@tanstack/react-query";
import type { components } from "@/api/generated/monitoring";
import { type Column, DataTable } from "@/components/data-table";
import { useLanguage } from "@/i18n/language";
import { COUNTED_SHOWN, countedQuery } from "./queries";

type Counted = components["schemas"]["CountedRejections"];

/** Rejections beyond those that are kept for each sender and hour. */
export function CountedRejections({ count }: { count: number }) {
  const { words, format } = useLanguage();
  const { data } = useQuery({ ...countedQuery(), enabled: count > 0 });
  if (count === 0) return null;
  const reasons: Record<string, string> = words.fleet.reasons;
  const columns: Column<Counted>[] = [
    { key: "sender", label: words.fleet.sentBy, cell: (each) => each.sender ?? words.fleet.nobody },
    {
      key: "hour",
      label: words.fleet.hourFrom,
      deskOnly: true,
      cell: (each) => format.moment(each.hour),
    },
    {
      key: "reason",
      label: words.fleet.reason,
      cell: (each) => reasons[each.reason] ?? each.reason,
    },
    {
      key: "count",
      label: words.table.readings,
      isFigure: true,
      cell: (each) => format.number(each.count),
    },
  ];
  return (
    <section className="mb-10 grid gap-2" aria-labelledby="counted">
      <h2 id="counted" className="font-semibold">
        {words.fleet.andMore(count)}
      </h2>
      <p className="text-small text-soft">{words.fleet.andMoreHint}</p>
      {data && (
        <DataTable
          label={words.fleet.andMore(count)}
          columns={columns}
          rows={data.items}
          rowKey={(each) => `${each.sender}/${each.hour}/${each.reason}`}
        />
      )}
      {data && data.total > COUNTED_SHOWN && (
        <p className="text-small text-soft">{words.fleet.newestHours(COUNTED_SHOWN, data.total)}</p>
      )}
    </section>
  );
}
