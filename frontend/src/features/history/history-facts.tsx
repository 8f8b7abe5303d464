import type { RangeConsumption } from "@/charts/bars";
import { barsOf } from "@/charts/bars";
import { intervalText } from "@/charts/describe";
import { useLanguage } from "@/language/language";

/** What is worth saying under the figure, each in a plain sentence. */
export function HistoryFacts({ consumption }: { consumption: RangeConsumption }) {
  const { words, format } = useLanguage();
  const { total, peak, comparison, resolution, time_zone, buckets } = consumption;
  const sentences: { text: string; isOver?: boolean }[] = [];
  const gaps = buckets.filter(({ state }) => state === "missing").length;
  if (total.energy_kwh === null) {
    const isAhead = buckets.every(({ state }) => state === "upcoming");
    sentences.push({ text: isAhead ? words.history.upcoming : words.history.nothing });
  } else if (gaps > 0) {
    sentences.push({ text: words.history.gaps(gaps, resolution) });
  }
  if (comparison) sentences.push({ text: comparisonText(comparison, words, format) });
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

type Comparison = NonNullable<RangeConsumption["comparison"]>;
type Language = ReturnType<typeof useLanguage>;

/** Only what is covered in full on both sides is compared. */
function comparisonText(
  { like_for_like: pairs, from }: Comparison,
  words: Language["words"],
  format: Language["format"],
): string {
  const since = format.day(from);
  if (!pairs || pairs.change === null) return words.history.notComparable(since);
  const share = format.percent(Math.abs(pairs.change));
  const said =
    pairs.change < 0 ? words.history.less(share, since) : words.history.more(share, since);
  return pairs.buckets < pairs.of
    ? `${said} ${words.history.pairs(pairs.buckets, pairs.of)}`
    : said;
}
