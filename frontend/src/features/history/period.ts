import type { RangeConsumption } from "@/charts/bars";
import { addDays, type Span, spanEnd, spanStart, step, today } from "@/i18n/calendar";
import type { Words } from "@/i18n/en";
import type { Format } from "@/i18n/format";
import type { HistorySearch } from "./search";

/** Complete the search parameters with defaults. */
export interface Period {
  span: Span;
  date: string;
  from: string;
  to: string;
  resolution: RangeConsumption["resolution"];
}

const RESOLUTIONS = { day: "hour", week: "hour", month: "day", year: "day" } as const;

export function periodOf({ date, span = "day" }: HistorySearch, zone: string): Period {
  const shown = date ?? today(zone);
  return {
    span,
    date: shown,
    from: spanStart(shown, span),
    to: spanEnd(shown, span),
    resolution: RESOLUTIONS[span],
  };
}

/** Return the day to show after moving by `count` spans. */
export function stepDate(period: Period, count: number): string {
  return step(period.from, period.span, count);
}

/** Return whether the period includes now: there is nothing after it. */
export function includesNow(period: Period, zone: string): boolean {
  return period.to > today(zone);
}

/** Return the first day shown, including the comparison period. */
export function firstDayShown(period: Period, { compare }: HistorySearch): string {
  if (compare === "year") return step(period.from, "year", -1);
  return compare === "previous" ? stepDate(period, -1) : period.from;
}

export function periodTitle({ span, from, to }: Period, words: Words, format: Format): string {
  switch (span) {
    case "day":
      return format.day(from);
    case "week":
      return words.history.week(
        format.dayShort(from),
        format.dayShort(addDays(to, -1)),
        from.slice(0, 4),
      );
    case "month":
      return format.month(from);
    case "year":
      return from.slice(0, 4);
  }
}
