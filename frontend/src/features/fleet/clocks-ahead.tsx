import { useQuery } from "@tanstack/react-query";
import type { components } from "@/api/generated/monitoring";
import { type Column, DataTable } from "@/components/data-table";
import { useLanguage } from "@/i18n/language";
import { clocksAheadQuery } from "./queries";

type Clock = components["schemas"]["ClockAhead"];

/** Devices whose clock is ahead; hidden if there are none. */
export function ClocksAhead() {
  const { words, format } = useLanguage();
  const { data } = useQuery(clocksAheadQuery());
  if (!data || data.total === 0) return null;
  const columns: Column<Clock>[] = [
    { key: "name", label: words.history.device, cell: (each) => each.device_name },
    {
      key: "ahead",
      label: words.fleet.clockAheadBy,
      cell: (each) => words.devices.lasting(each.clock_ahead_s),
    },
    {
      key: "waiting",
      label: words.fleet.pending,
      isFigure: true,
      deskOnly: true,
      cell: (each) => format.number(each.waiting_readings),
    },
    {
      key: "last-reading",
      label: words.fleet.lastSeen,
      deskOnly: true,
      cell: (each) => format.moment(each.heard_at),
    },
  ];
  return (
    <div className="mt-12 grid gap-2">
      <h2 className="font-semibold">{words.fleet.clocksAhead(data.total)}</h2>
      <p className="text-small text-soft">{words.fleet.clocksAheadHint}</p>
      <DataTable
        label={words.fleet.clocksAhead(data.total)}
        columns={columns}
        rows={data.items}
        rowKey={(each) => each.device_id}
      />
    </div>
  );
}
