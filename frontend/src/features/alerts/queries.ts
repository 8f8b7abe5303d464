import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import type { AlertsSearch } from "./search";

export type Alert = components["schemas"]["Alert"];

export const ALERTS_PER_PAGE = 50;

export function alertsQuery(
  { q, sort, device, state, open, offset = 0 }: AlertsSearch,
  limit = ALERTS_PER_PAGE,
) {
  const query = {
    device_id: device ?? null,
    raised: state === undefined ? null : state === "raised",
    unacknowledged: open ?? null,
    search: q ?? null,
    sort: sort ?? ("-hour" as const),
    limit,
    offset,
  };
  return queryOptions({
    queryKey: ["alerts", query],
    queryFn: ({ signal }) => data(api.GET("/api/monitoring/alerts", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Acknowledge an alert, or undo that. */
export function useAcknowledgement({ alert_id, acknowledged }: Alert) {
  const queries = useQueryClient();
  const at = { params: { path: { alert_id } } };
  const path = "/api/monitoring/alerts/{alert_id}/acknowledge";
  return useMutation<unknown>({
    mutationFn: () => data(acknowledged ? api.DELETE(path, at) : api.POST(path, at)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["alerts"] }),
  });
}
