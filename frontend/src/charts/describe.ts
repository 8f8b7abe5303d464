import { dayOf } from "@/i18n/calendar";
import type { Words } from "@/i18n/en";
import type { Format } from "@/i18n/format";
import type { Bar, RangeConsumption } from "./bars";

export type Resolution = RangeConsumption["resolution"];

/** Return the time of an interval as text. */
export function intervalText(
  bar: Bar,
  resolution: Resolution,
  zone: string,
  format: Format,
): string {
  const first = dayOf(new Date(bar.startsAt), zone);
  switch (resolution) {
    case "hour":
      return `${format.dayShort(first)}, ${format.time(bar.startsAt, zone)}–${format.time(bar.endsAt, zone)}`;
    case "day":
      return format.day(first);
    case "week": {
      const last = dayOf(new Date(new Date(bar.endsAt).getTime() - 1), zone);
      return `${format.dayShort(first)} – ${format.dayShort(last)}`;
    }
    case "month":
      return format.month(first);
    case "year":
      return first.slice(0, 4);
  }
}

/** Return the state of an interval as text; empty if it is fully measured. */
export function stateText(
  { state, coverage }: Pick<Bar, "state" | "coverage">,
  words: Words,
  format: Format,
): string {
  if (state === "measured") return "";
  if (state === "partial" && coverage !== null) {
    return words.bucketStates.partialShare(format.percent(coverage));
  }
  return words.bucketStates[state];
}

type Context = Pick<RangeConsumption, "resolution" | "time_zone" | "unit">;

/** Return everything about an interval in one line. */
export function barText(
  bar: Bar,
  { resolution, time_zone, unit }: Context,
  words: Words,
  format: Format,
): string {
  const exact = (amount: number): string => format.quantityExact(amount, unit);
  const parts = [intervalText(bar, resolution, time_zone, format)];
  const { below } = bar;
  if (bar.amount !== null) {
    parts.push(below ? words.energy.in(exact(bar.amount)) : exact(bar.amount));
  }
  parts.push(stateText(bar, words, format), overText(bar, words, exact));
  if (below) {
    if (below.amount !== null) parts.push(words.energy.out(exact(below.amount)));
    const state = stateText(below, words, format);
    if (below.state !== bar.state && state !== "") parts.push(words.energy.stateOut(state));
  }
  if (bar.other !== undefined && bar.other !== null) {
    parts.push(words.charts.other(exact(bar.other)));
  }
  return parts.filter(Boolean).join(" · ");
}

function overText(bar: Bar, words: Words, exact: (amount: number) => string): string {
  if (bar.overLimitHours === 0) return "";
  if (bar.limit === null || bar.amount === null) return words.charts.overHours(bar.overLimitHours);
  return words.charts.over(exact(bar.amount - bar.limit), exact(bar.limit));
}
