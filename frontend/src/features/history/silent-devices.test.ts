import { expect, test } from "vitest";
import type { LatestOfDevice } from "@/features/today/latest";
import { reportingSince } from "./silent-devices";

function device(name: string, endsAt: string | null): LatestOfDevice {
  return {
    device_id: name,
    device_name: name,
    time_zone: "UTC",
    state: "live",
    expected_by: null,
    silent_since: null,
    clock_ahead_s: null,
    heard_at: null,
    reading:
      endsAt === null
        ? null
        : { measured_at: endsAt, ends_at: endsAt, energy_kwh: 1, interval_s: 900, power_kw: 4 },
    today: { date: "2026-03-01", energy_kwh: null },
    hour: {
      starts_at: "2026-03-01T00:00:00Z",
      energy_kwh: null,
      limit_kwh: null,
      over_limit: false,
      share_of_limit: null,
    },
  };
}

const OLD = device("old", "2014-02-28T00:00:00Z");
const NEW = device("new", "2026-03-01T10:00:00Z");

test("a device without readings in the period is left out and named", () => {
  expect(reportingSince("2026-01-01", [OLD, NEW], 2)).toEqual({
    devices: ["new"],
    leftOut: ["old"],
  });
});

test("it is included in periods in which it reported", () => {
  expect(reportingSince("2014-02-28", [OLD, NEW], 2).leftOut).toEqual([]);
});

test("a calculated device is never silent, and alone doesn't make the others left out", () => {
  const house = { ...device("house", null), state: "calculated" as const };

  expect(reportingSince("2026-01-01", [OLD, NEW, house], 3).devices).toEqual(["new", "house"]);
  expect(reportingSince("2026-01-01", [OLD, house], 2).devices).toBeUndefined();
});

test("all devices are requested if none would remain or not all are known", () => {
  expect(reportingSince("2026-01-01", [OLD], 1).devices).toBeUndefined();
  expect(reportingSince("2026-01-01", [OLD, NEW], 900).devices).toBeUndefined();
});
