import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { buttonClass } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Credential } from "@/features/devices/credential";
import { DeviceForm } from "@/features/devices/device-form";
import type { Device } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { ConnectionHelp } from "./connection-help";
import { type OwnDevicesRules, useAddOwnDevice } from "./queries";

/** What comes after the device was added. */
export type NextStep = "connect" | "import";

interface AddDeviceProps {
  rules: OwnDevicesRules;
  next: NextStep;
  onClose: () => void;
}

/** Adds a device of the user's own, or requests it, and leads to the next step. */
export function AddDevice({ rules, next, onClose }: AddDeviceProps) {
  const { words } = useLanguage();
  const addition = useAddOwnDevice();
  const [device, setDevice] = useState<Device>();
  const [isRequested, setRequested] = useState(false);
  const isDone = device !== undefined || isRequested;
  return (
    <Dialog title={device ? device.name : words.own.add} onClose={onClose}>
      {!isDone && (
        <div className="grid gap-4">
          <p>{words.own.modes[rules.mode]}</p>
          <DeviceForm
            device={undefined}
            action={rules.mode === "open" ? words.own.add : words.own.request}
            error={addition.error}
            isBusy={addition.isPending}
            onSubmit={(body) =>
              addition.mutate(body, {
                onSuccess: (added) => {
                  setDevice(added.device ?? undefined);
                  setRequested(added.request !== null);
                },
              })
            }
          />
        </div>
      )}
      {isRequested && <p role="status">{words.own.requested}</p>}
      {device && (
        <div className="grid gap-4">
          <p role="status">{words.own.added}</p>
          {next === "connect" && (
            <>
              <Credential deviceId={device.id} />
              <ConnectionHelp deviceId={device.id} />
            </>
          )}
          <Link
            to="/imports"
            search={{ device: device.id }}
            className={buttonClass(next === "import" ? "primary" : "secondary")}
          >
            {words.own.importFile}
          </Link>
        </div>
      )}
    </Dialog>
  );
}
