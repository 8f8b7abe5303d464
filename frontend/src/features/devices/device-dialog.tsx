import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, buttonClass } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { Channels } from "./channels";
import { ClockOfDevice } from "./clock-ahead";
import { Credential } from "./credential";
import { DeviceCreation } from "./device-creation";
import { DeviceForm } from "./device-form";
import { isVirtual } from "./formulas/words";
import { Maintenance } from "./maintenance";
import { OwnerChoice, OwnerLine } from "./owner-choice";
import { type Device, useDeleteDevice, useEditDevice } from "./queries";

interface DeviceDialogProps {
  device: Device | undefined;
  onClose: () => void;
}

export function DeviceDialog({ device, onClose }: DeviceDialogProps) {
  return device ? (
    <DeviceRoom device={device} onClose={onClose} />
  ) : (
    <DeviceCreation onClose={onClose} />
  );
}

type Room = "facts" | "owner" | "delete";

function DeviceRoom({ device, onClose }: { device: Device; onClose: () => void }) {
  const { words } = useLanguage();
  const [room, setRoom] = useState<Room>("facts");
  const edit = useEditDevice(device.id);
  const titles: Record<Room, string> = {
    facts: device.name,
    owner: words.devices.assignTitle(device.name),
    delete: words.devices.deleteTitle(device.name),
  };
  return (
    <Dialog title={titles[room]} onClose={onClose}>
      {room === "facts" && (
        <div className="grid gap-5">
          <OwnerLine device={device} onAssign={() => setRoom("owner")} />
          <ClockOfDevice deviceId={device.id} />
          <DeviceForm
            device={device}
            action={words.actions.save}
            error={edit.error}
            isBusy={edit.isPending}
            isMeasured={!isVirtual(device)}
            onSubmit={(body) => edit.mutate(body, { onSuccess: onClose })}
          />
          <Channels device={device} />
          <Maintenance deviceId={device.id} />
          {device.channels.some(({ calculated }) => !calculated) && (
            <Credential deviceId={device.id} />
          )}
          <p className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t pt-4 text-small">
            <span className="break-all text-soft">{device.id}</span>
            <span className="flex flex-wrap">
              {!isVirtual(device) && <ReadingsLinks device={device} />}
              <Button variant="ghost" onClick={() => setRoom("delete")}>
                {words.actions.delete}
              </Button>
            </span>
          </p>
        </div>
      )}
      {room === "owner" && <OwnerChoice device={device} onDone={() => setRoom("facts")} />}
      {room === "delete" && (
        <Deletion device={device} onDone={onClose} onBack={() => setRoom("facts")} />
      )}
    </Dialog>
  );
}

/** Imports and corrections are of readings, which a virtual device has none of. */
function ReadingsLinks({ device }: { device: Device }) {
  const { words } = useLanguage();
  return (
    <>
      <Link to="/imports" search={{ device: device.id }} className={buttonClass("ghost")}>
        {words.imports.title}
      </Link>
      <Link to="/corrections" search={{ device: device.id }} className={buttonClass("ghost")}>
        {words.corrections.toCorrect}
      </Link>
    </>
  );
}

interface DeletionProps {
  device: Device;
  onDone: () => void;
  onBack: () => void;
}

function Deletion({ device, onDone, onBack }: DeletionProps) {
  const { words } = useLanguage();
  const deletion = useDeleteDevice(device.id);
  return (
    <div className="grid gap-4">
      <p>{words.devices.deleteReadings}</p>
      <p>{words.devices.deleteHistory}</p>
      {deletion.error && <p role="alert">{explain(deletion.error, words)}</p>}
      <div className="flex flex-wrap justify-between gap-3">
        <Button
          disabled={deletion.isPending}
          onClick={() => deletion.mutate(undefined, { onSuccess: onDone })}
          className="border-ink font-semibold"
        >
          {words.devices.deleteDo}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {words.actions.cancel}
        </Button>
      </div>
    </div>
  );
}
