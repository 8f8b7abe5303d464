import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Pager } from "@/components/data-table";
import { InlineSelect } from "@/components/field";
import { PageHeader } from "@/components/page-header";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { AlertList } from "./alert-list";
import { ALERTS_PER_PAGE, alertsQuery } from "./queries";
import { ALERT_SORTS, ALERT_STATES, type AlertsSearch, alertsSearch } from "./search";

const route = getRouteApi("/alerts");

export function AlertsPage() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({ ...alertsQuery(search), refetchInterval: 60_000 });
  const devices = useQuery(devicesQuery({ limit: 200 }));
  const change = (changed: AlertsSearch): void => {
    void navigate({
      search: (now) => ({ ...now, offset: undefined, ...changed }),
      replace: true,
    });
  };
  const isFiltered = Boolean(search.q ?? search.device ?? search.state ?? search.open);
  return (
    <>
      <PageHeader title={words.nav.alerts} hint={words.alerts.pageHint} />
      <div className="mb-5 grid grid-cols-2 gap-3 *:first:col-span-2 sm:flex sm:flex-wrap">
        <SearchBox
          label={words.alerts.search}
          value={search.q ?? ""}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <InlineSelect
          label={words.history.device}
          className="sm:max-w-52"
          value={search.device ?? ""}
          onChange={({ target }) => change({ device: target.value || undefined })}
        >
          <option value="">{words.history.allDevices}</option>
          {devices.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </InlineSelect>
        <InlineSelect
          label={words.alerts.state}
          value={search.state ?? ""}
          onChange={({ target }) => change({ state: alertsSearch({ state: target.value }).state })}
        >
          <option value="">{words.alerts.anyState}</option>
          {ALERT_STATES.map((each) => (
            <option key={each} value={each}>
              {words.alerts.states[each]}
            </option>
          ))}
        </InlineSelect>
        <InlineSelect
          label={words.alerts.acknowledgement}
          value={search.open ? "open" : ""}
          onChange={({ target }) => change({ open: target.value ? true : undefined })}
        >
          <option value="">{words.alerts.everyone}</option>
          <option value="open">{words.alerts.open(query.data?.unacknowledged ?? 0)}</option>
        </InlineSelect>
        <InlineSelect
          label={words.alerts.order}
          value={search.sort ?? ""}
          onChange={({ target }) => change({ sort: alertsSearch({ sort: target.value }).sort })}
        >
          <option value="">{words.alerts.orders["-hour"]}</option>
          {ALERT_SORTS.map((each) => (
            <option key={each} value={each}>
              {words.alerts.orders[each]}
            </option>
          ))}
        </InlineSelect>
      </div>
      <Loaded query={query}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={isFiltered ? words.table.nothingFound : words.alerts.none} />
          ) : (
            <>
              <AlertList alerts={items} />
              <Pager
                offset={search.offset ?? 0}
                limit={ALERTS_PER_PAGE}
                total={total}
                onOffset={(offset) => change({ offset: offset || undefined })}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}
