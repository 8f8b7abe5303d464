import { useState } from "react";
import { useUser } from "@/app/session";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";
import { explain } from "@/components/states";
import { unitSign } from "@/i18n/format";
import { useLanguage } from "@/i18n/language";
import { ChannelEdit } from "./channel-edit";
import {
  type Channel,
  channelName,
  KNOWN_CHANNELS,
  meaningInWords,
  nameOfCode,
} from "./channel-names";
import { CalculatedChannel } from "./formulas/calculated-channel";
import { FormulaForm } from "./formulas/formula-form";
import { FormulaText } from "./formulas/formula-text";
import { type Device, useAddChannel, useDeviceNames, useRemoveChannel } from "./queries";
import { SubmeterForm } from "./submeter-form";

type Act = "edit" | "formula" | "whole" | "remove";

/**
 * What a device measures or calculates. Who manages the device adds, changes and removes
 * channels; formulas are for administrators.
 */
export function Channels({ device }: { device: Device }) {
  const { words } = useLanguage();
  const isAdmin = useUser().role === "ADMIN";
  const [open, setOpen] = useState<{ code: string; act: Act }>();
  const close = (): void => setOpen(undefined);
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby="channels">
      <h3 id="channels" className="font-semibold text-small">
        {words.channels.title}
      </h3>
      <ul className="grid gap-3 text-small">
        {device.channels.map((channel) => (
          <li key={channel.code} className="grid gap-1">
            <ChannelLine device={device} channel={channel} />
            {open?.code === channel.code ? (
              <Opened device={device} channel={channel} act={open.act} onDone={close} />
            ) : (
              <Actions channel={channel} onOpen={(act) => setOpen({ code: channel.code, act })} />
            )}
          </li>
        ))}
      </ul>
      <Addition device={device} />
      {isAdmin && <CalculatedChannel device={device} />}
    </section>
  );
}

interface ChannelProps {
  device: Device;
  channel: Channel;
}

function ChannelLine({ device, channel }: ChannelProps) {
  const { words, format } = useLanguage();
  const { code, formula, max_consumption: limit } = channel;
  return (
    <p className="min-w-0 break-words">
      {channelName(channel, words)}{" "}
      <span className="text-soft">
        {channel.obis ?? code} · {unitSign(channel.unit)}
        {limit !== null && ` · ${words.formulas.perHour(format.energyExact(limit))}`}
        {channel.removed && ` · ${words.channels.removed}`}
      </span>
      {channel.part_of && <WholeText device={device} whole={channel.part_of} />}
      {formula && <FormulaText device={device} formula={formula} />}
    </p>
  );
}

/** The meter above a submeter. */
function WholeText({ device, whole }: { device: Device; whole: NonNullable<Channel["part_of"]> }) {
  const { words } = useLanguage();
  const names = useDeviceNames([whole.device_id]);
  const channel = nameOfCode(whole.channel, words);
  const name = names.get(whole.device_id) ?? words.formulas.otherDevice;
  const isOwn = whole.device_id === device.id;
  return (
    <span className="block break-words text-soft">
      {words.formulas.partOf(isOwn ? channel : words.formulas.ofDevice(channel, name))}
    </span>
  );
}

/** The changes that a channel takes: that of every device is changed as the device. */
function Actions({ channel, onOpen }: { channel: Channel; onOpen: (act: Act) => void }) {
  const { words } = useLanguage();
  const isAdmin = useUser().role === "ADMIN";
  if (channel.removed) return null;
  const isOwn = channel.code !== "import";
  const name = channelName(channel, words);
  const look = "whitespace-nowrap text-small first:-ml-2.5";
  return (
    <div className="flex flex-wrap empty:hidden">
      {isOwn && (
        <Button
          variant="ghost"
          className={look}
          aria-label={words.formulas.editOf(name)}
          onClick={() => onOpen("edit")}
        >
          {words.formulas.edit}
        </Button>
      )}
      {channel.formula && isAdmin && (
        <Button
          variant="ghost"
          className={look}
          aria-label={words.formulas.changeOf(name)}
          onClick={() => onOpen("formula")}
        >
          {words.formulas.change}
        </Button>
      )}
      {isAdmin && (
        <Button
          variant="ghost"
          className={look}
          aria-label={words.submeters.changeOf(name)}
          onClick={() => onOpen("whole")}
        >
          {words.submeters.change}
        </Button>
      )}
      {isOwn && (
        <Button variant="ghost" className={look} onClick={() => onOpen("remove")}>
          {words.actions.delete}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
    </div>
  );
}

function Opened({ device, channel, act, onDone }: ChannelProps & { act: Act; onDone: () => void }) {
  if (act === "edit") return <ChannelEdit device={device} channel={channel} onDone={onDone} />;
  if (act === "remove") return <Removal device={device} channel={channel} onDone={onDone} />;
  if (act === "whole") return <SubmeterForm device={device} channel={channel} onDone={onDone} />;
  if (!channel.formula) return null;
  return (
    <FormulaForm device={device} channel={channel} formula={channel.formula} onDone={onDone} />
  );
}

function Removal({ device, channel, onDone }: ChannelProps & { onDone: () => void }) {
  const { words } = useLanguage();
  const removal = useRemoveChannel(device.id);
  const name = channelName(channel, words);
  return (
    <div className="grid gap-2">
      <p>{words.channels.removeHint(name)}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={removal.isPending}
          onClick={() => removal.mutate(channel.code, { onSuccess: onDone })}
        >
          {words.channels.remove(name)}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
      {removal.error && <p role="alert">{explain(removal.error, words)}</p>}
    </div>
  );
}

function Addition({ device }: { device: Device }) {
  const { words } = useLanguage();
  const addition = useAddChannel();
  const taken = new Set(device.channels.map((each) => each.code));
  const free = KNOWN_CHANNELS.filter((each) => !taken.has(each.code));
  const [code, setCode] = useState<string>();
  const chosen = free.find((each) => each.code === code)?.code ?? free[0]?.code;
  if (chosen === undefined) return null;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        addition.mutate({ deviceId: device.id, code: chosen });
      }}
    >
      <div className="min-w-0 grow">
        <SelectField
          label={words.channels.choose}
          hint={words.channels.hint}
          value={chosen}
          onChange={(event) => setCode(event.target.value)}
        >
          {free.map((each) => (
            <option key={each.code} value={each.code}>
              {meaningInWords(each, words)}
            </option>
          ))}
        </SelectField>
      </div>
      <Button type="submit" disabled={addition.isPending}>
        {words.channels.add}
      </Button>
      {addition.error && (
        <p role="alert" className="text-small">
          {explain(addition.error, words)}
        </p>
      )}
    </form>
  );
}
