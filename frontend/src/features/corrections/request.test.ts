import { expect, test } from "vitest";
import { NoSuchTime, requestOf } from "./request";

const ZONE = "Europe/London";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ reason: " read off by hand ", ...fields })) {
    data.set(name, value);
  }
  return data;
}

test("a reading is set at the device's local time with the digits as typed", () => {
  const filled = form({ target: "readings", at: "2025-06-02T02:00", value: "0.400", interval: "" });

  expect(requestOf("set", filled, ZONE)).toEqual({
    action: "set",
    measured_at: "2025-06-02T01:00:00.000Z",
    energy_kwh: "0.400",
    interval_s: null,
    reason: "read off by hand",
  });
});

test("a register has no interval", () => {
  const filled = form({
    target: "registers",
    at: "2025-06-02T02:00",
    value: "4711.2",
    interval: "60",
  });

  expect(requestOf("set", filled, ZONE)).toEqual({
    action: "set",
    measured_at: "2025-06-02T01:00:00.000Z",
    register_kwh: "4711.2",
    reason: "read off by hand",
  });
});

test("a range is scaled or removed, or a meter replaced", () => {
  const range = { target: "registers", from: "2025-06-02T00:00", to: "2025-06-03T00:00" };
  const asked = { from: "2025-06-01T23:00:00.000Z", to: "2025-06-02T23:00:00.000Z" };

  expect(requestOf("scale", form({ ...range, factor: "0.001" }), ZONE)).toMatchObject({
    ...asked,
    target: "registers",
    factor: "0.001",
  });
  expect(requestOf("remove", form(range), ZONE)).toMatchObject({ ...asked, target: "registers" });
  const swap = form({ at: "2025-06-02T12:00", old: "90003", new: "12" });
  expect(requestOf("swap", swap, ZONE)).toMatchObject({
    at: "2025-06-02T11:00:00.000Z",
    old_last_kwh: "90003",
    new_first_kwh: "12",
  });
});

test("a time that the clock change skips is reported with its field", () => {
  const filled = form({ from: "2025-03-30T01:30", to: "2025-03-31T00:00" });

  expect(() => requestOf("remove", filled, ZONE)).toThrow(NoSuchTime);
});

test("of a time that occurs twice the chosen one is used, else the first", () => {
  const twice = { target: "readings", at: "2025-10-26T01:30", value: "1", interval: "" };

  expect(requestOf("set", form(twice), ZONE)).toMatchObject({
    measured_at: "2025-10-26T00:30:00.000Z",
  });
  expect(requestOf("set", form({ ...twice, "at-turn": "second" }), ZONE)).toMatchObject({
    measured_at: "2025-10-26T01:30:00.000Z",
  });
});
