import { expect, test } from "vitest";
import { en } from "@/i18n/en";
import { ro } from "@/i18n/ro";
import { holdEndOf, isDevice, LARGEST_QUOTA, labelOf, quotaOf, type Sender } from "./senders";

const ID = "7d8f6c1e-0000-4000-8000-000000000001";

function sender(fields: Partial<Sender> = {}): Sender {
  return {
    device_id: ID,
    waiting_messages: 500,
    messages_this_minute: 10,
    readings_this_minute: 20,
    held: true,
    retry_after_s: 30,
    ...fields,
  };
}

test("the end of a hold stays the same from response to response", () => {
  const at = Date.UTC(2026, 2, 1, 12, 0, 3);

  const first = holdEndOf(sender({ retry_after_s: 34 }), at);
  const next = holdEndOf(sender({ retry_after_s: 32 }), at + 2100);

  expect(first).toEqual({ kind: "at", at: new Date("2026-03-01T12:00:40Z") });
  expect(next).toEqual(first);
});

test("once its minute is over, only a long queue holds a sender back", () => {
  expect(holdEndOf(sender({ retry_after_s: 1 }), 0)).toEqual({ kind: "shorter" });
});

test("a sender with only a long queue isn't held back", () => {
  expect(holdEndOf(sender({ held: false, retry_after_s: 30 }), 0)).toEqual({ kind: "free" });
});

test("a sender is shown by its name, a nameless or deleted one by its ID", () => {
  const long = "n".repeat(100);

  expect(labelOf(sender(), new Map([[ID, long]]))).toBe(long);
  expect(labelOf(sender(), new Map([[ID, "  "]]))).toBe(ID);
  expect(labelOf(sender(), new Map())).toBe(ID);
  expect(labelOf(sender({ device_id: "" }), new Map())).toBe("");
});

test("only a device can have a quota", () => {
  expect(isDevice(sender())).toBe(true);
  expect(isDevice(sender({ device_id: "" }))).toBe(false);
  expect(isDevice(sender({ device_id: "../meter" }))).toBe(false);
});

function typed(...values: [string, string, string]): FormData {
  const form = new FormData();
  form.set("messages_per_minute", values[0]);
  form.set("readings_per_minute", values[1]);
  form.set("waiting_messages", values[2]);
  return form;
}

test("a quota is three whole numbers within the limits", () => {
  expect(quotaOf(typed("1", " 20 ", String(LARGEST_QUOTA)))).toEqual({
    messages_per_minute: 1,
    readings_per_minute: 20,
    waiting_messages: LARGEST_QUOTA,
  });
  for (const wrong of ["", "0", "-1", "1.5", "1e3", "many", String(LARGEST_QUOTA + 1)]) {
    expect(quotaOf(typed("1", wrong, "1"))).toBeUndefined();
  }
  expect(quotaOf(new FormData())).toBeUndefined();
});

test("both languages form plurals", () => {
  expect([1, 2].map(en.senders.more)).toEqual(["Show 1 more device", "Show 2 more devices"]);
  expect([1, 2, 20].map(ro.senders.more)).toEqual([
    "Arată încă un dispozitiv",
    "Arată încă 2 dispozitive",
    "Arată încă 20 de dispozitive",
  ]);
});
