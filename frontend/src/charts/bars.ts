import type { components } from "@/api/generated/monitoring";

export type RangeConsumption = components["schemas"]["RangeConsumption"];
export type Bucket = components["schemas"]["Bucket"];
export type BucketState = Bucket["state"];
type Device = components["schemas"]["ConsumptionDevice"];

/** One device's energy within a bar, and how much of it is above the device's limit. */
export interface Segment {
  deviceId: string;
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
  const byId = new Map((devices ?? []).map((each) => [each.device_id, each]));
  if (!series) {
    const bucket = buckets[index];
    const only = byId.size === 1 ? [...byId.values()][0] : undefined;
    return bucket ? segment(only, only?.device_id ?? "", bucket, isHourly) : [];
  }
  return series.flatMap(({ device_id, buckets: own }) => {
    const bucket = own[index];
    return bucket ? segment(byId.get(device_id), device_id, bucket, isHourly) : [];
  });
}

function segment(
  device: Device | undefined,
  deviceId: string,
  bucket: Bucket,
  isHourly: boolean,
): Segment[] {
  if (bucket.energy_kwh === null) return [];
  const limit = device && isHourly ? limitAt(device, bucket.starts_at) : null;
  // The service decides whether an hour is over its limit; only the excess is computed here.
  const isOver = bucket.over_limit_hours > 0 && limit !== null;
  const excessKwh = isOver ? Math.max(0, bucket.energy_kwh - limit) : 0;
  return [{ deviceId, kwh: bucket.energy_kwh, excessKwh, state: bucket.state }];
}

/** Return the limit that is valid for the hour that starts at `startsAt`. */
export function limitAt({ limits }: Device, startsAt: string): number | null {
  const at = new Date(startsAt).getTime();
  return limits.findLast((each) => new Date(each.valid_from).getTime() <= at)?.limit_kwh ?? null;
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
