import { useLanguage } from "@/i18n/language";
import type { Bar } from "./bars";

interface LimitLineProps {
  bars: Bar[];
  step: number;
  unit: string;
  y: (amount: number) => number;
  width: number;
}

/** The limit as a labelled hairline, a step where it was changed. */
export function LimitLine({ bars, unit, step, y, width }: LimitLineProps) {
  const { words, format } = useLanguage();
  const last = bars.findLast(({ limit }) => limit !== null);
  if (!last || last.limit === null) return null;
  let isDrawing = false;
  const path = bars
    .map(({ limit }, place) => {
      if (limit === null) {
        isDrawing = false;
        return "";
      }
      const to = `${isDrawing ? "L" : "M"}${place * step} ${y(limit)}h${step}`;
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
        y={y(last.limit) - 6}
        textAnchor="end"
        className="text-[0.75rem]"
        fill={colour}
        paintOrder="stroke"
        stroke="var(--color-paper)"
        strokeWidth="3"
      >
        {words.charts.limit(format.quantityExact(last.limit, unit))}
      </text>
    </>
  );
}
