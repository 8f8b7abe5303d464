import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import type { Said } from "./options";

export type Import = components["schemas"]["Import"];

export const IMPORTS_PER_PAGE = 20;
const PROGRESS_EVERY_MS = 700;

/** Whether the platform is still at work on it. */
export function isUnderway({ state }: Pick<Import, "state">): boolean {
  return state === "running" || state === "undoing";
}

/** A file that was chosen; `key` tells it from any chosen before, even of the same name. */
export interface ChosenFile {
  file: File;
  key: number;
}

/** What a file says and what it would meet; changes nothing. */
export function previewQuery(deviceId: string, chosen: ChosenFile, said: Said) {
  return queryOptions({
    queryKey: ["import-preview", deviceId, chosen.key, said],
    queryFn: ({ signal }) =>
      data(
        api.POST("/api/monitoring/devices/{device_id}/imports/preview", {
          ...sent(deviceId, chosen, said),
          signal,
        }),
      ),
    // While another choice is tried the last answer stays in sight, but not another file's.
    placeholderData: (kept, before) =>
      before?.queryKey[2] === chosen.key ? keepPreviousData(kept) : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useStartImport(deviceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ chosen, said }: { chosen: ChosenFile; said: Said }) =>
      data(api.POST("/api/monitoring/devices/{device_id}/imports", sent(deviceId, chosen, said))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
}

/** The body is the file as it is. */
function sent(deviceId: string, chosen: ChosenFile, said: Said) {
  return {
    params: {
      path: { device_id: deviceId },
      query: { ...said, file_name: chosen.file.name.slice(0, 255) },
    },
    body: "",
    bodySerializer: () => chosen.file,
    headers: { "Content-Type": "text/csv" },
  };
}

export function importsQuery(deviceId: string | undefined, offset: number) {
  const query = { device_id: deviceId ?? null, offset, limit: IMPORTS_PER_PAGE };
  return queryOptions({
    queryKey: ["imports", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/imports", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(isUnderway) ? PROGRESS_EVERY_MS : false,
  });
}

/** An import with what reading its file told. */
export function importQuery(id: number) {
  return queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/monitoring/imports/{import_id}", {
          params: { path: { import_id: id } },
          signal,
        }),
      ),
  });
}

export function useUndoImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/monitoring/imports/{import_id}/undo", {
          params: { path: { import_id: id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
}
