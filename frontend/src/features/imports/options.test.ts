import { expect, test } from "vitest";
import { ApiError } from "@/api/problem";
import { columnsOf, optionsOf } from "./options";

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
