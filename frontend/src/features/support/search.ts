import { offset, oneOf, text, uuid } from "@/components/search-params";

export const VIEWS = ["waiting", "mine", "all"] as const;

export interface SupportSearch {
  /** The open conversation. */
  c?: string | undefined;
  /** The list that an administrator is viewing. */
  view?: (typeof VIEWS)[number] | undefined;
  q?: string | undefined;
  offset?: number | undefined;
}

export function supportSearch(given: Record<string, unknown>): SupportSearch {
  return {
    c: uuid(given.c),
    view: oneOf(given.view, VIEWS),
    q: text(given.q),
    offset: offset(given.offset),
  };
}
