import type { LatestOfDevice } from "@/features/today/latest";
import { dayOf } from "@/i18n/calendar";

const MOST_NAMED = 200;

interface Choice {
  /** The devices to ask for; undefined for all there are. */
  devices: string[] | undefined;
  /** Names of those that were silent all the time. */
  leftOut: string[];
}

/** Of all devices those that may have reported since `from`: the silent would make a sum of
 * several look partial for ever. Where none is left, or they are too many to name, all. */
export function reportingSince(from: string, all: LatestOfDevice[], total: number): Choice {
  const isSilent = ({ reading, time_zone }: LatestOfDevice): boolean =>
    reading !== null && dayOf(new Date(reading.ends_at), time_zone) < from;
  const silent = all.filter(isSilent);
  const awake = all.filter((device) => !isSilent(device));
  if (silent.length === 0 || awake.length === 0 || total > all.length || total > MOST_NAMED) {
    return { devices: undefined, leftOut: [] };
  }
  return {
    devices: awake.map(({ device_id }) => device_id),
    leftOut: silent.map(({ device_name }) => device_name),
  };
}
