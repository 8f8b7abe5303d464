import { type HistorySearch, historySearch } from "@/features/history/search";

export type Chart =
  | { to: "/history"; search: HistorySearch }
  | { to: "/alerts" | "/devices" | "/"; search?: undefined };

const ANYWHERE = "http://application.invalid";

/**
 * Return the link to a chart. Only pages of this application are linked, whatever an answer
 * contains.
 */
export function chartOf(href: string): Chart | undefined {
  if (!URL.canParse(href, ANYWHERE)) return undefined;
  const { origin, pathname, searchParams } = new URL(href, ANYWHERE);
  if (origin !== ANYWHERE) return undefined;
  switch (pathname) {
    case "/history":
      return { to: pathname, search: historySearch(Object.fromEntries(searchParams)) };
    case "/alerts":
    case "/devices":
    case "/":
      return { to: pathname };
    default:
      return undefined;
  }
}
