import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useUser } from "@/app/session";
import type { RangeConsumption } from "@/charts/bars";
import { EmptyState, Loaded, Skeleton } from "@/components/states";
import { choiceText, FROM_GRID, isSame } from "@/features/consumption/kinds";
import { isVirtual } from "@/features/devices/formulas/words";
import { type Device, devicesQuery } from "@/features/devices/queries";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { HistoryControls } from "./history-controls";
import { HistoryView } from "./history-view";
import { includesNow, type Period, periodOf, stepDate } from "./period";
import type { HistorySearch } from "./search";
import { type Shown, useShown, useShownData } from "./use-shown";

const route = getRouteApi("/history");

export function HistoryPage() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const devices = useQuery(devicesQuery({ limit: 200 }));
  const device = devices.data?.items.find(({ id }) => id === search.device);
  const zone = device?.time_zone ?? viewerZone();
  const period = periodOf(search, zone);
  const change = (changed: HistorySearch): void => {
    void navigate({
      search: (now) => ({ ...now, hour: undefined, ...changed }),
      // Stepping through days leaves no trail; another kind of energy is a page to come back from.
      replace: !("kind" in changed),
    });
  };
  useKeys({
    // Keyboard shortcuts to step through periods, except in a field.
    "[": () => change({ date: stepDate(period, -1) }),
    "]": () => !includesNow(period, zone) && change({ date: stepDate(period, 1) }),
    t: () => change({ view: search.view ? undefined : "table" }),
  });
  const shown = useShown(period, zone, search);
  return (
    <>
      <HistoryControls
        period={period}
        zone={zone}
        search={search}
        shown={shown}
        devices={devices.data?.items ?? []}
        onChange={change}
      />
      {devices.data?.items.length === 0 ? (
        <EmptyState title={words.devices.none}>{words.devices.noneHint}</EmptyState>
      ) : (
        <ShownHistory shown={shown} period={period} zone={zone} search={search} onChange={change} />
      )}
      {device && <CorrectionsLink device={device} shown={shown} period={period} />}
    </>
  );
}

interface ShownProps {
  shown: Shown;
  period: Period;
  zone: string;
  search: HistorySearch;
  onChange: (changed: HistorySearch) => void;
}

function ShownHistory({ shown, period, zone, search, onChange }: ShownProps) {
  const { words } = useLanguage();
  const { consumption, exported } = useShownData(shown, period, zone);
  if (!shown.isMeasured) {
    return <EmptyState title={words.energy.notMeasured(choiceText(shown.choice, words))} />;
  }
  return (
    <Loaded query={consumption} waiting={<Skeleton lines={1} className="h-96" />}>
      {(data) => (
        <>
          <WithExported query={exported}>
            {(out) => (
              <HistoryView
                consumption={data}
                exported={out}
                shown={shown}
                period={period}
                search={search}
                onChange={onChange}
              />
            )}
          </WithExported>
          {shown.range.energy === undefined && shown.leftOut.length > 0 && (
            <p className="mt-4 text-small text-soft">
              {words.history.notIncluded(shown.leftOut.join(", "))}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

interface WithExportedProps {
  query: ReturnType<typeof useShownData>["exported"];
  children: (exported: RangeConsumption | undefined) => ReactNode;
}

/** Waits for what went to the grid where it is shown as well: half of it would mislead. */
function WithExported({ query, children }: WithExportedProps) {
  if (query === undefined) return children(undefined);
  return (
    <Loaded query={query} waiting={<Skeleton lines={1} className="h-96" />}>
      {children}
    </Loaded>
  );
}

interface CorrectionsLinkProps {
  device: Device;
  shown: Shown;
  period: Period;
}

/** Corrections are of readings of electricity from the grid. */
function CorrectionsLink({ device, shown, period }: CorrectionsLinkProps) {
  const { words } = useLanguage();
  const { role } = useUser();
  if (role !== "ADMIN" || isVirtual(device) || !isSame(shown.choice, FROM_GRID)) return null;
  return (
    <p className="mt-4 text-small">
      <Link
        to="/corrections"
        search={{ device: device.id, date: period.from }}
        className="underline underline-offset-4"
      >
        {words.corrections.titleOf(device.name)}
      </Link>
    </p>
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
