import { useQuery } from "@tanstack/react-query";
import { deviceLatestQuery, type LatestOfDevice } from "@/features/today/latest";
import { useLanguage } from "@/i18n/language";

/** Shows by how much a device's clock is ahead; nothing if it is right. */
export function ClockAhead({ latest }: { latest: LatestOfDevice }) {
  const { words, format } = useLanguage();
  const { clock_ahead_s, heard_at, time_zone } = latest;
  if (clock_ahead_s === null || heard_at === null) return null;
  return (
    <p className="text-small">
      {words.devices.clockAhead(clock_ahead_s, format.moment(heard_at, time_zone))}
    </p>
  );
}

/** The same for a device whose latest reading isn't loaded yet. */
export function ClockOfDevice({ deviceId }: { deviceId: string }) {
  const { data } = useQuery(deviceLatestQuery(deviceId));
  const latest = data?.items[0];
  return latest ? <ClockAhead latest={latest} /> : null;
}
