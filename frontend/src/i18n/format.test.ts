import { describe, expect, test } from "vitest";
import { makeFormat } from "./format";
import { counted } from "./ro-numbers";

const en = makeFormat("en");
const ro = makeFormat("ro");
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("energy is formatted in the unit of its size", () => {
  test.each([
    [0, "0.00 kWh"],
    [0.0004, "0.4 Wh"],
    [0.042, "42 Wh"],
    [0.9996, "1.00 kWh"],
    [8.814, "8.81 kWh"],
    [123.46, "123.5 kWh"],
    [1234, "1.23 MWh"],
    [2_500_000, "2.50 GWh"],
  ])("%d kWh is %s", (kwh, said) => {
    expect(plain(en.energyText(kwh))).toBe(said);
  });

  test("Romanian uses a decimal comma", () => {
    expect(plain(ro.energyText(8.814))).toBe("8,81 kWh");
  });

  test("exact values keep three decimals without trailing zeros", () => {
    expect(plain(en.energyExact(2.5))).toBe("2.5 kWh");
    expect(plain(en.energyExact(2.31449))).toBe("2.314 kWh");
  });
});

test("a calendar day is the same day in every zone", () => {
  expect(en.day("2025-11-25")).toMatch(/^Tuesday,? 25 November 2025$/);
  expect(ro.day("2025-11-25")).toBe("Marți, 25 noiembrie 2025");
});

test("an hour is formatted in the device's time zone", () => {
  expect(en.time("2026-03-01T18:00:00Z", "Europe/Bucharest")).toBe("20:00");
  expect(en.time("2026-03-01T18:00:00Z", "Asia/Kathmandu")).toBe("23:45");
});

test("a share below one percent isn't shown as zero", () => {
  expect(plain(en.percent(0.004))).toBe("< 1%");
  expect(plain(en.percent(0))).toBe("0%");
});

test("Romanian counts with de from twenty on", () => {
  expect([1, 2, 19, 20, 101, 119, 120, 0].map((n) => counted(n, "oră", "ore"))).toEqual([
    "1 oră",
    "2 ore",
    "19 ore",
    "20 de ore",
    "101 ore",
    "119 ore",
    "120 de ore",
    "0 ore",
  ]);
});
