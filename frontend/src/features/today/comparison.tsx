import type { RangeConsumption } from "@/charts/bars";
import { useLanguage } from "@/i18n/language";

/** "12% less than yesterday in the same hours": only hours that are fully covered on both days. */
export function Comparison({ consumption }: { consumption: RangeConsumption }) {
  const { words, format } = useLanguage();
  const pairs = consumption.comparison?.like_for_like;
  if (consumption.total.energy_kwh === null) return <p className="mt-3">{words.today.nothing}</p>;
  if (!pairs || pairs.change === null) return <p className="mt-3">{words.today.notComparable}</p>;
  const share = format.percent(Math.abs(pairs.change));
  const sentence =
    Math.abs(pairs.change) < 0.005
      ? words.today.same
      : pairs.change < 0
        ? words.today.less(share)
        : words.today.more(share);
  return (
    <p className="mt-3">
      {sentence}{" "}
      <span className="text-soft">
        {words.today.pairs(
          format.energyText(pairs.energy_kwh),
          format.energyText(pairs.other_kwh),
          pairs.buckets,
        )}
      </span>
    </p>
  );
}
