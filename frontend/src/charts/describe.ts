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
export function stateText(bar: Bar, words: Words, format: Format): string {
  if (bar.state === "measured") return "";
  if (bar.state === "partial" && bar.coverage !== null) {
    return words.bucketStates.partialShare(format.percent(bar.coverage));
  }
  return words.bucketStates[bar.state];
}

/** Return everything about an interval in one line. */
export function barText(
  bar: Bar,
  resolution: Resolution,
  zone: string,
  words: Words,
  format: Format,
): string {
  const parts = [intervalText(bar, resolution, zone, format)];
  if (bar.kwh !== null) parts.push(format.energyExact(bar.kwh));
  parts.push(stateText(bar, words, format), overText(bar, words, format));
  if (bar.otherKwh !== undefined && bar.otherKwh !== null) {
    parts.push(words.charts.other(format.energyExact(bar.otherKwh)));
  }
  return parts.filter(Boolean).join(" · ");
}

function overText(bar: Bar, words: Words, format: Format): string {
  if (bar.overLimitHours === 0) return "";
  if (bar.limitKwh === null || bar.kwh === null) return words.charts.overHours(bar.overLimitHours);
  const excess = format.energyExact(bar.kwh - bar.limitKwh);
  return words.charts.over(excess, format.energyExact(bar.limitKwh));
}
