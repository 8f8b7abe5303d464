import { expect, test } from "vitest";
import type { Channel } from "./channel-names";
import type { Device } from "./queries";
import { wholesIn } from "./submeter-form";

function channel(code: string, fields: Partial<Channel> = {}): Channel {
  return {
    id: code,
    code,
    obis: null,
    label: null,
    kind: "electricity",
    direction: "import",
    tariff: null,
    unit: "kWh",
    max_consumption: null,
    removed: false,
    formula: null,
    calculated: false,
    part_of: null,
    ...fields,
  };
}

function device(id: string, ...channels: Channel[]): Device {
  return { id, channels } as Device;
}

test("a main meter measures the same kind in the same unit", () => {
  const charger = device("charger", channel("import"));
  const house = device(
    "house",
    channel("import"),
    channel("export", { removed: true }),
    channel("gas", { kind: "gas", unit: "m3" }),
    channel("consumption", { direction: "consumption" }),
  );
  const found = wholesIn(house, charger, channel("import"));
  expect(found.map(({ code }) => code)).toEqual(["import", "consumption"]);
});

test("no channel is offered as its own main meter", () => {
  const house = device("house", channel("import"), channel("consumption"));
  const found = wholesIn(house, house, channel("consumption"));
  expect(found.map(({ code }) => code)).toEqual(["import"]);
});
