import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";

export type Latest = components["schemas"]["LatestPage"];
export type LatestOfDevice = components["schemas"]["LatestOfDevice"];

export const REFRESH_MS = 5000;
const RESTING_AFTER_MS = 2 * 86_400_000;

/** The present of one device. */
export function deviceLatestQuery(deviceId: string) {
  return queryOptions({
    queryKey: ["latest", deviceId],
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/monitoring/latest", {
          params: { query: { device_id: deviceId, limit: 1 } },
          signal,
        }),
      ),
    refetchInterval: 6 * REFRESH_MS,
  });
}

export function latestQuery() {
  return queryOptions({
    queryKey: ["latest"],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/latest", { params: { query: { limit: 500 } }, signal })),
    refetchInterval: REFRESH_MS,
  });
}

/** A device that has said nothing for days is told of by itself: it is no part of today. */
export function isResting(device: LatestOfDevice, asOf: string): boolean {
  const { state, reading, heard_at } = device;
  if (heard_at) return new Date(asOf).getTime() - new Date(heard_at).getTime() > RESTING_AFTER_MS;
  if (state === "never" || reading === null) return true;
  return new Date(asOf).getTime() - new Date(reading.ends_at).getTime() > RESTING_AFTER_MS;
}

/** The devices that make up today; all of them where none reports. */
export function devicesOfToday({ items, as_of }: Latest): LatestOfDevice[] {
  const awake = items.filter((device) => !isResting(device, as_of));
  return awake.length > 0 ? awake : items;
}

/** What is used at this moment, by the devices that say so. */
export function livePowerKw({ items }: Latest): number | undefined {
  const powers = items
    .filter(({ state }) => state === "live")
    .map(({ reading }) => reading?.power_kw ?? undefined)
    .filter((power) => power !== undefined);
  return powers.length > 0 ? powers.reduce((sum, power) => sum + power, 0) : undefined;
}
