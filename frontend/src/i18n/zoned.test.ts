import { expect, test } from "vitest";
import { momentsIn } from "./zoned";

test("a clock time is in its time zone, in summer and in winter", () => {
  expect(momentsIn("2025-06-02T18:30", "Europe/London")).toEqual(["2025-06-02T17:30:00.000Z"]);
  expect(momentsIn("2025-12-02T18:30", "Europe/London")).toEqual(["2025-12-02T18:30:00.000Z"]);
  expect(momentsIn("2025-06-02T18:30:15", "Asia/Kolkata")).toEqual(["2025-06-02T13:00:15.000Z"]);
});

test("a time that occurs twice is two moments, the earlier first", () => {
  expect(momentsIn("2025-10-26T01:30", "Europe/London")).toEqual([
    "2025-10-26T00:30:00.000Z",
    "2025-10-26T01:30:00.000Z",
  ]);
});

test("a skipped or malformed time is no moment", () => {
  expect(momentsIn("2025-03-30T01:30", "Europe/London")).toEqual([]);
  expect(momentsIn("", "Europe/London")).toEqual([]);
});

test("the hours around a clock change keep their order", () => {
  expect(momentsIn("2025-03-30T00:30", "Europe/London")).toEqual(["2025-03-30T00:30:00.000Z"]);
  expect(momentsIn("2025-03-30T02:00", "Europe/London")).toEqual(["2025-03-30T01:00:00.000Z"]);
});
