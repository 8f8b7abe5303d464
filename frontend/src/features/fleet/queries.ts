import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import { type Flow, flowOf, recentSamples, type Sample } from "./flow";

export type Rejection = components["schemas"]["Rejection"];

const EVERY_MS = 1000;
const SERVICES_EVERY_MS = 2000;
const HISTORY_STEP_S = 5;
export const REJECTIONS_PER_PAGE = 50;

const replicasQuery = queryOptions({
  queryKey: ["replicas"],
  queryFn: ({ signal }) => data(api.GET("/api/balancing/replicas", { signal })),
  refetchInterval: EVERY_MS,
});

export const historyQuery = queryOptions({
  queryKey: ["dispatch-history"],
  queryFn: ({ signal }) =>
    data(
      api.GET("/api/balancing/history", { params: { query: { step_s: HISTORY_STEP_S } }, signal }),
    ),
  refetchInterval: HISTORY_STEP_S * 1000,
});

export const servicesQuery = queryOptions({
  queryKey: ["services"],
  queryFn: ({ signal }) => data(api.GET("/api/balancing/services", { signal })),
  refetchInterval: SERVICES_EVERY_MS,
});

export const strategyQuery = queryOptions({
  queryKey: ["strategy"],
  queryFn: ({ signal }) => data(api.GET("/api/balancing/strategy", { signal })),
  refetchInterval: 10_000,
});

/** Devices that are held back or have many messages waiting. */
export const sendersQuery = queryOptions({
  queryKey: ["senders"],
  queryFn: ({ signal }) => data(api.GET("/api/balancing/senders", { signal })),
  refetchInterval: 2000,
});

/** The pipeline, refreshed every second while the page is visible. */
export function useFlow(): { flow: Flow | undefined; error: Error | null; again: () => unknown } {
  const { data: replicas, dataUpdatedAt: at, error, refetch } = useQuery(replicasQuery);
  const [samples, setSamples] = useState<Sample[]>([]);
  useEffect(() => {
    if (replicas) setSamples((known) => recentSamples(known, { at, replicas }));
  }, [replicas, at]);
  const flow = useMemo(() => flowOf(samples), [samples]);
  return { flow, error, again: refetch };
}

export function rejectionsQuery(offset: number, limit = REJECTIONS_PER_PAGE) {
  const query = { limit, offset };
  return queryOptions({
    queryKey: ["rejections", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/rejections", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export function setAsideQuery() {
  const query = { limit: 50, offset: 0 };
  return queryOptions({
    queryKey: ["pending-devices"],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/pending-devices", { params: { query }, signal })),
    refetchInterval: 15_000,
  });
}

export function pendingChannelsQuery() {
  const query = { limit: 50, offset: 0 };
  return queryOptions({
    queryKey: ["pending-channels"],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/pending-channels", { params: { query }, signal })),
    refetchInterval: 15_000,
  });
}

export const COUNTED_SHOWN = 20;

/** Hours in which rejections were counted but not kept. */
export function countedQuery() {
  const query = { limit: COUNTED_SHOWN, offset: 0 };
  return queryOptions({
    queryKey: ["rejections", "counted", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/rejections/counted", { params: { query }, signal })),
    refetchInterval: 15_000,
  });
}

export function clocksAheadQuery() {
  const query = { limit: 50, offset: 0 };
  return queryOptions({
    queryKey: ["clocks-ahead", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/clocks-ahead", { params: { query }, signal })),
    refetchInterval: 15_000,
  });
}
