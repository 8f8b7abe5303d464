import { expect, test } from "vitest";
import { draftOf, emptyStep, newTerm, stepsOf } from "./draft";
import type { FormulaStep } from "./words";

const FORMULA: FormulaStep[] = [
  {
    since: null,
    terms: [
      { device_id: "a", channel: "import", factor: 1 },
      { device_id: "a", channel: "export", factor: -1 },
    ],
  },
  {
    since: "2025-06-01T22:00:00Z",
    terms: [{ device_id: "b", channel: "gas", factor: 10.55 }],
  },
];

test("a formula that is opened and saved unchanged stays the same", () => {
  const sent = stepsOf(draftOf(FORMULA, "Europe/Bucharest"), "Europe/Bucharest");

  expect(sent?.map(({ since }) => since && Date.parse(since))).toEqual([
    null,
    Date.parse("2025-06-01T22:00:00Z"),
  ]);
  expect(sent?.flatMap(({ terms }) => terms.map(({ factor }) => factor ?? 1))).toEqual([
    1, -1, 10.55,
  ]);
});

test("a plus without a factor is sent without one, so that units are checked", () => {
  const step = { ...emptyStep(), terms: [newTerm("a", "import")] };

  expect(stepsOf([step], "UTC")).toEqual([
    { since: null, terms: [{ device_id: "a", channel: "import" }] },
  ]);
});

test("a minus has the factor -1, and the sign of a factor is that of the choice", () => {
  const [minus, converted] = [newTerm("a", "export"), newTerm("a", "gas")];
  minus.isMinus = true;
  converted.isMinus = true;
  converted.factor = "10.55";
  const step = { ...emptyStep(), terms: [minus, converted] };

  expect(stepsOf([step], "UTC")?.[0]?.terms.map(({ factor }) => factor)).toEqual([-1, -10.55]);
});

test("a step without channels can't be sent, and a skipped hour is the one after", () => {
  const skipped = { ...emptyStep(), since: "2025-03-30T03:00", terms: [newTerm("a", "import")] };

  expect(stepsOf([emptyStep()], "UTC")).toBeUndefined();
  expect(stepsOf([skipped], "Europe/Bucharest")?.[0]?.since).toBe("2025-03-30T01:00:00.000Z");
});
