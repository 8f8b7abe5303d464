import { oneOf, text, uuid } from "@/components/search-params";
import { isDay, type Span } from "@/i18n/calendar";

export const SPANS = ["day", "week", "month", "year"] as const satisfies readonly Span[];
export const COMPARISONS = ["previous", "year"] as const;

/** Everything one sees of the history, so that an address can be kept and sent. */
export interface HistorySearch {
  date?: string | undefined;
  span?: Span | undefined;
  /** One device; without it all of them. */
  device?: string | undefined;
  compare?: (typeof COMPARISONS)[number] | undefined;
  view?: "table" | undefined;
  /** The start of the hour to point at. */
  hour?: string | undefined;
}

export function historySearch(given: Record<string, unknown>): HistorySearch {
  return {
    date: isDay(given.date) ? given.date : undefined,
    span: oneOf(given.span, SPANS),
    device: uuid(given.device),
    compare: oneOf(given.compare, COMPARISONS),
    view: oneOf(given.view, ["table"]),
    hour: text(given.hour),
  };
}
