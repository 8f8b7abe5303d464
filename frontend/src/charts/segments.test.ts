import { expect, test } from "vitest";
import type { Bucket, RangeConsumption } from "./bars";
import { segmentsOf, shownDevices } from "./segments";

type Series = NonNullable<RangeConsumption["series"]>[number];
type Rest = NonNullable<Series["rest"]>;

const STARTS_AT = "2026-03-01T00:00:00Z";
const TOTAL: RangeConsumption["total"] = {
  energy_kwh: 0,
  coverage: 1,
  state: "measured",
  readings: 0,
  over_limit_hours: 0,
};

function bucket(energy_kwh: number | null): Bucket {
  return {
    starts_at: STARTS_AT,
    ends_at: "2026-03-01T01:00:00Z",
    energy_kwh,
    coverage: energy_kwh === null ? 0 : 1,
    state: energy_kwh === null ? "missing" : "measured",
    readings: 1,
    over_limit_hours: 0,
  };
}

function series(device_id: string, kwh: number | null, fields: Partial<Series> = {}): Series {
  return {
    device_id,
    channel: "import",
    counted: true,
    part_of: null,
    rest: null,
    buckets: [bucket(kwh)],
    total: TOTAL,
    ...fields,
  };
}

function part(device_id: string, kwh: number | null, of: string, fields: Partial<Series> = {}) {
  const part_of = { device_id: of, channel: "import" };
  return series(device_id, kwh, { counted: false, part_of, ...fields });
}

function rest(energy_kwh: number | null): Rest {
  const below_zero = energy_kwh !== null && energy_kwh < 0;
  const buckets = [{ starts_at: STARTS_AT, energy_kwh, state: "measured" as const, below_zero }];
  return { buckets, energy_kwh, state: "measured", below_zero };
}

function answer(total: number | null, all: Series[]): RangeConsumption {
  return {
    from: "2026-03-01",
    to: "2026-03-02",
    time_zone: "UTC",
    resolution: "hour",
    unit: "kWh",
    device_count: 1,
    devices: all.map(({ device_id, channel }) => ({
      device_id,
      name: device_id,
      channel,
      time_zone: "UTC",
      limits: [],
    })),
    buckets: [bucket(total)],
    total: TOTAL,
    peak: null,
    series: all,
    comparison: null,
  };
}

function stacked(total: number | null, all: Series[]): [string, number][] {
  return segmentsOf(answer(total, all), 0).map(({ key, amount }) => [key, amount]);
}

test("what is calculated from devices that are shown is not stacked on them", () => {
  const all = [series("pump", 2), series("building", 2, { counted: false })];

  expect(stacked(2, all)).toEqual([["pump/import", 2]]);
  expect(shownDevices(answer(2, all)).notAdded.map(({ name }) => name)).toEqual(["building"]);
});

test("a meter with submeters is stacked as these and the rest", () => {
  const all = [series("house", 5, { rest: rest(2) }), part("car", 3, "house")];

  expect(stacked(5, all)).toEqual([
    ["car/import", 3],
    ["house/import/rest", 2],
  ]);
  expect(shownDevices(answer(5, all)).notAdded).toEqual([]);
  expect(shownDevices(answer(5, all)).stacked.map(({ key }) => key)).toEqual([
    "house/import",
    "house/import/rest",
    "car/import",
  ]);
});

test("submeters of submeters are stacked once", () => {
  const all = [
    series("house", 5, { rest: rest(2) }),
    part("flat", 3, "house", { rest: rest(1) }),
    part("oven", 2, "flat"),
  ];

  expect(stacked(5, all)).toEqual([
    ["oven/import", 2],
    ["flat/import/rest", 1],
    ["house/import/rest", 2],
  ]);
});

test("a meter is shown whole where the rest is unknown or below zero, and that is said", () => {
  const below = [series("house", 2, { rest: rest(-1) }), part("car", 3, "house")];
  const unknown = [series("house", 2, { rest: rest(null) }), part("car", null, "house")];

  expect(stacked(2, below)).toEqual([["house/import", 2]]);
  expect(stacked(2, unknown)).toEqual([["house/import", 2]]);
  expect(shownDevices(answer(2, below)).belowZero.map(({ count }) => count)).toEqual([1]);
  expect(shownDevices(answer(2, unknown)).belowZero).toEqual([]);
});

test("a submeter that the total holds, before the meter above it reported, is shown", () => {
  const all = [series("house", null, { rest: rest(null) }), part("car", 3, "house")];

  expect(stacked(3, all)).toEqual([["car/import", 3]]);
  expect(stacked(null, all)).toEqual([]);
});
