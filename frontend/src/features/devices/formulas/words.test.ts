import { expect, test } from "vitest";
import { en } from "@/i18n/en";
import { makeFormat } from "@/i18n/format";
import { ro } from "@/i18n/ro";
import type { Channel } from "../channel-names";
import { type FormulaStep, formulaInWords, isVirtual, othersIn } from "./words";

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
    calculated: fields.formula !== undefined,
    part_of: null,
    ...fields,
  };
}

const HOUSE: FormulaStep = {
  since: null,
  terms: [
    { device_id: "house", channel: "import", factor: 1 },
    { device_id: "house", channel: "export", factor: -1 },
    { device_id: "roof", channel: "production", factor: 1 },
  ],
};

const DEVICE = {
  id: "house",
  time_zone: "Europe/Bucharest",
  channels: [
    channel("import"),
    channel("export", { direction: "export", label: "To the grid" }),
    channel("consumption", { direction: "consumption", formula: [HOUSE] }),
  ],
};

function inWords(steps: FormulaStep[], words = en): string[] {
  const names = new Map([["roof", "Roof"]]);
  const format = makeFormat(words === en ? "en" : "ro");
  return formulaInWords(steps, { device: DEVICE, names, words, format });
}

test("a formula is a sum in words, with the names of channels and of other devices", () => {
  expect(inWords([HOUSE])).toEqual([
    "Calculated: Electricity from the grid \u2212 To the grid + Electricity produced (Roof)",
  ]);
  expect(inWords([HOUSE], ro)[0]).toContain("Energie electrică produsă (Roof)");
});

test("each step says since when it applies, in the device's zone, and names its factors", () => {
  const gas = { device_id: "gone", channel: "gas", factor: -10.55 };
  const later = { since: "2024-12-31T22:00:00Z", terms: [gas] };

  expect(inWords([HOUSE, later])[0]).toMatch(/^From the first reading: /);
  expect(inWords([HOUSE, later])[1]).toBe(
    "Since 1 Jan 2025, 00:00: \u221210.55 × Gas (another device)",
  );
});

test("a device is virtual if its import is calculated, not if another channel is", () => {
  expect(isVirtual(DEVICE)).toBe(false);
  expect(isVirtual({ channels: [channel("import", { formula: [HOUSE] })] })).toBe(true);
  expect(othersIn(DEVICE)).toEqual(["roof"]);
});
