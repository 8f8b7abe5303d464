import type { ReactNode } from "react";
import { useLanguage } from "@/i18n/language";
import { channelName } from "./channel-names";
import { FormulaText } from "./formulas/formula-text";
import type { Device } from "./queries";

/** Limit, time zone, interval and ID of a device. */
export function DeviceDetails({ device }: { device: Device }) {
  const { words, format } = useLanguage();
  const facts: [string, ReactNode][] = [
    [
      words.devices.limit,
      device.max_consumption === null
        ? words.devices.noLimit
        : words.devices.perHour(format.energyExact(device.max_consumption)),
    ],
    [words.devices.zone, device.time_zone],
    [
      words.devices.interval,
      device.reporting_interval_s === null
        ? words.devices.unknown
        : words.devices.every(device.reporting_interval_s),
    ],
    [
      words.devices.ownedSince,
      device.owned_since === null
        ? words.devices.fromTheFirst
        : format.moment(device.owned_since, device.time_zone),
    ],
  ];
  if (device.channels.length > 1) {
    const all = device.channels.map((each) => channelName(each, words)).join(" · ");
    facts.push([words.channels.title, all]);
  }
  for (const channel of device.channels) {
    if (!channel.calculated || channel.removed) continue;
    facts.push([
      channelName(channel, words),
      channel.formula ? (
        <FormulaText key={channel.code} device={device} formula={channel.formula} />
      ) : (
        // Its parts are of devices that this client may not see.
        words.formulas.fromOthers
      ),
    ]);
  }
  facts.push([words.devices.id, device.id]);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-small sm:grid-cols-[12rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
