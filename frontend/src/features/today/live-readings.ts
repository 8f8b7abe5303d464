import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LiveValue } from "@/live/channel";
import { useLive } from "@/live/live";
import { type Latest, type LatestOfDevice, latestQuery, REFRESH_MS } from "./latest";

/** The most devices that a socket can watch; beyond that the page polls. */
const MOST_WATCHED = 100;
const SUMS_EVERY_MS = 10_000;
const WHILE_LIVE_MS = 30_000;

/**
 * The latest reading per device: pushed by the socket when it is stored, or polled every few seconds
 * without a socket. Sums are never computed here: they are refetched after new readings, and from
 * time to time without any.
 */
export function useLatest(): { latest: UseQueryResult<Latest>; isPushed: boolean } {
  const { state, watch } = useLive();
  const queries = useQueryClient();
  const canWatch = (known: Latest | undefined): boolean =>
    state === "live" && known !== undefined && known.items.length <= MOST_WATCHED;
  const latest = useQuery({
    ...latestQuery(),
    refetchInterval: ({ state: { data } }) => (canWatch(data) ? WHILE_LIVE_MS : REFRESH_MS),
  });
  const ids = (latest.data?.items ?? []).map(({ device_id }) => device_id).join(" ");
  const isPushed = canWatch(latest.data);
  useEffect(() => {
    if (ids === "" || !isPushed) return;
    const sums = atMostEvery(SUMS_EVERY_MS, () => {
      void queries.invalidateQueries({ queryKey: ["latest"] });
      void queries.invalidateQueries({ queryKey: ["consumption"] });
    });
    const stop = watch(ids.split(" "), (readings) => {
      queries.setQueryData(
        latestQuery().queryKey,
        (before) => before && withReadings(before, readings),
      );
      sums.ask();
    });
    return () => {
      stop();
      sums.end();
    };
  }, [ids, isPushed, watch, queries]);
  return { latest, isPushed };
}

/** Return the response with new readings applied; older readings change nothing. */
export function withReadings(latest: Latest, readings: LiveValue[]): Latest {
  const byDevice = new Map(readings.map((each) => [each.device_id, each]));
  const items = latest.items.map((device) => {
    const value = byDevice.get(device.device_id);
    return value && isNews(device, value) ? withReading(device, value) : device;
  });
  return { ...latest, items };
}

function isNews({ reading }: LatestOfDevice, value: LiveValue): boolean {
  return reading === null || Date.parse(value.measured_at) >= Date.parse(reading.measured_at);
}

function withReading(device: LatestOfDevice, value: LiveValue): LatestOfDevice {
  const { measured_at, interval_s, energy_kwh, power_kw } = value;
  const endsAt = Date.parse(measured_at) + (interval_s ?? 0) * 1000;
  return {
    ...device,
    ...(device.clock_ahead_s === null ? stateAfterReading(device) : {}),
    reading: {
      measured_at,
      interval_s,
      energy_kwh,
      power_kw,
      ends_at: new Date(endsAt).toISOString(),
    },
  };
}

/** Return the state after a new reading: late and silent devices are live again; irregular ones stay so.
 * Not for a device whose clock is ahead: such a reading may be old. */
function stateAfterReading({
  state,
}: LatestOfDevice): Pick<LatestOfDevice, "state" | "silent_since"> {
  const isBack = state === "silent" || state === "unsure";
  return { state: isBack ? "live" : state, silent_since: null };
}

/** Run a function at once and then at most once per interval, including a last time. */
export function atMostEvery(
  everyMs: number,
  act: () => void,
): { ask: () => void; end: () => void } {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const ask = (): void => {
    if (resting !== undefined) {
      isWanted = true;
      return;
    }
    act();
    resting = setTimeout(() => {
      resting = undefined;
      if (isWanted) {
        isWanted = false;
        ask();
      }
    }, everyMs);
  };
  return { ask, end: () => clearTimeout(resting) };
}
