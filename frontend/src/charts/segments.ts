import {
  amountOf,
  type Bucket,
  type Device,
  keyOf,
  limitAt,
  type RangeConsumption,
  type Segment,
} from "./bars";

/** Sums of decimals differ by less (kWh, m³ …). */
const ROUNDING = 1e-6;

type Series = NonNullable<RangeConsumption["series"]>[number];

/** Return the key of what a meter measures beyond its submeters. */
export function restKeyOf(series: Pick<Device, "device_id" | "channel">): string {
  return `${keyOf(series)}/rest`;
}

/** Return what is stacked in a bar: each series that counts, a meter with submeters as these and
 * the rest. */
export function segmentsOf(
  { series, devices, buckets, resolution }: RangeConsumption,
  index: number,
): Segment[] {
  const byKey = new Map((devices ?? []).map((each) => [keyOf(each), each]));
  const isHourly = resolution === "hour";
  if (!series) {
    const bucket = buckets[index];
    const only = byKey.size === 1 ? [...byKey.values()][0] : undefined;
    return bucket ? segment(only, only ? keyOf(only) : "", bucket, isHourly) : [];
  }
  const own = (each: Series): Segment[] => {
    const bucket = each.buckets[index];
    return bucket ? segment(byKey.get(keyOf(each)), keyOf(each), bucket, isHourly) : [];
  };
  // What is calculated from devices that are shown is not stacked on top of them.
  const stacked = series
    .filter(({ counted }) => counted)
    .flatMap((each) => split(each, series, index, own));
  return [...stacked, ...countedBefore(stacked, series, amountOf(bucketAt(buckets, index)), own)];
}

function bucketAt(buckets: Bucket[], index: number): Bucket {
  const bucket = buckets[index];
  if (!bucket) throw new RangeError(`There is no bucket ${index}.`);
  return bucket;
}

/** Return submeters that the total holds: for the time before the meter above them reported. */
function countedBefore(
  stacked: Segment[],
  all: Series[],
  total: number | null,
  own: (series: Series) => Segment[],
): Segment[] {
  const drawn = new Set(stacked.map(({ key }) => key));
  let missing = (total ?? 0) - stacked.reduce((sum, { amount }) => sum + amount, 0);
  const found: Segment[] = [];
  for (const each of all) {
    if (each.counted || !each.part_of || drawn.has(keyOf(each))) continue;
    for (const part of own(each)) {
      if (part.amount <= 0 || part.amount > missing + ROUNDING) continue;
      missing -= part.amount;
      found.push(part);
    }
  }
  return found;
}

/** Return a series as its submeters and the rest, where the rest is known and not below zero. */
function split(
  whole: Series,
  all: Series[],
  index: number,
  own: (series: Series) => Segment[],
): Segment[] {
  const rest = whole.rest?.buckets[index];
  if (!rest || rest.energy_kwh === null || rest.below_zero) return own(whole);
  const parts = all.filter(({ part_of }) => part_of && keyOf(part_of) === keyOf(whole));
  const amount = rest.energy_kwh;
  const remaining = { key: restKeyOf(whole), amount, excess: 0, state: rest.state };
  return [...parts.flatMap((each) => split(each, all, index, own)), remaining];
}

function segment(
  device: Device | undefined,
  key: string,
  bucket: Bucket,
  isHourly: boolean,
): Segment[] {
  const amount = amountOf(bucket);
  if (amount === null) return [];
  const limit = device && isHourly ? limitAt(device, bucket.starts_at) : null;
  // The service decides whether an hour is over its limit; only the excess is computed here.
  const isOver = bucket.over_limit_hours > 0 && limit !== null;
  const excess = isOver ? Math.max(0, amount - limit) : 0;
  return [{ key, amount, excess, state: bucket.state }];
}

/** A series as the legend names it. */
export interface Listed {
  key: string;
  device: Device;
  /** True for what a meter measures beyond its submeters. */
  isRest: boolean;
}

/** What a chart shows of its devices. */
export interface Shown {
  /** What is stacked, in this order. */
  stacked: Listed[];
  /** Devices that are only calculated from those. */
  notAdded: Device[];
  /** Meters whose submeters measured more than they did, with the number of intervals. */
  belowZero: { device: Device; count: number }[];
}

/** Return what is stacked of the devices of a response, and what is not. */
export function shownDevices({ devices, series }: RangeConsumption): Shown {
  const byKey = new Map((series ?? []).map((each) => [keyOf(each), each]));
  const shown: Shown = { stacked: [], notAdded: [], belowZero: [] };
  for (const device of devices ?? []) {
    const key = keyOf(device);
    const own = byKey.get(key);
    if (own && !own.counted && !own.part_of) {
      shown.notAdded.push(device);
      continue;
    }
    shown.stacked.push({ key, device, isRest: false });
    if (own?.rest) {
      shown.stacked.push({ key: restKeyOf(own), device, isRest: true });
      const count = own.rest.buckets.filter(({ below_zero }) => below_zero).length;
      if (count > 0) shown.belowZero.push({ device, count });
    }
  }
  return shown;
}
