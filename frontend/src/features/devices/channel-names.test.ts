import { expect, test } from "vitest";
import { en } from "@/i18n/en";
import { ro } from "@/i18n/ro";
import {
  type Channel,
  channelName,
  KNOWN_CHANNELS,
  meaningInWords,
  nameInAlert,
  nameOfCode,
} from "./channel-names";

const channel: Channel = {
  id: "a",
  code: "export-t1",
  obis: "2.8.1",
  label: null,
  kind: "electricity",
  direction: "export",
  tariff: "T1",
  unit: "kWh",
  max_consumption: null,
  removed: false,
  formula: null,
  calculated: false,
  part_of: null,
};

test("a channel is named by what it measures, unless people named it", () => {
  expect(channelName(channel, en)).toBe("Electricity to the grid, tariff T1");
  expect(channelName({ ...channel, label: "Roof" }, en)).toBe("Roof");
});

test("a code that says nothing stands for itself", () => {
  expect(nameOfCode("gas", en)).toBe("Gas");
  expect(nameOfCode("import", en)).toBe("Electricity from the grid");
  expect(nameOfCode("phase-1", en)).toBe("phase-1");
});

test("no two known channels have the same name", () => {
  for (const words of [en, ro]) {
    const names = KNOWN_CHANNELS.map((each) => meaningInWords(each, words));
    expect(new Set(names).size).toBe(names.length);
  }
});

test("an alert names the channel where it isn't the one of every device", () => {
  const device_name = "Meter";
  expect(nameInAlert({ device_name, channel: "import" }, en)).toBe("Meter");
  expect(nameInAlert({ device_name, channel: "export" }, en)).toBe(
    "Meter – Electricity to the grid",
  );
});
