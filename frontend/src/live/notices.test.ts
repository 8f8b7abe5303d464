import { expect, test } from "vitest";
import type { Notice } from "./channel";
import { HOUR, SENT_AT } from "./notice-examples";
import { isWithinHour, withNotice } from "./notices";

function notice(number: number, kind: Notice["kind"], hour: Partial<Notice["hour"]> = {}): Notice {
  return { kind, number, sentAt: SENT_AT, hour: { ...HOUR, ...hour } };
}

test("a retraction removes its alert, and an hour has one notice", () => {
  const shown = withNotice(withNotice([], notice(1, "early_warning")), notice(2, "alert"));

  expect(shown.map(({ number }) => number)).toEqual([2]);
  expect(withNotice(shown, notice(3, "early_warning", { state: "retracted" }))).toEqual(shown);
  expect(withNotice(shown, notice(4, "alert", { state: "retracted" }))).toEqual([]);
});

test("in quiet hours no notice is shown", () => {
  expect(withNotice([], notice(1, "alert", { silent: true }))).toEqual([]);
});

test("a notice is about this hour if it arrived in that hour", () => {
  expect(isWithinHour("2026-03-01T18:40:00Z", "2026-03-01T18:00:00Z")).toBe(true);
  expect(isWithinHour("2026-03-01T19:05:00Z", "2026-03-01T18:00:00Z")).toBe(false);
});
