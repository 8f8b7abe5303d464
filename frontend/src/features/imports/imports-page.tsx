import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { NotFoundPage } from "@/app/not-found-page";
import { useUser } from "@/app/session";
import { PageHeader } from "@/components/page-header";
import { Loaded } from "@/components/states";
import { deviceQuery } from "@/features/devices/queries";
import { isManager } from "@/features/own-devices/queries";
import { useLanguage } from "@/i18n/language";
import { DeviceChoice } from "./device-choice";
import { ImportForm } from "./import-form";
import { ImportList } from "./import-list";

const route = getRouteApi("/imports");

/**
 * Imports history from files, one device at a time, and lists past imports. Clients see the page
 * of devices that they manage; the services check that themselves.
 */
export function ImportsPage() {
  const { device } = route.useSearch();
  const isAdmin = useUser().role === "ADMIN";
  if (device) return <OfDevice key={device} deviceId={device} />;
  return isAdmin ? <OfAll /> : <NotFoundPage />;
}

function OfAll() {
  const { words } = useLanguage();
  return (
    <>
      <PageHeader title={words.imports.title} hint={words.imports.allHint} />
      <DeviceChoice />
      <ImportList deviceId={undefined} />
    </>
  );
}

function OfDevice({ deviceId }: { deviceId: string }) {
  const { words } = useLanguage();
  const user = useUser();
  const isAdmin = user.role === "ADMIN";
  const query = useQuery(deviceQuery(deviceId));
  if (!isAdmin && query.data && !isManager(query.data, user.id)) return <NotFoundPage />;
  return (
    <Loaded query={query}>
      {(device) => (
        <>
          <PageHeader title={words.imports.titleOf(device.name)} hint={words.imports.hint}>
            <div className="flex flex-wrap gap-x-5 text-small">
              <Link
                to="/history"
                search={{ device: deviceId }}
                className="underline underline-offset-4"
              >
                {words.devices.toHistory}
              </Link>
              {isAdmin && (
                <Link to="/imports" className="underline underline-offset-4">
                  {words.imports.otherDevice}
                </Link>
              )}
            </div>
          </PageHeader>
          <ImportForm device={device} />
          <ImportList deviceId={deviceId} />
        </>
      )}
    </Loaded>
  );
}
