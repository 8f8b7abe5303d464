import type { RangeConsumption } from "@/charts/bars";
import { amountOf, barsOf } from "@/charts/bars";
import { intervalText } from "@/charts/describe";
import type { Span } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { periodOf, periodTitle } from "./period";

interface HistorySummaryProps {
  consumption: RangeConsumption;
  exported?: RangeConsumption | undefined;
  span: Span;
}

/** Sentences below the figure: gaps, comparison, hours over the limit, peak. */
export function HistorySummary({ consumption, exported, span }: HistorySummaryProps) {
  const { words, format } = useLanguage();
  const { total, peak, comparison, resolution, time_zone, buckets } = consumption;
  const sentences: { text: string; isOver?: boolean }[] = [];
  const gaps = buckets.filter(({ state }) => state === "missing").length;
  if (amountOf(total) === null) {
    const isAhead = buckets.every(({ state }) => state === "upcoming");
    sentences.push({ text: isAhead ? words.history.upcoming : words.history.nothing });
  } else if (gaps > 0) {
    sentences.push({ text: words.history.gaps(gaps, resolution) });
  }
  if (exported) sentences.push(...exportedSentences(exported, words, format));
  if (comparison) {
    const other = periodOf({ date: comparison.from, span }, time_zone);
    const title = periodTitle(other, words, format);
    sentences.push({ text: comparisonText(comparison, title, resolution, words, format) });
  }
  if (total.over_limit_hours > 0) {
    sentences.push({ text: words.history.over(total.over_limit_hours), isOver: true });
  }
  if (peak) {
    const bar = barsOf(consumption).find(({ startsAt }) => startsAt === peak.starts_at);
    if (bar) {
      const when = intervalText(bar, resolution, time_zone, format);
      sentences.push({ text: words.history.peak(when, format.energyText(peak.energy_kwh)) });
    }
  }
  return (
    <div className="mt-3 grid gap-0.5">
      {sentences.map(({ text, isOver }) => (
        <p key={text} className={isOver ? "font-semibold text-over" : ""}>
          {text}
        </p>
      ))}
    </div>
  );
}

/** What went to the grid, in words. */
function exportedSentences(
  { total, buckets, resolution }: RangeConsumption,
  words: Language["words"],
  format: Language["format"],
): { text: string }[] {
  if (total.energy_kwh === null) return [{ text: words.energy.outUnknown }];
  const gaps = buckets.filter(({ state }) => state === "missing").length;
  const sentences = [{ text: words.energy.outTotal(format.energyText(total.energy_kwh)) }];
  return gaps === 0
    ? sentences
    : [...sentences, { text: words.energy.outGaps(words.history.gaps(gaps, resolution)) }];
}

type Comparison = NonNullable<RangeConsumption["comparison"]>;
type Language = ReturnType<typeof useLanguage>;

/** Compare only intervals that are fully covered in both periods. */
function comparisonText(
  { like_for_like: pairs }: Comparison,
  other: string,
  resolution: RangeConsumption["resolution"],
  words: Language["words"],
  format: Language["format"],
): string {
  if (!pairs || pairs.change === null) return words.history.notComparable(other);
  const share = format.percent(Math.abs(pairs.change));
  const sentence =
    pairs.change < 0 ? words.history.less(share, other) : words.history.more(share, other);
  return pairs.buckets < pairs.total_buckets
    ? `${sentence} ${words.history.pairs(pairs.buckets, pairs.total_buckets, resolution)}`
    : sentence;
}
