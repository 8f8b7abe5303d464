import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import type { CorrectionRequest } from "./request";

export type Correction = components["schemas"]["Correction"];
export type Effect = components["schemas"]["Effect"];
export type HourChange = components["schemas"]["HourChange"];

export const CORRECTIONS_PER_PAGE = 20;

export function correctionsQuery(deviceId: string | undefined, offset: number) {
  const query = { device_id: deviceId ?? null, offset, limit: CORRECTIONS_PER_PAGE };
  return queryOptions({
    queryKey: ["corrections", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/corrections", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Return what a correction would change; changes nothing. */
export function usePreview(deviceId: string) {
  return useMutation({
    mutationFn: (body: CorrectionRequest) =>
      data(
        api.POST("/api/monitoring/devices/{device_id}/corrections/preview", {
          params: { path: { device_id: deviceId } },
          body,
        }),
      ),
  });
}

export function useCorrect(deviceId: string) {
  return useRewriting((body: CorrectionRequest) =>
    data(
      api.POST("/api/monitoring/devices/{device_id}/corrections", {
        params: { path: { device_id: deviceId } },
        body,
      }),
    ),
  );
}

export function useUndoPreview(id: number) {
  return useMutation<Effect>({
    mutationFn: () =>
      data(api.POST("/api/monitoring/corrections/{correction_id}/undo/preview", at(id))),
  });
}

export function useUndo(id: number) {
  return useRewriting<void>(() =>
    data(api.POST("/api/monitoring/corrections/{correction_id}/undo", at(id))),
  );
}

/** Refetch everything: history has changed. */
function useRewriting<T>(mutationFn: (given: T) => Promise<Effect>) {
  const queries = useQueryClient();
  return useMutation<Effect, Error, T>({
    mutationFn,
    onSuccess: () => queries.invalidateQueries(),
  });
}

function at(id: number) {
  return { params: { path: { correction_id: id } } };
}
