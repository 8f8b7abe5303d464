import type { components } from "@/api/generated/monitoring";

export type RangeConsumption = components["schemas"]["RangeConsumption"];
export type Bucket = components["schemas"]["Bucket"];
export type BucketState = Bucket["state"];
type Device = components["schemas"]["ConsumptionDevice"];

/** The energy of one series (a device, or one of its channels) within a bar, and how much of it is above the device's limit. */
export interface Segment {
  key: string;
  kwh: number;
  excessKwh: number;
  state: BucketState;
}

/** An interval of the chart with everything that is shown about it. */
export interface Bar {
  startsAt: string;
  endsAt: string;
  /** Null if unknown, which is not 0. */
  kwh: number | null;
  coverage: number | null;
  state: BucketState;
  readings: number;
  overLimitHours: number;
  /**
   * The limit of this hour; null without a limit, for several devices, and above hour resolution.
   */
  limitKwh: number | null;
  segments: Segment[];
  /** The energy in the comparison period; undefined without a comparison. */
  otherKwh?: number | null;
  isCurrent: boolean;
}

/** Return what tells a series from the others of a response. */
export function keyOf({ device_id, channel }: Pick<Device, "device_id" | "channel">): string {
  return channel === null ? device_id : `${device_id}/${channel}`;
}

/** Return the bars of a response, in its order. */
export function barsOf(consumption: RangeConsumption, now: Date = new Date()): Bar[] {
  const isHourly = consumption.resolution === "hour";
  const devices = consumption.devices ?? [];
  const only = devices.length === 1 ? devices[0] : undefined;
  return consumption.buckets.map((bucket, index) => {
    const others = consumption.comparison?.buckets;
    return {
      startsAt: bucket.starts_at,
      endsAt: bucket.ends_at,
      kwh: bucket.energy_kwh,
      coverage: bucket.coverage,
      state: bucket.state,
      readings: bucket.readings,
      overLimitHours: bucket.over_limit_hours,
      limitKwh: isHourly && only ? limitAt(only, bucket.starts_at) : null,
      segments: segmentsOf(consumption, index, isHourly),
      isCurrent: isWithin(now, bucket),
      ...(others ? { otherKwh: others[index]?.energy_kwh ?? null } : {}),
    };
  });
}

function segmentsOf(
  { series, devices, buckets }: RangeConsumption,
  index: number,
  isHourly: boolean,
): Segment[] {
  const byKey = new Map((devices ?? []).map((each) => [keyOf(each), each]));
  if (!series) {
    const bucket = buckets[index];
    const only = byKey.size === 1 ? [...byKey.values()][0] : undefined;
    return bucket ? segment(only, only ? keyOf(only) : "", bucket, isHourly) : [];
  }
  return series.flatMap((each) => {
    // What is calculated from devices that are shown is not stacked on top of them.
    if (!each.counted) return [];
    const bucket = each.buckets[index];
    return bucket ? segment(byKey.get(keyOf(each)), keyOf(each), bucket, isHourly) : [];
  });
}

function segment(
  device: Device | undefined,
  key: string,
  bucket: Bucket,
  isHourly: boolean,
): Segment[] {
  if (bucket.energy_kwh === null) return [];
  const limit = device && isHourly ? limitAt(device, bucket.starts_at) : null;
  // The service decides whether an hour is over its limit; only the excess is computed here.
  const isOver = bucket.over_limit_hours > 0 && limit !== null;
  const excessKwh = isOver ? Math.max(0, bucket.energy_kwh - limit) : 0;
  return [{ key, kwh: bucket.energy_kwh, excessKwh, state: bucket.state }];
}

/** Return the limit that is valid for the hour that starts at `startsAt`. */
export function limitAt({ limits }: Device, startsAt: string): number | null {
  const at = new Date(startsAt).getTime();
  return limits.findLast((each) => new Date(each.valid_from).getTime() <= at)?.limit_kwh ?? null;
}

/** Return the devices of a response that add up to its bars, and those that are only calculated
 * from them. */
export function addedDevices({ devices, series }: RangeConsumption): {
  added: Device[];
  notAdded: Device[];
} {
  const apart = new Set((series ?? []).filter((each) => !each.counted).map(keyOf));
  const all = devices ?? [];
  return {
    added: all.filter((each) => !apart.has(keyOf(each))),
    notAdded: all.filter((each) => apart.has(keyOf(each))),
  };
}

function isWithin(now: Date, { starts_at, ends_at }: Bucket): boolean {
  return new Date(starts_at) <= now && now < new Date(ends_at);
}

/** Return the largest value of the chart (kWh): bars, limits and comparison values. */
export function highest(bars: Bar[]): number {
  return bars.reduce(
    (most, bar) => Math.max(most, bar.kwh ?? 0, bar.limitKwh ?? 0, bar.otherKwh ?? 0),
    0,
  );
}

/** Return whether an hourly range is a day of 23 or 25 hours. */
export function isClockChangeDay(bars: Bar[], resolution: string, days: number): boolean {
  return resolution === "hour" && days === 1 && (bars.length === 23 || bars.length === 25);
}
