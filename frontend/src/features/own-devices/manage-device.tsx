import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, buttonClass } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { explain } from "@/components/states";
import { Channels } from "@/features/devices/channels";
import { Credential } from "@/features/devices/credential";
import { DeviceForm } from "@/features/devices/device-form";
import {
  type Device,
  useDeleteDevice,
  useEditDevice,
  useFreeDevice,
} from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { ConnectionHelp } from "./connection-help";

/** A device that its owner manages: name, limit, channels, credential, and its end. */
export function ManageDevice({ device, onClose }: { device: Device; onClose: () => void }) {
  const { words } = useLanguage();
  const edit = useEditDevice(device.id);
  const [isLeaving, setLeaving] = useState(false);
  if (isLeaving) {
    return <Removal device={device} onClose={onClose} onBack={() => setLeaving(false)} />;
  }
  return (
    <Dialog title={device.name} onClose={onClose}>
      <div className="grid gap-5">
        <DeviceForm
          device={device}
          action={words.actions.save}
          error={edit.error}
          isBusy={edit.isPending}
          onSubmit={(body) => edit.mutate(body, { onSuccess: onClose })}
        />
        <Channels device={device} />
        <Credential deviceId={device.id} />
        <ConnectionHelp deviceId={device.id} />
        <p className="flex flex-wrap justify-between gap-2 border-line border-t pt-4">
          <Link to="/imports" search={{ device: device.id }} className={buttonClass("secondary")}>
            {words.own.importFile}
          </Link>
          <Button variant="ghost" onClick={() => setLeaving(true)}>
            {device.added_by === device.owner_id ? words.actions.delete : words.own.giveBack}
          </Button>
        </p>
      </div>
    </Dialog>
  );
}

interface RemovalProps {
  device: Device;
  onClose: () => void;
  onBack: () => void;
}

/** Deletes a device that the user added; gives back one that an administrator added. */
function Removal({ device, onClose, onBack }: RemovalProps) {
  const { words } = useLanguage();
  const deletion = useDeleteDevice(device.id);
  const release = useFreeDevice(device.id);
  const isOwn = device.added_by === device.owner_id;
  const removal = isOwn ? deletion : release;
  const title = isOwn ? words.devices.deleteTitle(device.name) : words.own.giveBackOf(device.name);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-4">
        <p>{isOwn ? words.devices.deleteReadings : words.own.giveBackHint}</p>
        <p>{words.own.historyStays}</p>
        {removal.error && <p role="alert">{explain(removal.error, words)}</p>}
        <div className="flex flex-wrap justify-between gap-3">
          <Button
            disabled={removal.isPending}
            onClick={() => removal.mutate(undefined, { onSuccess: onClose })}
            className="border-ink font-semibold"
          >
            {isOwn ? words.devices.deleteDo : words.own.giveBackDo}
          </Button>
          <Button variant="ghost" onClick={onBack}>
            {words.actions.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
