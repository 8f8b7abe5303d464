import { uuid } from "@/components/search-params";
import { isDay } from "@/i18n/calendar";

export interface CorrectionsSearch {
  /** One device; all devices if undefined. */
  device?: string | undefined;
  /** The day to correct. */
  date?: string | undefined;
}

export function correctionsSearch(given: Record<string, unknown>): CorrectionsSearch {
  return {
    device: uuid(given.device),
    date: isDay(given.date) ? given.date : undefined,
  };
}
