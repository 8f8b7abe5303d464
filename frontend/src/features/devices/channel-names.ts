import type { components } from "@/api/generated/devices";
import { type HistorySearch, searchOf } from "@/features/history/search";
import type { Words } from "@/i18n/en";

export type Channel = components["schemas"]["ChannelView"];

type Meaning = Pick<Channel, "code" | "kind" | "direction" | "tariff">;

const IMPORT: Meaning = { code: "import", kind: "electricity", direction: "import", tariff: null };

/** Channels that can be added by name: their codes say what they measure. */
export const KNOWN_CHANNELS: readonly Meaning[] = [
  { code: "export", kind: "electricity", direction: "export", tariff: null },
  { code: "import-t1", kind: "electricity", direction: "import", tariff: "T1" },
  { code: "import-t2", kind: "electricity", direction: "import", tariff: "T2" },
  { code: "export-t1", kind: "electricity", direction: "export", tariff: "T1" },
  { code: "export-t2", kind: "electricity", direction: "export", tariff: "T2" },
  { code: "production", kind: "electricity", direction: "production", tariff: null },
  { code: "consumption", kind: "electricity", direction: "consumption", tariff: null },
  { code: "gas", kind: "gas", direction: "import", tariff: null },
  { code: "water", kind: "water", direction: "import", tariff: null },
  { code: "hot-water", kind: "water", direction: "import", tariff: null },
  { code: "heat", kind: "heat", direction: "import", tariff: null },
  { code: "cooling", kind: "cooling", direction: "import", tariff: null },
];

/** Return what a channel measures, in words. */
export function meaningInWords(channel: Meaning, words: Words): string {
  const { electricity, kinds, hotWater, tariff } = words.channels;
  if (channel.code === "hot-water") return hotWater;
  const kind =
    channel.kind === "electricity" ? electricity[channel.direction] : kinds[channel.kind];
  return channel.tariff === null ? kind : `${kind}, ${tariff(channel.tariff)}`;
}

/** Return the name that people gave a channel, else what it measures. */
export function channelName(channel: Channel, words: Words): string {
  return channel.label ?? meaningInWords(channel, words);
}

/** Return the name of a channel of which only the code is known. */
export function nameOfCode(code: string, words: Words): string {
  const known = [IMPORT, ...KNOWN_CHANNELS].find((each) => each.code === code);
  return known ? meaningInWords(known, words) : code;
}

/** Return the part of History's address that shows the channel of an alert. */
export function shownOfCode(
  code: string | undefined,
): Pick<HistorySearch, "kind" | "direction" | "unit"> {
  const known = KNOWN_CHANNELS.find((each) => each.code === code);
  return known ? searchOf({ kind: known.kind, direction: known.direction }) : {};
}

interface OfChannel {
  device_name: string;
  channel?: string;
}

/** Return the device's name, with the channel where it isn't the one of every device. */
export function nameInAlert({ device_name, channel }: OfChannel, words: Words): string {
  if (channel === undefined || channel === "import") return device_name;
  return `${device_name} – ${nameOfCode(channel, words)}`;
}
