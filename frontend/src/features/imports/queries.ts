import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import { ApiError } from "@/api/problem";
import type { FileReport, ImportOptions } from "./options";

export type Import = components["schemas"]["Import"];

export const IMPORTS_PER_PAGE = 20;
const PROGRESS_EVERY_MS = 700;
const KNOWN_AFTER_TRIES = 30;

/** Return whether the import is running or being undone. */
export function isUnderway({ state }: Pick<Import, "state">): boolean {
  return state === "running" || state === "undoing";
}

/** A chosen file; `key` distinguishes it from earlier ones, even of the same name. */
export interface ChosenFile {
  file: File;
  key: number;
}

/** Preview an import; changes nothing. */
export function previewQuery(deviceId: string, chosen: ChosenFile, options: ImportOptions) {
  return queryOptions({
    queryKey: ["import-preview", deviceId, chosen.key, options],
    queryFn: ({ signal }) =>
      data(
        api.POST("/api/monitoring/devices/{device_id}/imports/preview", {
          ...requestOf(deviceId, chosen, options),
          signal,
        }),
      ),
    // The last preview stays visible while another format is tried, but not that of another file.
    placeholderData: (previous, before) =>
      before?.queryKey[2] === chosen.key ? keepPreviousData(previous) : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useStartImport(deviceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ chosen, options, report }: StartedImport) => {
      const missing = (report.parts ?? []).filter((each) => each.is_new);
      for (const each of missing) await addChannel(each.device_id, each.channel);
      const start = () =>
        data(
          api.POST(
            "/api/monitoring/devices/{device_id}/imports",
            requestOf(deviceId, chosen, options),
          ),
        );
      return missing.length > 0 ? whenKnown(start) : start();
    },
    onSuccess: () =>
      Promise.all(
        ["imports", "devices"].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
      ),
  });
}

interface StartedImport {
  chosen: ChosenFile;
  options: ImportOptions;
  report: FileReport;
}

/** Add a channel; one that somebody added meanwhile will do. */
async function addChannel(deviceId: string, code: string): Promise<void> {
  const at = { params: { path: { device_id: deviceId } }, body: { code } };
  try {
    await data(api.POST("/api/devices/{device_id}/channels", at));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "channel_exists")) throw error;
  }
}

/** Try again until a new channel is known where files are read. */
async function whenKnown<T>(start: () => Promise<T>, tries = KNOWN_AFTER_TRIES): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const isUnknown = error instanceof ApiError && error.code === "channel_not_found";
    if (!isUnknown || tries === 1) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, PROGRESS_EVERY_MS));
  return whenKnown(start, tries - 1);
}

/** The body is the file as it is. */
function requestOf(deviceId: string, chosen: ChosenFile, options: ImportOptions) {
  return {
    params: {
      path: { device_id: deviceId },
      query: { ...options, file_name: chosen.file.name.slice(0, 255) },
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

/** An import with its file report. */
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
