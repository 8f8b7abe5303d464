import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUser } from "@/app/session";
import { Button } from "@/components/button";
import { PageHeader } from "@/components/page-header";
import { Loaded } from "@/components/states";
import { ClaimDevice } from "@/features/claims/claim-device";
import { AddDevice } from "@/features/own-devices/add-device";
import { FirstSteps } from "@/features/own-devices/first-steps";
import { ManageDevice } from "@/features/own-devices/manage-device";
import { isManager, ownQuery } from "@/features/own-devices/queries";
import { OwnRequests } from "@/features/own-devices/requests";
import { useLanguage } from "@/i18n/language";
import { ClockOfDevice } from "./clock-ahead";
import { DeviceDetails } from "./device-details";
import { EarlyWarning } from "./early-warning";
import { OwnerMaintenance } from "./maintenance";
import { type Device, devicesQuery } from "./queries";

/** A client's own devices with their details; the client changes those they manage. */
export function OwnDevices() {
  const { words } = useLanguage();
  const query = useQuery(devicesQuery({ limit: 200 }));
  const rules = useQuery(ownQuery).data;
  const [shown, setShown] = useState<string>();
  const [isClaiming, setClaiming] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const items = query.data?.items ?? [];
  const managed = items.find((each) => each.id === shown);
  const mayAdd = rules !== undefined && rules.mode !== "closed";
  return (
    <>
      <PageHeader title={words.nav.devices} hint={words.devices.ownHint}>
        {items.length > 0 && (
          <div className="flex flex-wrap gap-3">
            <Button onClick={() => setClaiming(true)}>{words.claims.step.title}</Button>
            {mayAdd && <Button onClick={() => setAdding(true)}>{words.own.add}</Button>}
          </div>
        )}
      </PageHeader>
      <Loaded query={query}>
        {({ items }) => (
          <FirstSteps isEmpty={items.length === 0}>
            <ul className="border-line border-t">
              {items.map((device) => (
                <OwnDevice key={device.id} device={device} onManage={() => setShown(device.id)} />
              ))}
            </ul>
            {rules && <OwnRequests requests={rules.requests} />}
          </FirstSteps>
        )}
      </Loaded>
      {managed && <ManageDevice device={managed} onClose={() => setShown(undefined)} />}
      {isClaiming && <ClaimDevice onClose={() => setClaiming(false)} />}
      {isAdding && rules && (
        <AddDevice rules={rules} next="connect" onClose={() => setAdding(false)} />
      )}
    </>
  );
}

function OwnDevice({ device, onManage }: { device: Device; onManage: () => void }) {
  const { words } = useLanguage();
  const user = useUser();
  return (
    <li className="grid gap-3 border-line border-b py-5">
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
      <div className="flex flex-wrap gap-x-2 gap-y-3 empty:hidden">
        {isManager(device, user.id) && (
          <Button onClick={onManage}>
            {words.own.manage}
            <span className="sr-only">: {device.name}</span>
          </Button>
        )}
        {device.max_consumption !== null && (
          <>
            <EarlyWarning deviceId={device.id} name={device.name} />
            <OwnerMaintenance deviceId={device.id} name={device.name} />
          </>
        )}
      </div>
    </li>
  );
}
