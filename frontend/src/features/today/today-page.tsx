import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { BarChart } from "@/charts/bar-chart";
import { barsOf, type RangeConsumption } from "@/charts/bars";
import { barText } from "@/charts/describe";
import { Legend } from "@/charts/legend";
import { shownDevices } from "@/charts/segments";
import { Loaded, Skeleton } from "@/components/states";
import { Figure } from "@/features/consumption/figure";
import { consumptionQuery, type Range } from "@/features/consumption/queries";
import { axisLabels } from "@/features/history/axis";
import { FirstSteps } from "@/features/own-devices/first-steps";
import { addDays, today, viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { Comparison } from "./comparison";
import { DeviceStates } from "./device-states";
import { Flow } from "./flow/flow";
import { LastAlerts } from "./last-alerts";
import { devicesOfToday, type Latest, livePowerKw } from "./latest";
import { useLatest } from "./live-readings";

const REFRESH_MS = 15_000;
/** Readings are pushed; this interval applies when none arrive. */
const RENEW_PUSHED_MS = 60_000;

/**
 * Today's consumption, its comparison with yesterday, and how close each device is to its limit.
 */
export function TodayPage() {
  const { words, format } = useLanguage();
  const zone = viewerZone();
  const { latest, isPushed } = useLatest();
  return (
    <>
      <h1 className="sr-only">{words.nav.today}</h1>
      <p className="text-soft">
        {format.day(today(zone))}
        <span className="max-sm:hidden"> · </span>
        <span className="max-sm:block">{zone}</span>
      </p>
      <Loaded query={latest} waiting={<Skeleton lines={1} className="mt-4 h-96" />}>
        {(known) => (
          <FirstSteps isEmpty={known.items.length === 0}>
            <Day latest={known} isPushed={isPushed} />
            <Flow range={rangeOfToday(known)} />
            <div className="mt-12 grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <DeviceStates latest={known} />
              <LastAlerts />
            </div>
          </FirstSteps>
        )}
      </Loaded>
    </>
  );
}

function Day({ latest, isPushed }: { latest: Latest; isPushed: boolean }) {
  const query = useQuery({
    ...consumptionQuery(rangeOfToday(latest)),
    refetchInterval: isPushed ? RENEW_PUSHED_MS : REFRESH_MS,
  });
  return (
    <Loaded query={query} waiting={<Skeleton lines={1} className="mt-4 h-96" />}>
      {(consumption) => (
        <DayView
          consumption={consumption}
          powerKw={livePowerKw(latest)}
          pipeline={latest.pipeline}
        />
      )}
    </Loaded>
  );
}

/** Today by hour, compared with yesterday. */
function rangeOfToday(latest: Latest): Range {
  const date = today(viewerZone());
  return {
    from: date,
    to: addDays(date, 1),
    resolution: "hour",
    devices: devicesOfToday(latest).map(({ device_id }) => device_id),
    timeZone: viewerZone(),
    compare: "previous",
  };
}

interface DayViewProps {
  consumption: RangeConsumption;
  powerKw: number | undefined;
  pipeline: Latest["pipeline"];
}

function DayView({ consumption, powerKw, pipeline }: DayViewProps) {
  const { words, format } = useLanguage();
  const { time_zone: zone, total } = consumption;
  // Yesterday is compared in a sentence; the chart shows only today.
  const bars = useMemo(() => barsOf({ ...consumption, comparison: null }), [consumption]);
  const shownSeries = shownDevices(consumption);
  const axis = axisLabels(bars, "day", zone, format);
  return (
    <>
      <div className="mt-3">
        <Figure amount={total.energy_kwh} label={words.today.figure} />
        <Comparison consumption={consumption} />
        {powerKw !== undefined && <p>{words.today.power(format.powerText(powerKw))}</p>}
        {pipeline.state === "behind" && (
          <p>
            {words.today.behind(pipeline.behind_s === null ? null : Math.round(pipeline.behind_s))}
          </p>
        )}
        {pipeline.state === "unknown" && <p>{words.today.unsure}</p>}
      </div>
      <section className="mt-10" aria-label={words.today.chart}>
        <BarChart
          label={words.today.chart}
          bars={bars}
          unit={consumption.unit}
          keys={shownSeries.stacked.map(({ key }) => key)}
          axisLabel={(_, index) => axis[index]}
          describe={(bar) => barText(bar, consumption, words, format)}
          height={240}
        />
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <Legend bars={bars} shown={shownSeries} resolution={consumption.resolution} />
          <Link
            to="/history"
            search={{ view: "table" }}
            className="mt-3 text-small underline underline-offset-4"
          >
            {words.today.table}
          </Link>
        </div>
      </section>
    </>
  );
}
