import type { Words } from "@/i18n/en";
import { useLanguage } from "@/i18n/language";
import type { Bar, RangeConsumption } from "./bars";
import { intervalText, stateText } from "./describe";

interface BucketTableProps {
  label: string;
  bars: Bar[];
  consumption: RangeConsumption;
}

/** The values of a chart as a table. */
export function BucketTable({ label, bars, consumption }: BucketTableProps) {
  const { words, format } = useLanguage();
  const { resolution, time_zone, comparison, unit } = consumption;
  const isBoth = bars.some(({ below }) => below !== undefined);
  const exact = (amount: number | null | undefined): string =>
    amount == null ? "–" : format.quantityExact(amount, unit);
  const figure = "py-2 pl-4 text-right whitespace-nowrap";
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-edge border-b text-small text-soft">
            <th scope="col" className="py-2 font-normal">
              {words.table.interval}
            </th>
            <th scope="col" className={`${figure} font-normal`}>
              {isBoth ? words.energy.fromGrid : tableHeading(unit, words)}
            </th>
            {isBoth && (
              <th scope="col" className={`${figure} font-normal`}>
                {words.energy.toGrid}
              </th>
            )}
            {comparison && (
              <th scope="col" className={`${figure} font-normal`}>
                {words.charts.otherLegend}
              </th>
            )}
            <th scope="col" className="py-2 pl-4 font-normal">
              {words.table.state}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.startsAt} className="border-line border-b">
              <th scope="row" className="py-2 font-normal">
                {intervalText(bar, resolution, time_zone, format)}
              </th>
              <td className={figure}>{exact(bar.amount)}</td>
              {isBoth && <td className={figure}>{exact(bar.below?.amount)}</td>}
              {comparison && <td className={figure}>{exact(bar.other)}</td>}
              <td className="py-2 pl-4">
                {bar.overLimitHours > 0 && (
                  <span className="font-semibold text-over">
                    {words.charts.overHours(bar.overLimitHours)}{" "}
                  </span>
                )}
                {stateText(bar, words, format) || words.bucketStates.measured}
                {bar.below &&
                  bar.below.state !== bar.state &&
                  ` · ${words.energy.stateOut(stateText(bar.below, words, format) || words.bucketStates.measured)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function tableHeading(unit: string, words: Words): string {
  return unit === "m3" || unit === "L" ? words.energy.volume : words.table.energy;
}
