import { amountOf, type Bucket, type RangeConsumption } from "@/charts/bars";

/** So much of an hour has to be covered by readings for it to count as whole. */
const WHOLE = 0.995;

interface Measured {
  imported: RangeConsumption;
  /** Undefined where the home has no such channel. */
  exported: RangeConsumption | undefined;
  produced: RangeConsumption | undefined;
}

/** What came in, went out and was made, over the hours that are whole in each direction (kWh). */
export interface Balance {
  hours: number;
  /** Hours that are over, but not covered by readings in each direction. */
  hoursLeftOut: number;
  imported: number;
  exported: number;
  produced: number;
  /** What the home used of its own production. */
  ownUse: number;
  used: number;
  /** Own use as a share of production; null without any. */
  selfConsumption: number | null;
  /** Own use as a share of what was used; null without any. */
  autarky: number | null;
}

/** Why the shares are not known. */
export type Unknown = "production_not_measured" | "no_whole_hours" | "more_out_than_made";

/** Return the balance of a day so far, or why there is none. */
export function balanceOf(
  { imported, exported, produced }: Measured,
  now: Date = new Date(),
): Balance | Unknown {
  if (produced === undefined) return "production_not_measured";
  const over = imported.buckets.filter(({ ends_at }) => new Date(ends_at) <= now);
  const sums = { hours: 0, imported: 0, exported: 0, produced: 0 };
  const [out, made] = [byStart(exported), byStart(produced)];
  for (const hour of over) {
    const taken = whole(hour);
    const given = exported ? whole(out.get(hour.starts_at)) : 0;
    const gained = whole(made.get(hour.starts_at));
    if (taken === undefined || given === undefined || gained === undefined) continue;
    sums.hours += 1;
    sums.imported += taken;
    sums.exported += given;
    sums.produced += gained;
  }
  if (sums.hours === 0) return "no_whole_hours";
  const ownUse = sums.produced - sums.exported;
  if (ownUse < 0) return "more_out_than_made";
  const used = sums.imported + ownUse;
  return {
    ...sums,
    hoursLeftOut: over.length - sums.hours,
    ownUse,
    used,
    selfConsumption: sums.produced > 0 ? ownUse / sums.produced : null,
    autarky: used > 0 ? ownUse / used : null,
  };
}

function byStart(range: RangeConsumption | undefined): Map<string, Bucket> {
  return new Map((range?.buckets ?? []).map((bucket) => [bucket.starts_at, bucket]));
}

/** Return the quantity of an hour that readings cover; undefined for any other. */
function whole(bucket: Bucket | undefined): number | undefined {
  if (bucket === undefined || bucket.coverage === null || bucket.coverage < WHOLE) return undefined;
  return amountOf(bucket) ?? undefined;
}
