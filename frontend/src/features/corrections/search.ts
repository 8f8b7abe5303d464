import { uuid } from "@/components/search-params";
import { isDay } from "@/i18n/calendar";

export interface CorrectionsSearch {
  /** One device; without it the record of all. */
  device?: string | undefined;
  /** The day that is to be corrected. */
  date?: string | undefined;
}

export function correctionsSearch(given: Record<string, unknown>): CorrectionsSearch {
  return {
    device: uuid(given.device),
    date: isDay(given.date) ? given.date : undefined,
  };
}
