import { offset, oneOf, text, uuid } from "@/components/search-params";

export const ALERT_STATES = ["raised", "retracted"] as const;

/** Newest first is the default and isn't in the address. */
export const ALERT_SORTS = ["hour", "-energy", "device"] as const;

export interface AlertsSearch {
  /** Part of a device's name. */
  q?: string | undefined;
  sort?: (typeof ALERT_SORTS)[number] | undefined;
  device?: string | undefined;
  state?: (typeof ALERT_STATES)[number] | undefined;
  /** Only alerts that nobody has acknowledged. */
  open?: true | undefined;
  offset?: number | undefined;
}

export function alertsSearch(given: Record<string, unknown>): AlertsSearch {
  return {
    q: text(given.q),
    sort: oneOf(given.sort, ALERT_SORTS),
    device: uuid(given.device),
    state: oneOf(given.state, ALERT_STATES),
    open: given.open === true ? true : undefined,
    offset: offset(given.offset),
  };
}
