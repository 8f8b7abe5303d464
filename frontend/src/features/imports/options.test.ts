import { expect, test } from "vitest";
import { ApiError } from "@/api/problem";
import { choicesOf, columnsOf, optionsOf, type Series, seriesOf } from "./options";

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

const OFFTAKE: Series = {
  filter: { Register: "Offtake" },
  rows: 96,
  total: "24",
  unit: "kWh",
  kind: "interval",
  energy: null,
  direction: "import",
};

test("chosen series and adding are sent only if somebody chose them", () => {
  expect(optionsOf({}, { only: choicesOf(OFFTAKE), add: false })).toEqual({
    only: ["Register=Offtake"],
  });
  expect(optionsOf({ unit: "Wh" }, { only: [], add: true })).toEqual({ unit: "Wh", add: true });
});

test("the series to choose from come with the question", () => {
  const problem = { code: "mapping_unclear", detail: "say only", status: 422 };

  expect(seriesOf(new ApiError({ ...problem, series: [OFFTAKE] }))).toEqual([OFFTAKE]);
  expect(seriesOf(new ApiError(problem))).toEqual([]);
  expect(seriesOf(null)).toEqual([]);
});
