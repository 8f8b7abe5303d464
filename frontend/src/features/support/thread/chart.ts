import { type HistorySearch, historySearch } from "@/features/history/search";

export type Chart =
  | { to: "/history"; search: HistorySearch }
  | { to: "/alerts" | "/devices" | "/"; search?: undefined };

const ANYWHERE = "http://application.invalid";

/** Where a figure is drawn. Only what the application has is linked, whatever an answer says. */
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
