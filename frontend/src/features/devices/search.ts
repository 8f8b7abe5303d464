import { offset, oneOf, text } from "@/components/search-params";

export const DEVICE_SORTS = ["name", "-name", "created_at", "-created_at"] as const;
export const ASSIGNMENTS = ["free", "owned"] as const;

export interface DevicesSearch {
  q?: string | undefined;
  sort?: (typeof DEVICE_SORTS)[number] | undefined;
  assigned?: (typeof ASSIGNMENTS)[number] | undefined;
  offset?: number | undefined;
}

export function devicesSearch(given: Record<string, unknown>): DevicesSearch {
  return {
    q: text(given.q),
    sort: oneOf(given.sort, DEVICE_SORTS),
    assigned: oneOf(given.assigned, ASSIGNMENTS),
    offset: offset(given.offset),
  };
}
