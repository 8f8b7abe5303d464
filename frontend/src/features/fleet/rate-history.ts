import type { components } from "@/api/generated/balancing";

export type History = components["schemas"]["History"];

interface Point {
  at: number;
  rate: number;
}

/** The rate over the last minutes, as a line. */
export interface RateHistory {
  /** Readings stored per second by all replicas; a new segment after each gap. */
  runs: Point[][];
  peak: Point;
  from: number;
  to: number;
  /** When another balancer became active, latest first. */
  takeovers: { at: string; by: string }[];
}

export const SHOWN_MS = 600_000;
/** That many steps without a sample are a gap; no line is drawn across it. */
const HOLE_STEPS = 3;

/** Return the line of a history; undefined until a rate is known. */
export function rateHistoryOf(history: History): RateHistory | undefined {
  const points = history.at.flatMap((at, index) => {
    const rate = rateAt(history, index);
    return rate === undefined ? [] : [{ at: Date.parse(at), rate }];
  });
  const newest = points.at(-1);
  if (!newest) return undefined;
  return {
    runs: runsOf(points, history.step_s * HOLE_STEPS * 1000),
    peak: points.reduce((top, each) => (each.rate > top.rate ? each : top)),
    from: newest.at - SHOWN_MS,
    to: newest.at,
    takeovers: takeoversOf(history),
  };
}

/** Return the sum over all replicas; undefined if none is known. */
function rateAt({ replicas }: History, index: number): number | undefined {
  const known = replicas
    .map(({ readings_per_s }) => readings_per_s[index])
    .filter((rate): rate is number => typeof rate === "number");
  return known.length > 0 ? known.reduce((sum, rate) => sum + rate, 0) : undefined;
}

function runsOf(points: Point[], holeMs: number): Point[][] {
  const runs: Point[][] = [];
  let before: Point | undefined;
  for (const point of points) {
    if (!before || point.at - before.at > holeMs) runs.push([]);
    runs.at(-1)?.push(point);
    before = point;
  }
  return runs;
}

function takeoversOf({ at, active }: History): RateHistory["takeovers"] {
  return active
    .flatMap((by, index) => {
      const isTaken = index > 0 && by !== active[index - 1];
      return isTaken ? [{ at: at[index] ?? "", by }] : [];
    })
    .reverse();
}
