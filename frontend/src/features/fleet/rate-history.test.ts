import { expect, test } from "vitest";
import { type History, rateHistoryOf } from "./rate-history";

const MINUTE = "2026-03-01T12:00";

function history(rates: Record<string, (number | null)[]>, fields: Partial<History> = {}): History {
  const length = Math.max(0, ...Object.values(rates).map((each) => each.length));
  const seconds = Array.from({ length }, (_, index) => String(index * 5).padStart(2, "0"));
  const nothing = seconds.map(() => null);
  return {
    step_s: 5,
    at: seconds.map((second) => `${MINUTE}:${second}Z`),
    active: seconds.map(() => "balancing"),
    position: seconds.map(() => 0),
    lag_messages: nothing,
    replicas: Object.entries(rates).map(([name, readings_per_s]) => ({
      name,
      readings_per_s,
      backlog_batches: nothing,
      dispatched_messages_per_s: nothing,
      state: nothing,
    })),
    ...fields,
  };
}

test("the line is the sum over all replicas, and its peak has a time", () => {
  const past = rateHistoryOf(history({ "m-1": [null, 10, 30], "m-2": [null, 5, null] }));

  expect(past?.runs.map((run) => run.map(({ rate }) => rate))).toEqual([[15, 30]]);
  expect(past?.peak).toEqual({ at: Date.parse(`${MINUTE}:10Z`), rate: 30 });
});

test("no line is drawn across a gap", () => {
  const at = [`${MINUTE}:00Z`, `${MINUTE}:05Z`, `${MINUTE}:40Z`];
  const past = rateHistoryOf(history({ "m-1": [1, 2, 3] }, { at }));

  expect(past?.runs.map((run) => run.length)).toEqual([2, 1]);
});

test("without a known rate there is no line", () => {
  expect(rateHistoryOf(history({}))).toBeUndefined();
  expect(rateHistoryOf(history({ "m-1": [null] }))).toBeUndefined();
});

test("a takeover is the moment another balancer becomes active", () => {
  const active = ["balancing", "balancing", "balancing-standby"];
  const past = rateHistoryOf(history({ "m-1": [0, 0, 0] }, { active }));

  expect(past?.takeovers).toEqual([{ at: `${MINUTE}:10Z`, by: "balancing-standby" }]);
});
