import { expect, test } from "vitest";
import {
  choiceKey,
  choicesOf,
  choiceText,
  FROM_GRID,
  type MeasuredKind,
} from "@/features/consumption/kinds";
import type { Range } from "@/features/consumption/queries";
import { en } from "@/i18n/en";
import { historySearch, searchOf } from "./search";
import { shownOf } from "./use-shown";

function measured(
  kind: MeasuredKind["kind"],
  direction: MeasuredKind["direction"],
  unit: MeasuredKind["unit"] = "kWh",
  channels: string[] = [direction],
): MeasuredKind {
  return { kind, direction, unit, channels, device_count: 1 };
}

const SOLAR = [
  measured("electricity", "import", "kWh", ["import", "import-t1", "import-t2"]),
  measured("electricity", "export"),
  measured("gas", "import", "m3", ["gas"]),
];

const RANGE: Range = {
  from: "2026-03-01",
  to: "2026-03-02",
  resolution: "hour",
  devices: ["a", "b"],
  timeZone: "UTC",
};

test("both directions of the grid can be chosen together, where both are measured", () => {
  expect(choicesOf(SOLAR).map(choiceKey)).toEqual([
    "electricity-import",
    "electricity-export",
    "electricity-both",
    "gas-import",
  ]);
  expect(choicesOf(SOLAR.slice(0, 1))).toEqual([FROM_GRID]);
});

test("units are told apart only where a kind has several", () => {
  const choices = choicesOf([...SOLAR, measured("gas", "import", "kWh", ["gas-kwh"])]);

  expect(choices.slice(-2).map((each) => choiceText(each, en))).toEqual(["Gas, m³", "Gas, kWh"]);
  expect(choiceText({ kind: "heat", direction: "export" }, en)).toBe("Heat, to the network");
});

test("the address holds the choice, and nothing for electricity from the grid", () => {
  for (const choice of choicesOf(SOLAR)) {
    const search = historySearch({ ...searchOf(choice) });
    expect(shownOf(SOLAR, search, RANGE).choice).toEqual(choice);
  }
  expect(Object.values(searchOf(FROM_GRID)).every((each) => each === undefined)).toBe(true);
  expect(historySearch({ kind: "steam", direction: "up" })).toEqual(historySearch({}));
});

test("electricity from the grid is asked for as before channels existed", () => {
  const { range, outRange, fileRange } = shownOf(SOLAR, {}, RANGE);

  expect([range.devices, range.energy, outRange]).toEqual([["a", "b"], undefined, undefined]);
  expect(fileRange).toEqual(range);
});

test("another kind is asked of all devices, since not each has such a channel", () => {
  const gas = shownOf(SOLAR, { kind: "gas", compare: "previous" }, RANGE);

  expect(gas.range.devices).toBeUndefined();
  expect(gas.range.energy).toMatchObject({ kind: "gas", direction: "import" });
  expect([gas.canCompare, gas.range.compare]).toEqual([false, undefined]);
  expect(shownOf(SOLAR, { kind: "gas", device: "a" }, { ...RANGE, devices: ["a"] }).range.devices) //
    .toEqual(["a"]);
});

test("both directions are two ranges, and a file of them holds each channel", () => {
  const both = shownOf(SOLAR, { direction: "both" }, RANGE);

  expect([both.range.energy, both.outRange?.energy?.direction]).toEqual([undefined, "export"]);
  expect(both.fileRange.channels).toEqual(["import", "import-t1", "import-t2", "export"]);
});

test("what isn't measured is said, and a split needs several channels", () => {
  expect(shownOf(SOLAR, { kind: "water" }, RANGE).isMeasured).toBe(false);
  expect(shownOf(SOLAR, { split: "channel" }, RANGE).range.byChannel).toBe(true);
  expect(shownOf(SOLAR, { kind: "gas", split: "channel" }, RANGE).range.byChannel).toBe(false);
});
