import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { BarChart } from "@/charts/bar-chart";
import { barsOf, type RangeConsumption } from "@/charts/bars";
import { barText } from "@/charts/describe";
import { Legend } from "@/charts/legend";
import { Figure } from "@/features/consumption/figure";
import { consumptionQuery } from "@/features/consumption/queries";
import { axisLabels } from "@/features/history/axis";
import { addDays, today, viewerZone } from "@/language/calendar";
import { useLanguage } from "@/language/language";
import { Empty, Loaded, Skeleton } from "@/parts/states";
import { Comparison } from "./comparison";
import { DeviceStates } from "./device-states";
import { LastAlerts } from "./last-alerts";

const RENEW_MS = 15_000;

/** What was used today, how that compares, and how near each device is to its limit. */
export function TodayPage() {
  const { words, format } = useLanguage();
  const zone = viewerZone();
  const date = today(zone);
  const query = useQuery({
    ...consumptionQuery({
      from: date,
      to: addDays(date, 1),
      resolution: "hour",
      timeZone: zone,
      compare: "previous",
    }),
    refetchInterval: RENEW_MS,
  });
  return (
    <>
      <h1 className="sr-only">{words.nav.today}</h1>
      <p className="text-soft">
        {format.day(date)} · {zone}
      </p>
      <Loaded query={query} waiting={<Skeleton lines={1} className="mt-4 h-96" />}>
        {(consumption) =>
          consumption.device_count === 0 ? (
            <Empty title={words.devices.none}>{words.devices.noneHint}</Empty>
          ) : (
            <Day consumption={consumption} />
          )
        }
      </Loaded>
    </>
  );
}

function Day({ consumption }: { consumption: RangeConsumption }) {
  const { words, format } = useLanguage();
  const { time_zone: zone, total } = consumption;
  const bars = useMemo(() => barsOf(withoutComparison(consumption)), [consumption]);
  const devices = consumption.devices ?? [];
  const axis = axisLabels(bars, "day", zone, format);
  return (
    <>
      <div className="mt-3">
        <Figure kwh={total.energy_kwh} label={words.today.figure} />
        <Comparison consumption={consumption} />
      </div>
      <section className="mt-10" aria-label={words.today.chart}>
        <BarChart
          label={words.today.chart}
          bars={bars}
          deviceIds={devices.map(({ device_id }) => device_id)}
          axisLabel={(_, index) => axis[index]}
          describe={(bar) => barText(bar, "hour", zone, words, format)}
          height={240}
        />
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <Legend bars={bars} devices={devices} />
          <Link
            to="/history"
            search={{ view: "table" }}
            className="mt-3 text-small underline underline-offset-4"
          >
            {words.today.table}
          </Link>
        </div>
      </section>
      <div className="mt-12 grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <DeviceStates consumption={consumption} />
        <LastAlerts />
      </div>
    </>
  );
}

/** Yesterday is said in a sentence; in this chart today stands alone. */
function withoutComparison(consumption: RangeConsumption): RangeConsumption {
  return { ...consumption, comparison: null };
}
