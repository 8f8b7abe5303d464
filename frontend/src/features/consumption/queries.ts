import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, json } from "@/api/client";
import type { RangeConsumption } from "@/charts/bars";
import type { Direction, EnergyKind, Unit } from "./kinds";

export interface Range {
  from: string;
  to: string;
  resolution: RangeConsumption["resolution"];
  /** The devices; all of them if undefined. */
  devices?: string[] | undefined;
  timeZone: string;
  compare?: string | undefined;
  /** Left out: electricity from the grid. */
  energy?: { kind: EnergyKind; direction: Direction; unit?: Unit | undefined } | undefined;
  /** For a file: these channels, each by itself, in place of `energy`. */
  channels?: string[] | undefined;
  /** True: each channel by itself, not each device. */
  byChannel?: boolean | undefined;
}

function asked(range: Range) {
  const { from, to, resolution, devices, timeZone, compare, energy, channels } = range;
  const byChannel = range.byChannel || channels !== undefined;
  const isAlone = devices?.length === 1;
  return {
    from,
    to,
    resolution,
    compare: compare ?? null,
    ...(devices ? { device_id: devices } : {}),
    ...(energy && !channels ? { ...energy, unit: energy.unit ?? null } : {}),
    ...(channels ? { channel: channels } : {}),
    // One device is shown in its own time zone, several in the viewer's.
    ...(isAlone ? {} : { time_zone: timeZone }),
    ...(byChannel ? { split: "channel" as const } : {}),
    ...(isAlone || byChannel ? {} : { split: "device" as const }),
  };
}

/** Consumption of one device, or of several devices separately. */
export function consumptionQuery(range: Range) {
  const query = asked(range);
  return queryOptions({
    queryKey: ["consumption", query],
    queryFn: ({ signal }) =>
      json(api.GET("/api/monitoring/consumption", { params: { query }, signal })),
    // The chart stays visible while the next one loads.
    placeholderData: keepPreviousData,
  });
}

/** Return the same data as a CSV file. Throws `ApiError`. */
export function csvOf(range: Range): Promise<Blob> {
  // A file has no comparison period.
  const query = { ...asked({ ...range, compare: undefined }), format: "csv" as const };
  return data(api.GET("/api/monitoring/consumption", { params: { query }, parseAs: "blob" }));
}
