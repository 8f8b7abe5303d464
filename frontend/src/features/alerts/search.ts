import { offset, oneOf, uuid } from "@/parts/search-params";

export const ALERT_STATES = ["raised", "retracted"] as const;

export interface AlertsSearch {
  device?: string | undefined;
  state?: (typeof ALERT_STATES)[number] | undefined;
  /** Only those nobody has acknowledged yet. */
  open?: true | undefined;
  offset?: number | undefined;
}

export function alertsSearch(given: Record<string, unknown>): AlertsSearch {
  return {
    device: uuid(given.device),
    state: oneOf(given.state, ALERT_STATES),
    open: given.open === true ? true : undefined,
    offset: offset(given.offset),
  };
}
