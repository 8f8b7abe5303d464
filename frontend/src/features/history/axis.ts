import type { Bar } from "@/charts/bars";
import { dayOf, type Span } from "@/i18n/calendar";
import type { Format } from "@/i18n/format";

type Label = string | undefined;

/** Return the labels below the bars: few, and where something begins. */
export function axisLabels(bars: Bar[], span: Span, zone: string, format: Format): Label[] {
  if (span === "day") return hourLabels(bars, zone, format);
  const days = bars.map((bar) => dayOf(new Date(bar.startsAt), zone));
  return days.map((day, index) =>
    day === days[index - 1] ? undefined : dayLabel(day, span, format),
  );
}

function dayLabel(day: string, span: Span, format: Format): Label {
  const [, month, date] = day.split("-").map(Number);
  if (span === "week") return format.dayShort(day);
  if (span === "month") return Number(date) % 7 === 1 ? format.dayShort(day) : undefined;
  return date === 1 && Number(month) % 2 === 1 ? format.monthShort(day) : undefined;
}

/** Return a label for every sixth hour; an hour that occurs twice is labelled once. */
function hourLabels(bars: Bar[], zone: string, format: Format): Label[] {
  const times = bars.map((bar) => format.time(bar.startsAt, zone));
  return times.map((time, index) => {
    const hour = time.slice(0, 2);
    const isRepeated = times[index - 1]?.slice(0, 2) === hour;
    return Number(hour) % 6 === 0 && !isRepeated ? time : undefined;
  });
}
