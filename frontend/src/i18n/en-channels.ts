import type { components } from "@/api/generated/devices";

type Channel = components["schemas"]["ChannelView"];

export interface ChannelWords {
  title: string;
  hint: string;
  /** Names by kind; electricity has one for each direction. */
  electricity: Record<Channel["direction"], string>;
  kinds: Record<Exclude<Channel["kind"], "electricity">, string>;
  hotWater: string;
  tariff: (name: string) => string;
  removed: string;
  add: string;
  choose: string;
  remove: (name: string) => string;
  removeHint: (name: string) => string;
  unclear: string;
  pending: (count: number) => string;
  channel: string;
  device: string;
  addAs: (name: string) => string;
}

export const channelsEn: ChannelWords = {
  title: "Channels",
  hint: "What this device measures besides electricity from the grid. Readings name their channel.",
  electricity: {
    import: "Electricity from the grid",
    export: "Electricity to the grid",
    production: "Electricity produced",
    consumption: "Electricity used behind the meter",
  },
  kinds: { gas: "Gas", water: "Water", heat: "Heat", cooling: "Cooling" },
  hotWater: "Hot water",
  tariff: (name) => `tariff ${name}`,
  removed: "removed",
  add: "Add channel",
  choose: "Channel",
  remove: (name) => `Remove: ${name}`,
  removeHint: (name) =>
    `Remove ${name}? Its history stays, new readings are rejected, and the channel can't be added again.`,
  unclear: "Its name doesn't say what it measures. Add it through the API.",
  pending: (count) =>
    count === 1
      ? "Readings of 1 unknown channel are pending until it is added."
      : `Readings of ${count.toLocaleString("en-GB")} unknown channels are pending until they are added.`,
  channel: "Channel",
  device: "Device",
  addAs: (name) => `Add “${name}”`,
};
