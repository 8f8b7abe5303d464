import { useMemo } from "react";
import { BarChart } from "@/charts/bar-chart";
import {
  amountOf,
  type Bar,
  BELOW,
  barsOf,
  barsOfBoth,
  isClockChangeDay,
  type RangeConsumption,
} from "@/charts/bars";
import { BucketTable } from "@/charts/bucket-table";
import { barText } from "@/charts/describe";
import { Legend } from "@/charts/legend";
import { shownDevices } from "@/charts/segments";
import { Button } from "@/components/button";
import { Figure } from "@/features/consumption/figure";
import { choiceText, FROM_GRID, isSame } from "@/features/consumption/kinds";
import { dayOf } from "@/i18n/calendar";
import type { Words } from "@/i18n/en";
import { useLanguage } from "@/i18n/language";
import { axisLabels } from "./axis";
import { CsvButton } from "./csv-button";
import { HistorySummary } from "./history-summary";
import { type Period, periodTitle } from "./period";
import type { HistorySearch } from "./search";
import type { Shown } from "./use-shown";

interface HistoryViewProps {
  consumption: RangeConsumption;
  /** What went to the grid, where both directions are shown. */
  exported: RangeConsumption | undefined;
  shown: Shown;
  period: Period;
  search: HistorySearch;
  onChange: (changed: HistorySearch) => void;
}

export function HistoryView(props: HistoryViewProps) {
  const { consumption, exported, shown, period, search, onChange } = props;
  const { words, format } = useLanguage();
  const bars = useMemo(
    () => (exported ? barsOfBoth(consumption, exported) : barsOf(consumption)),
    [consumption, exported],
  );
  const shownSeries = shownDevices(consumption);
  const { resolution, time_zone: zone, total, unit } = consumption;
  const label = chartLabel(shown, periodTitle(period, words, format), words);
  const axis = axisLabels(bars, period.span, zone, format);
  const open = (bar: Bar): void => {
    const date = dayOf(new Date(bar.startsAt), zone);
    onChange({ date, span: undefined });
  };
  return (
    <div className="mt-8">
      <Figure amount={amountOf(total)} unit={unit} label={label} />
      <HistorySummary consumption={consumption} exported={exported} span={period.span} />
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
          <CsvButton range={shown.fileRange} />
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
              unit={unit}
              keys={[...shownSeries.stacked.map(({ key }) => key), BELOW]}
              axisLabel={(_, index) => axis[index]}
              describe={(bar) => barText(bar, consumption, words, format)}
              pointAt={search.hour}
              height={320}
              onOpen={period.span === "day" ? undefined : open}
            />
            <Legend bars={bars} shown={shownSeries} resolution={consumption.resolution} />
          </>
        )}
      </div>
    </div>
  );
}

function chartLabel({ choice }: Shown, period: string, words: Words): string {
  return isSame(choice, FROM_GRID)
    ? words.history.chart(period)
    : words.energy.chart(choiceText(choice, words), period);
}
