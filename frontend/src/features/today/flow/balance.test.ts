import { expect, test } from "vitest";
import type { RangeConsumption } from "@/charts/bars";
import { type Balance, balanceOf } from "./balance";

const START = Date.parse("2026-03-01T00:00:00Z");
const HOUR_MS = 3_600_000;
const NOW = new Date(START + 3.5 * HOUR_MS);

/** Return a day of which the first hours are given; null is an hour without readings. */
function day(hours: (number | null)[], coverage = 1): RangeConsumption {
  return {
    buckets: hours.map((energy_kwh, hour) => ({
      starts_at: new Date(START + hour * HOUR_MS).toISOString(),
      ends_at: new Date(START + (hour + 1) * HOUR_MS).toISOString(),
      energy_kwh,
      coverage: energy_kwh === null ? 0 : coverage,
      state: energy_kwh === null ? "missing" : "measured",
      readings: 1,
      over_limit_hours: 0,
    })),
  } as unknown as RangeConsumption;
}

function known(balance: ReturnType<typeof balanceOf>): Balance {
  if (typeof balance === "string") throw new Error(balance);
  return balance;
}

test("a home uses what came in and what it made, without what went out", () => {
  const balance = known(
    balanceOf(
      { imported: day([2, 0, 0]), exported: day([0, 1, 2]), produced: day([0, 2, 3]) },
      NOW,
    ),
  );

  expect(balance).toMatchObject({ hours: 3, hoursLeftOut: 0, ownUse: 2, used: 4 });
  expect([balance.selfConsumption, balance.autarky]).toEqual([0.4, 0.5]);
});

test("an hour counts only if it is whole in each direction, and once it is over", () => {
  const balance = known(
    balanceOf(
      { imported: day([1, 1, 1, 9]), exported: day([0, null, 0, 9]), produced: day([2, 2, 2, 9]) },
      NOW,
    ),
  );

  expect(balance).toMatchObject({ hours: 2, hoursLeftOut: 1, imported: 2, produced: 4 });
});

test("what can't be known is not guessed", () => {
  const [imported, nothing] = [day([1, 1, 1]), day([null, null, null])];

  expect(balanceOf({ imported, exported: day([1]), produced: undefined }, NOW)).toBe(
    "production_not_measured",
  );
  expect(balanceOf({ imported, exported: nothing, produced: day([1, 1, 1]) }, NOW)).toBe(
    "no_whole_hours",
  );
  expect(balanceOf({ imported, exported: undefined, produced: day([1, 1, 1], 0.9) }, NOW)).toBe(
    "no_whole_hours",
  );
  expect(balanceOf({ imported, exported: day([3, 3, 3]), produced: day([1, 1, 1]) }, NOW)).toBe(
    "more_out_than_made",
  );
});

test("a night without production has no self-consumption, but all came from the grid", () => {
  const balance = known(
    balanceOf({ imported: day([1, 1, 1]), exported: undefined, produced: day([0, 0, 0]) }, NOW),
  );

  expect([balance.selfConsumption, balance.autarky]).toEqual([null, 0]);
});
