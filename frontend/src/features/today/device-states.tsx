import { Link } from "@tanstack/react-router";
import { ClockAhead } from "@/features/devices/clock-ahead";
import { useLanguage } from "@/i18n/language";
import { isInactive, type Latest, type LatestOfDevice } from "./latest";
import { LimitGauge } from "./limit-gauge";

/** Each device with today's energy, its state, and how close it is to its limit. */
export function DeviceStates({ latest }: { latest: Latest }) {
  const { words } = useLanguage();
  return (
    <section aria-labelledby="devices-today">
      <h2 id="devices-today" className="font-semibold">
        {words.nav.devices}
      </h2>
      <ul className="mt-2 border-line border-t">
        {latest.items.map((device) => (
          <DeviceRow
            key={device.device_id}
            device={device}
            isInactive={isInactive(device, latest.as_of)}
          />
        ))}
      </ul>
    </section>
  );
}

function DeviceRow({ device, isInactive }: { device: LatestOfDevice; isInactive: boolean }) {
  const { format } = useLanguage();
  const { device_id, device_name, today, hour } = device;
  return (
    <li className="border-line border-b py-3.5">
      <div className="flex items-baseline justify-between gap-4">
        <Link
          to="/history"
          search={{ device: device_id }}
          className="truncate underline-offset-4 hover:underline"
        >
          {device_name}
        </Link>
        {today.energy_kwh !== null && (
          <span className="whitespace-nowrap font-semibold">
            {format.energyText(today.energy_kwh)}
          </span>
        )}
      </div>
      {!isInactive && (
        <LimitGauge
          hourKwh={hour.energy_kwh}
          limitKwh={hour.limit_kwh}
          isCalculated={device.state === "calculated"}
        />
      )}
      <State device={device} />
      <ClockAhead latest={device} />
    </li>
  );
}

type Language = ReturnType<typeof useLanguage>;

/** Return what is known of this hour, for a device that has no readings of its own. */
function calculatedText(
  { hour }: LatestOfDevice,
  words: Language["words"],
  format: Language["format"],
): string {
  // With a limit, the gauge says what the hour holds.
  if (hour.energy_kwh === null || hour.limit_kwh !== null) return words.today.calculated;
  return words.today.calculatedHour(format.energyText(hour.energy_kwh));
}

/** The state of a device: live with its power, or the time of its last reading. */
function State({ device }: { device: LatestOfDevice }) {
  const { words, format } = useLanguage();
  const { state, reading, silent_since, time_zone } = device;
  const look = "text-small text-soft";
  if (state === "calculated")
    return <p className={look}>{calculatedText(device, words, format)}</p>;
  const silentAt = state === "silent" ? (silent_since ?? reading?.ends_at) : undefined;
  if (silentAt) {
    return <p className={look}>{words.today.silentSince(format.moment(silentAt, time_zone))}</p>;
  }
  if (reading === null && device.clock_ahead_s !== null) return null;
  if (state === "never" || state === "silent" || reading === null) {
    return <p className={look}>{words.today.never}</p>;
  }
  const readAt = format.time(reading.ends_at, time_zone);
  const power = reading.power_kw === null ? "" : format.powerText(reading.power_kw);
  return <p className={look}>{words.today.states[state](power, readAt)}</p>;
}
