import { oneOf, text, uuid } from "@/components/search-params";
import { isDay, type Span } from "@/i18n/calendar";

export const SPANS = ["day", "week", "month", "year"] as const satisfies readonly Span[];
export const COMPARISONS = ["previous", "year"] as const;

/** The state of the history page, so that its address can be saved and shared. */
export interface HistorySearch {
  date?: string | undefined;
  span?: Span | undefined;
  /** One device; all of them if undefined. */
  device?: string | undefined;
  compare?: (typeof COMPARISONS)[number] | undefined;
  view?: "table" | undefined;
  /** The start of the hour that is selected. */
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
