import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, json } from "@/api/client";
import type { RangeConsumption } from "@/charts/bars";

export interface Range {
  from: string;
  to: string;
  resolution: RangeConsumption["resolution"];
  /** Which devices; all of them where nothing is said. */
  devices?: string[] | undefined;
  timeZone: string;
  compare?: string | undefined;
}

function asked({ from, to, resolution, devices, timeZone, compare }: Range) {
  return {
    from,
    to,
    resolution,
    compare: compare ?? null,
    ...(devices ? { device_id: devices } : {}),
    // One device has its own zone; several are shown in the viewer's.
    ...(devices?.length === 1 ? {} : { time_zone: timeZone, split: "device" as const }),
  };
}

/** Consumption of one device, or of several split by device. */
export function consumptionQuery(range: Range) {
  const query = asked(range);
  return queryOptions({
    queryKey: ["consumption", query],
    queryFn: ({ signal }) =>
      json(api.GET("/api/monitoring/consumption", { params: { query }, signal })),
    // The chart stays while the next one is on its way: stepping never flashes.
    placeholderData: keepPreviousData,
  });
}

/** The same as a file of comma-separated values. Throws `ApiError`. */
export function csvOf(range: Range): Promise<Blob> {
  // A file knows nothing of another period.
  const query = { ...asked({ ...range, compare: undefined }), format: "csv" as const };
  return data(api.GET("/api/monitoring/consumption", { params: { query }, parseAs: "blob" }));
}
