import { expect, test } from "vitest";
import {
  type Bucket,
  barsOf,
  barsOfBoth,
  extentOf,
  highest,
  isClockChangeDay,
  lowest,
  type RangeConsumption,
} from "./bars";
import { ticks } from "./scale";

const HOUR_MS = 3_600_000;
const FIRST = new Date("2026-03-01T00:00:00Z").getTime();

function bucket(hour: number, fields: Partial<Bucket>): Bucket {
  return {
    starts_at: new Date(FIRST + hour * HOUR_MS).toISOString(),
    ends_at: new Date(FIRST + (hour + 1) * HOUR_MS).toISOString(),
    energy_kwh: 1,
    coverage: 1,
    state: "measured",
    readings: 4,
    over_limit_hours: 0,
    ...fields,
  };
}

function consumption(fields: Partial<RangeConsumption>): RangeConsumption {
  return {
    from: "2026-03-01",
    to: "2026-03-02",
    time_zone: "UTC",
    resolution: "hour",
    unit: "kWh",
    device_count: 1,
    devices: [
      {
        device_id: "a",
        name: "Heat pump",
        channel: "import",
        time_zone: "UTC",
        limits: [
          { valid_from: "2000-01-01T00:00:00Z", limit_kwh: 2 },
          { valid_from: "2026-03-01T02:00:00Z", limit_kwh: 3 },
        ],
      },
    ],
    buckets: [],
    total: { energy_kwh: 0, coverage: 1, state: "measured", readings: 0, over_limit_hours: 0 },
    peak: null,
    series: null,
    comparison: null,
    ...fields,
  };
}

test("only the energy above the limit counts as excess", () => {
  const buckets = [
    bucket(1, { energy_kwh: 2.5, over_limit_hours: 1 }),
    bucket(2, { energy_kwh: 2.5 }),
  ];

  const [before, after] = barsOf(consumption({ buckets }));

  expect(before?.limit).toBe(2);
  expect(before?.segments).toEqual([
    { key: "a/import", amount: 2.5, excess: 0.5, state: "measured" },
  ]);
  expect(after?.limit).toBe(3);
  expect(after?.segments[0]?.excess).toBe(0);
});

test("a missing hour is unknown and has no segments", () => {
  const buckets = [bucket(0, { energy_kwh: null, coverage: null, state: "missing", readings: 0 })];

  const [bar] = barsOf(consumption({ buckets }));

  expect(bar?.amount).toBeNull();
  expect(bar?.segments).toEqual([]);
});

test("several devices are stacked with their own states and without a common limit", () => {
  const [device] = consumption({}).devices ?? [];
  if (!device) throw new Error("there is a device");
  const whole = bucket(0, { energy_kwh: 3.5, state: "partial", over_limit_hours: 1 });
  const first = bucket(0, { energy_kwh: 2.5, over_limit_hours: 1 });
  const second = bucket(0, { energy_kwh: 1, state: "partial" });
  const total = consumption({}).total;

  const [bar] = barsOf(
    consumption({
      devices: [device, { ...device, device_id: "b", name: "Shop", limits: [] }],
      device_count: 2,
      buckets: [whole],
      series: [
        {
          device_id: "a",
          channel: "import",
          counted: true,
          part_of: null,
          rest: null,
          buckets: [first],
          total,
        },
        {
          device_id: "b",
          channel: "import",
          counted: true,
          part_of: null,
          rest: null,
          buckets: [second],
          total,
        },
      ],
    }),
  );

  expect(bar?.limit).toBeNull();
  expect(bar?.segments.map(({ amount, excess, state }) => [amount, excess, state])).toEqual([
    [2.5, 0.5, "measured"],
    [1, 0, "partial"],
  ]);
});

test("what went to the grid stands below the axis, with its own state", () => {
  const imported = consumption({ buckets: [bucket(0, { energy_kwh: 2 }), bucket(1, {})] });
  const exported = consumption({
    buckets: [
      bucket(0, { energy_kwh: 0.5, state: "partial", coverage: 0.5 }),
      bucket(1, { energy_kwh: null, coverage: 0, state: "missing" }),
    ],
  });

  const [first, second] = barsOfBoth(imported, exported);

  expect(first?.below).toEqual({ amount: 0.5, coverage: 0.5, state: "partial" });
  expect(first && extentOf(first)).toEqual({ above: 2, below: -0.5 });
  expect(second?.below?.amount).toBeNull();
  expect(second && extentOf(second).below).toBe(0);
  expect(lowest(barsOfBoth(imported, exported))).toBe(-0.5);
});

test("a calculated bar below zero reaches below the axis", () => {
  const bars = barsOf(consumption({ buckets: [bucket(0, { energy_kwh: -1.5 })] }));

  expect(bars.map(extentOf)).toEqual([{ above: 0, below: -1.5 }]);
  expect(ticks(highest(bars), lowest(bars))).toEqual([-2, 0, 2]);
});

test("an answer in another unit than kWh is shown by its values", () => {
  const [bar] = barsOf(
    consumption({ unit: "m3", buckets: [bucket(0, { energy_kwh: null, value: 1.25 })] }),
  );

  expect(bar?.amount).toBe(1.25);
  expect(bar?.segments.map(({ amount }) => amount)).toEqual([1.25]);
});

test("a day has no limit of its own", () => {
  const [bar] = barsOf(
    consumption({ resolution: "day", buckets: [bucket(0, { over_limit_hours: 3 })] }),
  );

  expect(bar?.limit).toBeNull();
  expect(bar?.overLimitHours).toBe(3);
});

test("only the hour that includes now is current", () => {
  const buckets = [bucket(0, {}), bucket(1, {}), bucket(2, {})];

  const bars = barsOf(consumption({ buckets }), new Date(FIRST + HOUR_MS));

  expect(bars.map(({ isCurrent }) => isCurrent)).toEqual([false, true, false]);
});

test("the axis starts at zero, ends at a round number above the maximum, and has few ticks", () => {
  const bars = barsOf(consumption({ buckets: [bucket(0, { energy_kwh: 0.7 })] }));

  expect(highest(bars)).toBe(2);
  expect(ticks(3.35)).toEqual([0, 2, 4]);
  expect(ticks(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(3, -0.5)).toEqual([-2, 0, 2, 4]);
});

test("a day of 23 or 25 hours has a clock change; 25 hours of a week don't", () => {
  const hours = (count: number) =>
    barsOf(consumption({ buckets: Array.from({ length: count }, (_, hour) => bucket(hour, {})) }));

  expect(isClockChangeDay(hours(25), "hour", 1)).toBe(true);
  expect(isClockChangeDay(hours(24), "hour", 1)).toBe(false);
  expect(isClockChangeDay(hours(25), "hour", 7)).toBe(false);
});
