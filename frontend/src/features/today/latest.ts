import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";

export type Latest = components["schemas"]["LatestPage"];
export type LatestOfDevice = components["schemas"]["LatestOfDevice"];

export const REFRESH_MS = 5000;
const INACTIVE_AFTER_MS = 2 * 86_400_000;

/** The latest reading of one device. */
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

/** Return whether a device has had no readings for days; it is then left out of today.
 * A calculated one never has any: its hours follow from others. */
export function isInactive(device: LatestOfDevice, asOf: string): boolean {
  const { state, reading, heard_at } = device;
  if (state === "calculated") return false;
  if (heard_at) return new Date(asOf).getTime() - new Date(heard_at).getTime() > INACTIVE_AFTER_MS;
  if (state === "never" || reading === null) return true;
  return new Date(asOf).getTime() - new Date(reading.ends_at).getTime() > INACTIVE_AFTER_MS;
}

/** Return the devices that count for today; all of them if no meter has recent readings. */
export function devicesOfToday({ items, as_of }: Latest): LatestOfDevice[] {
  const active = items.filter((device) => !isInactive(device, as_of));
  return active.some(({ state }) => state !== "calculated") ? active : items;
}

/** Return the current power of all live devices. */
export function livePowerKw({ items }: Latest): number | undefined {
  const powers = items
    .filter(({ state }) => state === "live")
    .map(({ reading }) => reading?.power_kw ?? undefined)
    .filter((power) => power !== undefined);
  return powers.length > 0 ? powers.reduce((sum, power) => sum + power, 0) : undefined;
}
