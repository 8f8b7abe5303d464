import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { components } from "@/api/generated/monitoring";
import { AdminOnly } from "@/app/admin-only";
import { useLanguage } from "@/language/language";
import { type Column, DataTable, Pager } from "@/parts/data-table";
import { PageHead } from "@/parts/page-head";
import { Empty, Loaded } from "@/parts/states";
import { CountedRejections } from "./counted-rejections";
import { REJECTIONS_PER_PAGE, rejectionsQuery, setAsideQuery } from "./queries";
import { RejectionList } from "./rejection-list";

type SetAsideDevice = components["schemas"]["SetAsideDevice"];

/** Everything the platform would not store, and what waits for a device to be registered. */
export function RefusedPage() {
  return (
    <AdminOnly>
      <RefusedReadings />
    </AdminOnly>
  );
}

function RefusedReadings() {
  const { words } = useLanguage();
  const [offset, setOffset] = useState(0);
  const rejections = useQuery(rejectionsQuery(offset));
  return (
    <>
      <PageHead title={words.fleet.refused} hint={words.fleet.refusedHint} />
      <SetAside />
      <Loaded query={rejections}>
        {({ items, total, counted }) =>
          items.length === 0 && counted === 0 ? (
            <Empty title={words.fleet.noneRefused} />
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
  const columns: Column<SetAsideDevice>[] = [
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
      <h2 className="font-semibold">{words.fleet.setAside(data.total)}</h2>
      <DataTable
        label={words.fleet.setAside(data.total)}
        columns={columns}
        rows={data.items}
        rowKey={(each) => each.device_id}
      />
    </section>
  );
}
