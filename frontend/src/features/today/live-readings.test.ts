import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Latest, LatestOfDevice } from "./latest";
import { atMostEvery, withReadings } from "./live-readings";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const READING = {
  measured_at: "2026-03-01T18:40:00Z",
  ends_at: "2026-03-01T18:41:00Z",
  interval_s: 60,
  energy_kwh: 0.02,
  power_kw: 1.2,
};
const VALUE = {
  device_id: "a",
  measured_at: "2026-03-01T18:41:00Z",
  interval_s: 60,
  energy_kwh: 0.025,
  power_kw: 1.5,
};

function latest(fields: Partial<LatestOfDevice>): Latest {
  const device: LatestOfDevice = {
    device_id: "a",
    device_name: "Heat pump",
    time_zone: "UTC",
    state: "live",
    silent_since: null,
    clock_ahead_s: null,
    heard_at: null,
    expected_by: null,
    reading: READING,
    hour: { energy_kwh: 0.5, limit_kwh: 2 } as LatestOfDevice["hour"],
    today: { energy_kwh: 7 } as LatestOfDevice["today"],
    ...fields,
  };
  return {
    as_of: "2026-03-01T18:41:00Z",
    total: 1,
    items: [device],
    pipeline: { state: "live", behind_s: 0, last_batch_at: null } as unknown as Latest["pipeline"],
  };
}

test("a pushed reading replaces an older one, and sums stay as they were loaded", () => {
  const [device] = withReadings(latest({}), [VALUE]).items;

  expect(device?.reading).toMatchObject({ power_kw: 1.5, ends_at: "2026-03-01T18:42:00.000Z" });
  expect(device?.today.energy_kwh).toBe(7);
});

test("an older reading changes nothing, a correction of the newest does", () => {
  const older = { ...VALUE, measured_at: "2026-03-01T18:39:00Z" };
  const corrected = { ...VALUE, measured_at: READING.measured_at, power_kw: 0.9 };

  expect(withReadings(latest({}), [older]).items[0]?.reading).toEqual(READING);
  expect(withReadings(latest({}), [corrected]).items[0]?.reading?.power_kw).toBe(0.9);
});

test("a silent device is live again, other devices are unchanged", () => {
  const silent = latest({ state: "silent", silent_since: READING.ends_at });

  expect(withReadings(silent, [VALUE]).items[0]).toMatchObject({
    state: "live",
    silent_since: null,
  });
  expect(withReadings(silent, [{ ...VALUE, device_id: "b" }]).items).toEqual(silent.items);
});

test("sums are loaded at once, then at most once per interval, including a last time", () => {
  const act = vi.fn();
  const sums = atMostEvery(1000, act);
  sums.ask();
  sums.ask();
  sums.ask();
  expect(act).toHaveBeenCalledTimes(1);

  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(2);

  vi.advanceTimersByTime(5000);
  expect(act).toHaveBeenCalledTimes(2);
});

test("a device whose clock is ahead isn't live because of an earlier reading", () => {
  const dead = latest({ state: "silent", silent_since: READING.ends_at, clock_ahead_s: 10_800 });
  expect(withReadings(dead, [VALUE]).items[0]).toMatchObject({
    state: "silent",
    silent_since: READING.ends_at,
  });
});
