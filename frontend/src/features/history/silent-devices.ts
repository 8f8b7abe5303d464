import type { LatestOfDevice } from "@/features/today/latest";
import { dayOf } from "@/i18n/calendar";

const MOST_NAMED = 200;

interface Selection {
  /** The devices to request; undefined for all. */
  devices: string[] | undefined;
  /** Names of devices without readings in the period. */
  leftOut: string[];
}

/** Return the devices that may have readings since `from`: a silent device would make every sum of
 * several devices partial. If none or too many remain, return all. */
export function reportingSince(from: string, all: LatestOfDevice[], total: number): Selection {
  const isSilent = ({ reading, time_zone }: LatestOfDevice): boolean =>
    reading !== null && dayOf(new Date(reading.ends_at), time_zone) < from;
  const silent = all.filter(isSilent);
  const reporting = all.filter((device) => !isSilent(device));
  const isMetered = reporting.some(({ state }) => state !== "calculated");
  if (silent.length === 0 || !isMetered || total > all.length || total > MOST_NAMED) {
    return { devices: undefined, leftOut: [] };
  }
  return {
    devices: reporting.map(({ device_id }) => device_id),
    leftOut: silent.map(({ device_name }) => device_name),
  };
}
