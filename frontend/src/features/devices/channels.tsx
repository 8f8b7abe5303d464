import { useState } from "react";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Channel, channelName, KNOWN_CHANNELS, meaningInWords } from "./channel-names";
import { type Device, useAddChannel, useRemoveChannel } from "./queries";

/** What a device measures; administrators add and remove channels. */
export function Channels({ device }: { device: Device }) {
  const { words } = useLanguage();
  const removal = useRemoveChannel(device.id);
  const [leaving, setLeaving] = useState<Channel>();
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby="channels">
      <h3 id="channels" className="font-semibold text-small">
        {words.channels.title}
      </h3>
      <ul className="grid gap-1 text-small">
        {device.channels.map((channel) => (
          <li key={channel.code} className="flex items-center justify-between gap-x-4">
            <span className="min-w-0 break-words">
              {channelName(channel, words)}{" "}
              <span className="text-soft">
                {channel.obis ?? channel.code} · {channel.unit}
                {channel.removed && ` · ${words.channels.removed}`}
              </span>
            </span>
            {channel.code !== "import" && !channel.removed && (
              <Button
                variant="ghost"
                className="shrink-0 whitespace-nowrap"
                onClick={() => setLeaving(channel)}
              >
                {words.actions.delete}
                <span className="sr-only"> {channelName(channel, words)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <div className="grid gap-2 text-small">
          <p>{words.channels.removeHint(channelName(leaving, words))}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              disabled={removal.isPending}
              onClick={() =>
                removal.mutate(leaving.code, { onSuccess: () => setLeaving(undefined) })
              }
            >
              {words.channels.remove(channelName(leaving, words))}
            </Button>
            <Button variant="ghost" onClick={() => setLeaving(undefined)}>
              {words.actions.cancel}
            </Button>
          </div>
        </div>
      )}
      <Addition device={device} />
      {removal.error && (
        <p role="alert" className="text-small">
          {explain(removal.error, words)}
        </p>
      )}
    </section>
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
