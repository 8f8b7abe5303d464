import { oneOf, text, uuid } from "@/components/search-params";
import {
  type Choice,
  DIRECTIONS,
  type Direction,
  ENERGY_KINDS,
  type EnergyKind,
  FROM_GRID,
  UNITS,
  type Unit,
} from "@/features/consumption/kinds";
import { isDay, type Span } from "@/i18n/calendar";

export const SPANS = ["day", "week", "month", "year"] as const satisfies readonly Span[];
export const COMPARISONS = ["previous", "year"] as const;

/** The state of the history page, so that its address can be saved and shared. */
export interface HistorySearch {
  date?: string | undefined;
  span?: Span | undefined;
  /** One device; all of them if undefined. */
  device?: string | undefined;
  /** What is shown; left out: electricity from the grid. */
  kind?: EnergyKind | undefined;
  direction?: Direction | "both" | undefined;
  unit?: Unit | undefined;
  /** Each channel by itself. */
  split?: "channel" | undefined;
  compare?: (typeof COMPARISONS)[number] | undefined;
  view?: "table" | undefined;
  /** The start of the hour that is selected. */
  hour?: string | undefined;
}

/** Return what the address says is shown. */
export function choiceIn({ kind, direction, unit }: HistorySearch): Choice {
  return {
    kind: kind ?? FROM_GRID.kind,
    direction: direction ?? FROM_GRID.direction,
    ...(unit ? { unit } : {}),
  };
}

/** Return the part of the address that says what is shown; nothing for electricity from the grid. */
export function searchOf({ kind, direction, unit }: Choice): HistorySearch {
  return {
    kind: kind === FROM_GRID.kind ? undefined : kind,
    direction: direction === FROM_GRID.direction ? undefined : direction,
    unit,
    split: undefined,
  };
}

export function historySearch(given: Record<string, unknown>): HistorySearch {
  return {
    date: isDay(given.date) ? given.date : undefined,
    span: oneOf(given.span, SPANS),
    device: uuid(given.device),
    kind: oneOf(given.kind, ENERGY_KINDS),
    direction: oneOf(given.direction, [...DIRECTIONS, "both"] as const),
    unit: oneOf(given.unit, UNITS),
    split: oneOf(given.split, ["channel"]),
    compare: oneOf(given.compare, COMPARISONS),
    view: oneOf(given.view, ["table"]),
    hour: text(given.hour),
  };
}
