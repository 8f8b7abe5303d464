import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, buttonClass } from "@/components/button";
import { type Column, DataTable, Pager } from "@/components/data-table";
import { InlineSelect } from "@/components/field";
import { PageHeader } from "@/components/page-header";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { ClaimCodes } from "@/features/claims/claim-codes";
import { WaitingRequests } from "@/features/own-devices/requests";
import { useLanguage } from "@/i18n/language";
import { DeviceDialog } from "./device-dialog";
import { DEVICES_PER_PAGE, type Device, devicesQuery, useOwnerNames } from "./queries";
import { type DevicesSearch, devicesSearch } from "./search";

const route = getRouteApi("/devices");

export function AdminDevices() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [isCoding, setCoding] = useState(false);
  const [shown, setShown] = useState<string | "new">();
  const query = useQuery(devicesQuery(search));
  const change = (changed: DevicesSearch): void => {
    void navigate({
      search: (now) => ({ ...now, offset: undefined, ...changed }),
      replace: true,
    });
  };
  const columns = useColumns(query.data?.items ?? [], setShown);
  return (
    <>
      <PageHeader title={words.nav.devices}>
        <div className="flex flex-wrap gap-3">
          <Link to="/imports" className={buttonClass("secondary")}>
            {words.imports.title}
          </Link>
          <Button onClick={() => setCoding(true)}>{words.claims.codes}</Button>
          <Button variant="primary" onClick={() => setShown("new")}>
            {words.devices.create}
          </Button>
        </div>
      </PageHeader>
      <WaitingRequests />
      <div className="flex flex-wrap gap-3">
        <SearchBox
          label={words.devices.search}
          value={search.q ?? ""}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <InlineSelect
          label={words.devices.owner}
          value={search.assigned ?? ""}
          onChange={({ target }) =>
            change({ assigned: devicesSearch({ assigned: target.value }).assigned })
          }
        >
          <option value="">{words.devices.all}</option>
          <option value="owned">{words.devices.owned}</option>
          <option value="free">{words.devices.free}</option>
        </InlineSelect>
      </div>
      <div className="mt-4">
        <Loaded query={query}>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState title={words.table.nothingFound} />
            ) : (
              <>
                <DataTable
                  label={words.nav.devices}
                  columns={columns}
                  rows={page.items}
                  rowKey={(device) => device.id}
                  sort={search.sort ?? "name"}
                  onSort={(sort) => change({ sort: devicesSearch({ sort }).sort })}
                />
                <Pager
                  offset={search.offset ?? 0}
                  limit={DEVICES_PER_PAGE}
                  total={page.total}
                  onOffset={(offset) => change({ offset: offset || undefined })}
                />
              </>
            )
          }
        </Loaded>
      </div>
      {isCoding && <ClaimCodes onClose={() => setCoding(false)} />}
      {shown && (
        <DeviceDialog
          device={query.data?.items.find((each) => each.id === shown)}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

function useColumns(devices: Device[], onOpen: (id: string) => void): Column<Device>[] {
  const { words, format } = useLanguage();
  const names = useOwnerNames(devices);
  const owner = ({ owner_id }: Device): string =>
    owner_id === null ? words.devices.nobody : (names.get(owner_id) ?? "…");
  const limit = ({ max_consumption }: Device): string =>
    max_consumption === null
      ? words.devices.noLimit
      : words.devices.perHour(format.energyExact(max_consumption));
  return [
    {
      key: "name",
      label: words.people.name,
      sort: "name",
      cell: (device) => (
        <>
          <button
            type="button"
            onClick={() => onOpen(device.id)}
            className="text-left font-semibold underline-offset-4 hover:underline"
          >
            {device.name}
          </button>
          <p className="text-small text-soft lg:hidden">{limit(device)}</p>
        </>
      ),
    },
    { key: "owner", label: words.devices.owner, cell: owner },
    { key: "limit", label: words.devices.limit, deskOnly: true, cell: limit },
    {
      key: "zone",
      label: words.devices.zone,
      deskOnly: true,
      cell: (device) => device.time_zone,
    },
    {
      key: "created",
      label: words.devices.registered,
      sort: "created_at",
      deskOnly: true,
      cell: (device) => format.moment(device.created_at),
    },
  ];
}
