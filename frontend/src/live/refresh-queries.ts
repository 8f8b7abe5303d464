import type { QueryClient, QueryFilters } from "@tanstack/react-query";

/**
 * Refetch cached queries after a change.
 * A query that is still loading for the first time is refetched once it has loaded:
 * its response may be older than the change, and invalidating it now would do nothing.
 */
export function refreshQueries(queries: QueryClient, filters: QueryFilters = {}): void {
  const first = queries
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);
  void queries.invalidateQueries(filters);
  for (const query of first) {
    const again = () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.fetch().then(again, () => undefined); // the caller handles the error
  }
}
