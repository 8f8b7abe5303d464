import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { components } from "@/api/generated/monitoring";
import { AdminOnly } from "@/app/admin-only";
import { type Column, DataTable, Pager } from "@/components/data-table";
import { PageHeader } from "@/components/page-header";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { CountedRejections } from "./counted-rejections";
import { PendingChannels } from "./pending-channels";
import { REJECTIONS_PER_PAGE, rejectionsQuery, setAsideQuery } from "./queries";
import { RejectionList } from "./rejection-list";

type PendingDevice = components["schemas"]["PendingDevice"];

/** All rejections, and readings that are pending until their device is registered. */
export function RejectionsPage() {
  return (
    <AdminOnly>
      <RejectedReadings />
    </AdminOnly>
  );
}

function RejectedReadings() {
  const { words } = useLanguage();
  const [offset, setOffset] = useState(0);
  const rejections = useQuery(rejectionsQuery(offset));
  return (
    <>
      <PageHeader title={words.fleet.rejected} hint={words.fleet.rejectedHint} />
      <SetAside />
      <PendingChannels />
      <Loaded query={rejections}>
        {({ items, total, counted }) =>
          items.length === 0 && counted === 0 ? (
            <EmptyState title={words.fleet.noneRejected} />
          ) : (
            <>
              <CountedRejections count={counted} />
              <RejectionList rejections={items} />
              <Pager
                offset={offset}
                limit={REJECTIONS_PER_PAGE}
                total={total}
                onOffset={setOffset}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function SetAside() {
  const { words, format } = useLanguage();
  const { data } = useQuery(setAsideQuery());
  if (!data || data.total === 0) return null;
  const columns: Column<PendingDevice>[] = [
    { key: "id", label: words.devices.id, cell: (each) => each.device_id },
    {
      key: "readings",
      label: words.table.readings,
      isFigure: true,
      cell: (each) => format.number(each.readings),
    },
    {
      key: "seen",
      label: words.fleet.lastSeen,
      deskOnly: true,
      cell: (each) => format.moment(each.last_seen_at),
    },
  ];
  return (
    <section className="mb-10 grid gap-2">
      <h2 className="font-semibold">{words.fleet.unknownDevices(data.total)}</h2>
      <DataTable
        label={words.fleet.unknownDevices(data.total)}
        columns={columns}
        rows={data.items}
        rowKey={(each) => each.device_id}
      />
    </section>
  );
}
