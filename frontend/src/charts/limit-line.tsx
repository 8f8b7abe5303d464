import { useLanguage } from "@/i18n/language";
import type { Bar } from "./bars";

interface LimitLineProps {
  bars: Bar[];
  step: number;
  plot: number;
  scale: (kwh: number) => number;
  width: number;
}

/** The limit as a labelled hairline, a step where it was changed. */
export function LimitLine({ bars, step, plot, scale, width }: LimitLineProps) {
  const { words, format } = useLanguage();
  const last = bars.findLast(({ limitKwh }) => limitKwh !== null);
  if (!last || last.limitKwh === null) return null;
  let isDrawing = false;
  const path = bars
    .map(({ limitKwh }, place) => {
      if (limitKwh === null) {
        isDrawing = false;
        return "";
      }
      const to = `${isDrawing ? "L" : "M"}${place * step} ${plot - scale(limitKwh)}h${step}`;
      isDrawing = true;
      return to;
    })
    .join("");
  const isOver = bars.some(({ overLimitHours }) => overLimitHours > 0);
  const colour = isOver ? "var(--color-over)" : "var(--color-ink)";
  return (
    <>
      <path d={path} fill="none" stroke={colour} strokeWidth="1" />
      <text
        x={width}
        y={plot - scale(last.limitKwh) - 6}
        textAnchor="end"
        className="text-[0.75rem]"
        fill={colour}
        paintOrder="stroke"
        stroke="var(--color-paper)"
        strokeWidth="3"
      >
        {words.charts.limit(format.energyExact(last.limitKwh))}
      </text>
    </>
  );
}
