import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "@/components/page-header";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { ClockOfDevice } from "./clock-ahead";
import { DeviceDetails } from "./device-details";
import { EarlyWarning } from "./early-warning";
import { OwnerMaintenance } from "./maintenance";
import { devicesQuery } from "./queries";

/** A client's own devices with their details. */
export function OwnDevices() {
  const { words } = useLanguage();
  const query = useQuery(devicesQuery({ limit: 200 }));
  return (
    <>
      <PageHeader title={words.nav.devices} hint={words.devices.ownHint} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.devices.none}>{words.devices.noneHint}</EmptyState>
          ) : (
            <ul className="border-line border-t">
              {items.map((device) => (
                <li key={device.id} className="grid gap-3 border-line border-b py-5">
                  <div className="flex flex-wrap items-baseline justify-between gap-x-6">
                    <h2 className="font-semibold">{device.name}</h2>
                    <Link
                      to="/history"
                      search={{ device: device.id }}
                      className="text-small underline underline-offset-4"
                    >
                      {words.devices.toHistory}
                      <span className="sr-only">: {device.name}</span>
                    </Link>
                  </div>
                  {device.description && <p className="text-soft">{device.description}</p>}
                  <ClockOfDevice deviceId={device.id} />
                  <DeviceDetails device={device} />
                  {device.max_consumption !== null && (
                    <div className="flex flex-wrap gap-x-2 gap-y-3">
                      <EarlyWarning deviceId={device.id} name={device.name} />
                      <OwnerMaintenance deviceId={device.id} name={device.name} />
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
