import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import type { AlertsSearch } from "./search";

export type Alert = components["schemas"]["Alert"];

export const ALERTS_PER_PAGE = 50;

export function alertsQuery({ device, state, offset = 0 }: AlertsSearch, limit = ALERTS_PER_PAGE) {
  const query = {
    device_id: device ?? null,
    raised: state === undefined ? null : state === "raised",
    limit,
    offset,
  };
  return queryOptions({
    queryKey: ["alerts", query],
    queryFn: ({ signal }) => data(api.GET("/api/monitoring/alerts", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
