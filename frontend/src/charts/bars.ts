import type { components } from "@/api/generated/monitoring";
import { segmentsOf } from "./segments";

export type RangeConsumption = components["schemas"]["RangeConsumption"];
export type Bucket = components["schemas"]["Bucket"];
export type BucketState = Bucket["state"];
export type Device = components["schemas"]["ConsumptionDevice"];
type Total = RangeConsumption["total"];
type Limit = Device["limits"][number];

/** The quantity of one series (a device, or one of its channels) within a bar, and how much of it
 * is above its limit. A negative one is drawn below the axis. */
export interface Segment {
  key: string;
  amount: number;
  excess: number;
  state: BucketState;
}

/** What went the other way in an interval; drawn below the axis. */
export interface Below {
  /** Null if unknown, which is not 0. */
  amount: number | null;
  coverage: number | null;
  state: BucketState;
}

/** An interval of the chart with everything that is shown about it, in the unit of the answer. */
export interface Bar {
  startsAt: string;
  endsAt: string;
  /** Null if unknown, which is not 0. */
  amount: number | null;
  coverage: number | null;
  state: BucketState;
  readings: number;
  overLimitHours: number;
  /**
   * The limit of this hour; null without a limit, for several devices, and above hour resolution.
   */
  limit: number | null;
  segments: Segment[];
  /** The quantity in the comparison period; undefined without a comparison. */
  other?: number | null;
  /** Undefined where only one direction is shown. */
  below?: Below;
  isCurrent: boolean;
}

/** Return the quantity of a bucket or a total in the unit of its answer. */
export function amountOf({ energy_kwh, value }: Bucket | Total): number | null {
  // An answer in another unit than kWh has values.
  return value === undefined ? energy_kwh : value;
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
      amount: amountOf(bucket),
      coverage: bucket.coverage,
      state: bucket.state,
      readings: bucket.readings,
      overLimitHours: bucket.over_limit_hours,
      limit: isHourly && only ? limitAt(only, bucket.starts_at) : null,
      segments: segmentsOf(consumption, index),
      isCurrent: isWithin(now, bucket),
      ...(others ? { other: others[index]?.energy_kwh ?? null } : {}),
    };
  });
}

/** The key of what is drawn below the axis. */
export const BELOW = "below";

/** Return the bars of what came in, with what went out in the same intervals below the axis. */
export function barsOfBoth(
  imported: RangeConsumption,
  exported: RangeConsumption,
  now: Date = new Date(),
): Bar[] {
  const out = new Map(exported.buckets.map((bucket) => [bucket.starts_at, bucket]));
  return barsOf(imported, now).map((bar) => {
    const bucket = out.get(bar.startsAt);
    if (bucket === undefined) return bar;
    const { coverage, state } = bucket;
    const amount = amountOf(bucket);
    const segment = { key: BELOW, amount: -(amount ?? 0), excess: 0, state };
    return {
      ...bar,
      below: { amount, coverage, state },
      segments: amount === null ? bar.segments : [...bar.segments, segment],
    };
  });
}

/** Return the limit that is valid for the hour that starts at `startsAt`. */
export function limitAt({ limits }: Device, startsAt: string): number | null {
  const at = new Date(startsAt).getTime();
  const valid = limits.findLast((each) => new Date(each.valid_from).getTime() <= at);
  return valid ? limitOf(valid) : null;
}

function limitOf({ limit, limit_kwh }: Limit): number | null {
  return limit === undefined ? limit_kwh : limit;
}

function isWithin(now: Date, { starts_at, ends_at }: Bucket): boolean {
  return new Date(starts_at) <= now && now < new Date(ends_at);
}

/** Return how far a bar reaches above and below the axis: what it stacks there. */
export function extentOf({ segments, amount }: Bar): { above: number; below: number } {
  const sum = (isBelow: boolean): number =>
    segments.reduce((all, each) => (each.amount < 0 === isBelow ? all + each.amount : all), 0);
  // Of more devices than are listed, only the sum is known.
  if (segments.length === 0) return { above: Math.max(0, amount ?? 0), below: 0 };
  return { above: sum(false), below: sum(true) };
}

/** Return the largest value of the chart: bars, limits and comparison values. */
export function highest(bars: Bar[]): number {
  return bars.reduce(
    (most, bar) => Math.max(most, extentOf(bar).above, bar.limit ?? 0, bar.other ?? 0),
    0,
  );
}

/** Return the smallest value of the chart: 0 unless something is below the axis. */
export function lowest(bars: Bar[]): number {
  return bars.reduce((least, bar) => Math.min(least, extentOf(bar).below, bar.other ?? 0), 0);
}

/** Return whether an hourly range is a day of 23 or 25 hours. */
export function isClockChangeDay(bars: Bar[], resolution: string, days: number): boolean {
  return resolution === "hour" && days === 1 && (bars.length === 23 || bars.length === 25);
}
