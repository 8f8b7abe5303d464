import { expect, test } from "vitest";
import { addDays, dayOf, isDay, spanEnd, spanStart, step } from "./calendar";

test("weeks begin on Monday, also across a year's end", () => {
  expect(spanStart("2026-01-01", "week")).toBe("2025-12-29");
  expect(spanEnd("2026-01-01", "week")).toBe("2026-01-05");
  expect(spanStart("2026-01-05", "week")).toBe("2026-01-05");
});

test("a month back from its last day does not skip February", () => {
  expect(step("2026-03-31", "month", -1)).toBe("2026-02-01");
  expect(spanEnd("2024-02-10", "month")).toBe("2024-03-01");
});

test("a day with a clock change is one day", () => {
  expect(addDays("2026-03-28", 1)).toBe("2026-03-29");
  expect(addDays("2026-03-29", 1)).toBe("2026-03-30");
});

test("a moment can be another day in another time zone", () => {
  const at = new Date("2026-01-01T22:30:00Z");
  expect(dayOf(at, "Europe/Bucharest")).toBe("2026-01-02");
  expect(dayOf(at, "America/New_York")).toBe("2026-01-01");
});

test("invalid days are rejected", () => {
  expect(["2026-02-29", "2026-1-1", "1999-12-31", 5, undefined].some(isDay)).toBe(false);
  expect(isDay("2024-02-29")).toBe(true);
});
