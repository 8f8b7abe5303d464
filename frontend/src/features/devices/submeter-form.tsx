import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Channel, channelName } from "./channel-names";
import { DevicePicker } from "./formulas/device-picker";
import { type Device, useChangeWhole } from "./queries";

interface SubmeterFormProps {
  device: Device;
  channel: Channel;
  onDone: () => void;
}

/** Chooses the meter above a submeter: a channel of the same kind and unit. */
export function SubmeterForm({ device, channel, onDone }: SubmeterFormProps) {
  const { words } = useLanguage();
  const texts = words.submeters;
  const change = useChangeWhole(device.id, channel.code);
  const [main, setMain] = useState<Device>();
  const offered = main === undefined ? [] : wholesIn(main, device, channel);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("channel"));
    if (main) change.mutate({ device_id: main.id, channel: code }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <p className="text-soft">{texts.hint}</p>
      {main === undefined ? (
        <DevicePicker label={texts.pick} onPick={setMain} />
      ) : offered.length === 0 ? (
        <p role="status">{texts.none(main.name)}</p>
      ) : (
        <SelectField label={texts.channelOf(main.name)} name="channel">
          {offered.map((each) => (
            <option key={each.code} value={each.code}>
              {channelName(each, words)}
            </option>
          ))}
        </SelectField>
      )}
      {change.error && (
        <p role="alert" className="text-small">
          {explain(change.error, words)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {offered.length > 0 && (
          <Button type="submit" disabled={change.isPending}>
            {words.actions.save}
          </Button>
        )}
        {main !== undefined && (
          <Button variant="ghost" onClick={() => setMain(undefined)}>
            {texts.another}
          </Button>
        )}
        {channel.part_of && (
          <Button
            variant="ghost"
            disabled={change.isPending}
            onClick={() => change.mutate(null, { onSuccess: onDone })}
          >
            {texts.clear}
          </Button>
        )}
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Return the channels of a main meter that a submeter's channel can be a part of. */
export function wholesIn(main: Device, device: Device, part: Channel): Channel[] {
  return main.channels.filter(
    (each) =>
      !each.removed &&
      each.kind === part.kind &&
      each.unit === part.unit &&
      !(main.id === device.id && each.code === part.code),
  );
}
