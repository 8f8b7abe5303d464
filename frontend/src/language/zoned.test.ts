import { expect, test } from "vitest";
import { momentIn } from "./zoned";

test("a clock time is its zone's, in summer and in winter", () => {
  expect(momentIn("2025-06-02T18:30", "Europe/London")).toBe("2025-06-02T17:30:00.000Z");
  expect(momentIn("2025-12-02T18:30", "Europe/London")).toBe("2025-12-02T18:30:00.000Z");
  expect(momentIn("2025-06-02T18:30:15", "Asia/Kolkata")).toBe("2025-06-02T13:00:15.000Z");
});

test("a time that comes twice is the first of the two", () => {
  expect(momentIn("2025-10-26T01:30", "Europe/London")).toBe("2025-10-26T00:30:00.000Z");
});

test("a time the clocks leave out is none, nor is what is no time", () => {
  expect(momentIn("2025-03-30T01:30", "Europe/London")).toBeUndefined();
  expect(momentIn("", "Europe/London")).toBeUndefined();
});

test("the hours around a change of the clocks keep their places", () => {
  expect(momentIn("2025-03-30T00:30", "Europe/London")).toBe("2025-03-30T00:30:00.000Z");
  expect(momentIn("2025-03-30T02:00", "Europe/London")).toBe("2025-03-30T01:00:00.000Z");
});
