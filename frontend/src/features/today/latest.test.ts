import { expect, test } from "vitest";
import {
  devicesOfToday,
  isInactive,
  type Latest,
  type LatestOfDevice,
  livePowerKw,
} from "./latest";

const NOW = "2026-03-01T12:00:00Z";

function device(name: string, fields: Partial<LatestOfDevice>): LatestOfDevice {
  return {
    device_id: name,
    device_name: name,
    time_zone: "UTC",
    state: "live",
    silent_since: null,
    clock_ahead_s: null,
    heard_at: null,
    expected_by: null,
    reading: null,
    today: { date: "2026-03-01", energy_kwh: 7 },
    hour: {
      starts_at: NOW,
      energy_kwh: 0.5,
      limit_kwh: null,
      over_limit: false,
      share_of_limit: null,
    },
    ...fields,
  };
}

function readUntil(ends_at: string): LatestOfDevice["reading"] {
  return { measured_at: ends_at, ends_at, interval_s: 60, energy_kwh: 0.02, power_kw: 1.2 };
}

function latest(...items: LatestOfDevice[]): Latest {
  const pipeline = { state: "current" } as Latest["pipeline"];
  return { as_of: NOW, total: items.length, items, pipeline };
}

const METER = device("meter", { reading: readUntil(NOW) });
const OLD = device("old", { state: "silent", reading: readUntil("2026-02-01T00:00:00Z") });
const HOUSE = device("house", { state: "calculated" });

function names(devices: LatestOfDevice[]): string[] {
  return devices.map(({ device_name }) => device_name);
}

test("a calculated device counts for today though it has no readings", () => {
  expect(isInactive(HOUSE, NOW)).toBe(false);
  expect(names(devicesOfToday(latest(METER, OLD, HOUSE)))).toEqual(["meter", "house"]);
});

test("beside a calculated device all are shown if no meter reports", () => {
  expect(names(devicesOfToday(latest(OLD, HOUSE)))).toEqual(["old", "house"]);
});

test("the power right now is that of meters", () => {
  expect(livePowerKw(latest(METER, HOUSE))).toBe(1.2);
});
