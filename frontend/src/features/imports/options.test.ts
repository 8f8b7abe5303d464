import { expect, test } from "vitest";
import { ApiError } from "@/api/problem";
import {
  canBeAdded,
  columnsOf,
  keyOf,
  optionsOf,
  partsOf,
  type Series,
  seriesOf,
  suggestedTarget,
} from "./options";

test("empty fields are left out of the request", () => {
  expect(optionsOf({ unit: "kWh", interval_s: " 900 ", time_zone: "" })).toEqual({
    unit: "kWh",
    interval_s: "900",
  });
});

test("columns are offered even if the file can't be read without a choice", () => {
  const problem = { code: "mapping_unclear", detail: "say unit", status: 422 };
  const refusal = new ApiError({ ...problem, columns: ["time", "value"] });

  expect(columnsOf(undefined, refusal)).toEqual(["time", "value"]);
  expect(columnsOf(undefined, new ApiError(problem))).toEqual([]);
  expect(columnsOf(undefined, null)).toEqual([]);
});

function register(name: string, more: Partial<Series> = {}): Series {
  return {
    filter: { Register: name },
    column: null,
    rows: 96,
    total: "24",
    unit: "kWh",
    kind: "interval",
    energy: null,
    direction: null,
    ...more,
  };
}

const OFFTAKE = register("Offtake", { direction: "import" });
const HOUSE = { device: "d1", channel: "import" };

test("parts are sent instead of a channel and a column of values", () => {
  expect(optionsOf({ unit: "Wh", channel: "export", value_column: "2" }, ["{}"])).toEqual({
    unit: "Wh",
    series: ["{}"],
  });
});

test("each series fills its channel, and those of one channel are added", () => {
  const [day, night, back] = [register("Day"), register("Night"), register("Back")];
  const targets = {
    [keyOf(day)]: HOUSE,
    [keyOf(night)]: HOUSE,
    [keyOf(back)]: { device: "d1", channel: "export" },
  };

  expect(partsOf([day, night, back, OFFTAKE], targets).map((each) => JSON.parse(each))).toEqual([
    { device_id: "d1", channel: "import", only: ["Register=Day", "Register=Night"], add: true },
    { device_id: "d1", channel: "export", only: ["Register=Back"] },
  ]);
  expect(canBeAdded([day, night, back], targets)).toBe(true);
});

test("columns of values fill their channels", () => {
  const [one, two] = [
    register("", { filter: {}, column: "T1" }),
    register("", { filter: {}, column: "T2" }),
  ];

  const [part] = partsOf([one, two], { [keyOf(one)]: HOUSE, [keyOf(two)]: HOUSE });

  expect(JSON.parse(part ?? "")).toMatchObject({ value_column: "T1", add_column: ["T2"] });
  expect(canBeAdded([one, two], { [keyOf(one)]: HOUSE, [keyOf(two)]: HOUSE })).toBe(true);
});

test("series that would take others with them can't share a channel", () => {
  const ofA = register("Day", { filter: { Meter: "A", Register: "Day" } });
  const ofB = register("Night", { filter: { Meter: "B", Register: "Night" } });

  expect(canBeAdded([ofA, ofB], { [keyOf(ofA)]: HOUSE, [keyOf(ofB)]: HOUSE })).toBe(false);
});

test("a channel is suggested only where words say what a series is", () => {
  expect(suggestedTarget(OFFTAKE, "d1")).toEqual(HOUSE);
  expect(suggestedTarget(register("1"), "d1")).toBeUndefined();
  expect(suggestedTarget(register("Gas", { energy: "gas" }), "d1")).toEqual({
    device: "d1",
    channel: "gas",
  });
});

test("the series to choose from come with the question", () => {
  const problem = { code: "mapping_unclear", detail: "say only", status: 422 };

  expect(seriesOf(new ApiError({ ...problem, series: [OFFTAKE] }))).toEqual([OFFTAKE]);
  expect(seriesOf(new ApiError(problem))).toEqual([]);
  expect(seriesOf(null)).toEqual([]);
});
