import { useMemo } from "react";
import { BarChart } from "@/charts/bar-chart";
import {
  addedDevices,
  type Bar,
  barsOf,
  isClockChangeDay,
  keyOf,
  type RangeConsumption,
} from "@/charts/bars";
import { BucketTable } from "@/charts/bucket-table";
import { barText } from "@/charts/describe";
import { Legend } from "@/charts/legend";
import { Button } from "@/components/button";
import { Figure } from "@/features/consumption/figure";
import type { Range } from "@/features/consumption/queries";
import { dayOf } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { axisLabels } from "./axis";
import { CsvButton } from "./csv-button";
import { HistorySummary } from "./history-summary";
import { type Period, periodTitle } from "./period";
import type { HistorySearch } from "./search";

interface HistoryViewProps {
  consumption: RangeConsumption;
  /** The request, so that it can be repeated for a file. */
  range: Range;
  period: Period;
  search: HistorySearch;
  onChange: (changed: HistorySearch) => void;
}

export function HistoryView({ consumption, range, period, search, onChange }: HistoryViewProps) {
  const { words, format } = useLanguage();
  const bars = useMemo(() => barsOf(consumption), [consumption]);
  const { added, notAdded } = addedDevices(consumption);
  const { resolution, time_zone: zone, total } = consumption;
  const label = words.history.chart(periodTitle(period, words, format));
  const axis = axisLabels(bars, period.span, zone, format);
  const open = (bar: Bar): void => {
    const date = dayOf(new Date(bar.startsAt), zone);
    onChange({ date, span: undefined });
  };
  return (
    <div className="mt-8">
      <Figure kwh={total.energy_kwh} label={label} />
      <HistorySummary consumption={consumption} span={period.span} />
      {isClockChangeDay(bars, resolution, period.span === "day" ? 1 : 7) && (
        <p className="mt-2 font-semibold">{words.history.clockChange(bars.length)}</p>
      )}
      <div className="mt-8 flex flex-wrap items-center justify-between gap-3">
        <p className="text-small text-soft">{words.history.zone(zone)}</p>
        <div className="flex gap-2">
          <Button
            variant="ghost"
            aria-pressed={search.view === "table"}
            aria-keyshortcuts="t"
            onClick={() => onChange({ view: search.view ? undefined : "table" })}
          >
            {search.view ? words.history.asChart : words.history.asTable}
          </Button>
          <CsvButton range={range} />
        </div>
      </div>
      <div className="mt-2">
        {search.view === "table" ? (
          <BucketTable label={label} bars={bars} consumption={consumption} />
        ) : (
          <>
            <BarChart
              key={search.hour ?? ""}
              label={label}
              bars={bars}
              keys={added.map(keyOf)}
              axisLabel={(_, index) => axis[index]}
              describe={(bar) => barText(bar, resolution, zone, words, format)}
              pointAt={search.hour}
              height={320}
              onOpen={period.span === "day" ? undefined : open}
            />
            <Legend bars={bars} devices={added} notAdded={notAdded} />
          </>
        )}
      </div>
    </div>
  );
}
