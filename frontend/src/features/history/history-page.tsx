import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useUser } from "@/app/session";
import { EmptyState, Loaded, Skeleton } from "@/components/states";
import { consumptionQuery, type Range } from "@/features/consumption/queries";
import { devicesQuery } from "@/features/devices/queries";
import { latestQuery } from "@/features/today/latest";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { HistoryControls } from "./history-controls";
import { HistoryView } from "./history-view";
import { firstDayShown, includesNow, periodOf, stepDate } from "./period";
import type { HistorySearch } from "./search";
import { reportingSince } from "./silent-devices";

const route = getRouteApi("/history");

export function HistoryPage() {
  const { words } = useLanguage();
  const { role } = useUser();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const devices = useQuery(devicesQuery({ limit: 200 }));
  const device = devices.data?.items.find(({ id }) => id === search.device);
  const zone = device?.time_zone ?? viewerZone();
  const period = periodOf(search, zone);
  const change = (changed: HistorySearch): void => {
    void navigate({
      search: (now) => ({ ...now, hour: undefined, ...changed }),
      replace: true,
    });
  };
  useKeys({
    // Keyboard shortcuts to step through periods, except in a field.
    "[": () => change({ date: stepDate(period, -1) }),
    "]": () => !includesNow(period, zone) && change({ date: stepDate(period, 1) }),
    t: () => change({ view: search.view ? undefined : "table" }),
  });
  const latest = useQuery({ ...latestQuery(), refetchInterval: false });
  const { devices: reporting, leftOut } = reportingSince(
    firstDayShown(period, search),
    latest.data?.items ?? [],
    latest.data?.total ?? 0,
  );
  const range: Range = {
    ...period,
    devices: search.device ? [search.device] : reporting,
    timeZone: zone,
    compare: search.compare,
  };
  const consumption = useQuery({
    ...consumptionQuery(range),
    enabled: devices.data !== undefined && !latest.isPending,
    refetchInterval: includesNow(period, zone) ? 30_000 : false,
  });
  return (
    <>
      <HistoryControls
        period={period}
        zone={zone}
        search={search}
        devices={devices.data?.items ?? []}
        onChange={change}
      />
      {devices.data?.items.length === 0 ? (
        <EmptyState title={words.devices.none}>{words.devices.noneHint}</EmptyState>
      ) : (
        <Loaded query={consumption} waiting={<Skeleton lines={1} className="h-96" />}>
          {(data) => (
            <>
              <HistoryView
                consumption={data}
                range={range}
                period={period}
                search={search}
                onChange={change}
              />
              {!search.device && leftOut.length > 0 && (
                <p className="mt-4 text-small text-soft">
                  {words.history.notIncluded(leftOut.join(", "))}
                </p>
              )}
              {role === "ADMIN" && device && (
                <p className="mt-4 text-small">
                  <Link
                    to="/corrections"
                    search={{ device: device.id, date: period.from }}
                    className="underline underline-offset-4"
                  >
                    {words.corrections.titleOf(device.name)}
                  </Link>
                </p>
              )}
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

function useKeys(actions: Record<string, () => unknown>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest("input, select");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      actions[event.key]?.();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
