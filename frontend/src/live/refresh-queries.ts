import type { QueryClient, QueryFilters } from "@tanstack/react-query";

/**
 * Asks anew for what is known, because something is said to have changed.
 * What is being asked for the first time is asked for again once it is there:
 * its answer may be older than the change, and to invalidate it now would do nothing.
 */
export function refreshQueries(queries: QueryClient, filters: QueryFilters = {}): void {
  const first = queries
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);
  void queries.invalidateQueries(filters);
  for (const query of first) {
    const again = () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.fetch().then(again, () => undefined); // who asked hears of the error
  }
}
