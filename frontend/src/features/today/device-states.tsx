import { Link } from "@tanstack/react-router";
import { type Bar, barsOf, limitAt, type RangeConsumption } from "@/charts/bars";
import { useLanguage } from "@/language/language";
import { Nearness } from "./nearness";

interface DeviceToday {
  id: string;
  name: string;
  todayKwh: number | null;
  hourKwh: number | null;
  limitKwh: number | null;
}

/** Each device with what it used today and how near this hour is to its limit. */
export function DeviceStates({ consumption }: { consumption: RangeConsumption }) {
  const { words } = useLanguage();
  const devices = devicesToday(consumption);
  return (
    <section aria-labelledby="devices-today">
      <h2 id="devices-today" className="font-semibold">
        {words.nav.devices}
      </h2>
      <ul className="mt-2 border-line border-t">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
    </section>
  );
}

function DeviceRow({ device }: { device: DeviceToday }) {
  const { words, format } = useLanguage();
  return (
    <li className="border-line border-b py-3.5">
      <div className="flex items-baseline justify-between gap-4">
        <Link
          to="/history"
          search={{ device: device.id }}
          className="truncate underline-offset-4 hover:underline"
        >
          {device.name}
        </Link>
        <span className="whitespace-nowrap font-semibold">
          {device.todayKwh === null ? (
            <span className="font-normal text-soft">{words.today.silent}</span>
          ) : (
            format.energyText(device.todayKwh)
          )}
        </span>
      </div>
      <Nearness hourKwh={device.hourKwh} limitKwh={device.limitKwh} />
    </li>
  );
}

function devicesToday(consumption: RangeConsumption): DeviceToday[] {
  const current: Bar | undefined = barsOf(consumption).find(({ isCurrent }) => isCurrent);
  return (consumption.devices ?? []).map((device) => {
    const series = consumption.series?.find(({ device_id }) => device_id === device.device_id);
    const own = current?.segments.find(({ deviceId }) => deviceId === device.device_id);
    return {
      id: device.device_id,
      name: device.name,
      todayKwh: series?.total.energy_kwh ?? null,
      hourKwh: own?.kwh ?? null,
      limitKwh: current ? limitAt(device, current.startsAt) : null,
    };
  });
}
