import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { RangeConsumption } from "@/charts/bars";
import {
  type Choice,
  channelsOf,
  choicesOf,
  FROM_GRID,
  isSame,
  kindsQuery,
  type MeasuredKind,
} from "@/features/consumption/kinds";
import { consumptionQuery, type Range } from "@/features/consumption/queries";
import { latestQuery } from "@/features/today/latest";
import { firstDayShown, includesNow, type Period } from "./period";
import { choiceIn, type HistorySearch } from "./search";
import { reportingSince } from "./silent-devices";

/** What can be shown, what is shown, and the ranges that hold it. */
export interface Shown {
  choices: Choice[];
  choice: Choice;
  /** False if none of the devices shown has such a channel. */
  isMeasured: boolean;
  canCompare: boolean;
  canSplit: boolean;
  range: Range;
  /** What went to the grid, where both directions are shown. */
  outRange: Range | undefined;
  /** What a file is made of. */
  fileRange: Range;
  /** Names of devices without readings in the period. */
  leftOut: string[];
  isKnown: boolean;
}

/** Return what the address asks to be shown, of what there is. */
export function useShown(period: Period, zone: string, search: HistorySearch): Shown {
  const kinds = useQuery(kindsQuery(search.device ? { devices: [search.device] } : {}));
  const latest = useQuery({ ...latestQuery(), refetchInterval: false });
  const { devices, leftOut } = reportingSince(
    firstDayShown(period, search),
    latest.data?.items ?? [],
    latest.data?.total ?? 0,
  );
  const measured = kinds.data?.items ?? [];
  return {
    ...shownOf(measured, search, {
      ...period,
      devices: search.device ? [search.device] : devices,
      timeZone: zone,
    }),
    leftOut: search.device ? [] : leftOut,
    isKnown: !kinds.isPending && !latest.isPending,
  };
}

/** Return what is shown of what is measured. `range`: of electricity from the grid. */
export function shownOf(
  measured: MeasuredKind[],
  search: HistorySearch,
  range: Range,
): Omit<Shown, "leftOut" | "isKnown"> {
  const choices = choicesOf(measured);
  const choice = choiceIn(search);
  const isBoth = choice.direction === "both";
  const channels = channelsOf(measured, choice);
  const unit = measured.find(({ kind }) => kind === choice.kind)?.unit ?? "kWh";
  const canCompare = !isBoth && (choice.unit ?? unit) === "kWh";
  const canSplit = !isBoth && channels.length > 1;
  const incoming = whole(range, search, choice.direction === "both" ? FROM_GRID : choice);
  const shown: Range = {
    ...incoming,
    compare: canCompare ? search.compare : undefined,
    byChannel: canSplit && search.split === "channel",
  };
  const outgoing = { kind: "electricity", direction: "export" } as const;
  return {
    choices,
    choice,
    isMeasured: choices.length === 0 || choices.some((each) => isSame(each, choice)),
    canCompare,
    canSplit,
    range: shown,
    outRange: isBoth ? whole(range, search, outgoing) : undefined,
    fileRange: isBoth ? { ...shown, channels: bothChannels(measured) } : shown,
  };
}

/** Return the range of one direction. */
function whole(range: Range, { device }: HistorySearch, choice: Choice): Range {
  const { kind, direction, unit } = choice;
  if (direction === "both" || isSame(choice, FROM_GRID)) return range;
  // Only electricity from the grid is measured by every device that could be named.
  const { devices, ...rest } = range;
  return { ...rest, ...(device ? { devices } : {}), energy: { kind, direction, unit } };
}

function bothChannels(measured: MeasuredKind[]): string[] {
  return (["import", "export"] as const).flatMap((direction) =>
    channelsOf(measured, { kind: "electricity", direction }),
  );
}

type Answer = UseQueryResult<RangeConsumption>;

/** Load what is shown; `exported` only where both directions are. */
export function useShownData(
  shown: Shown,
  period: Period,
  zone: string,
): { consumption: Answer; exported: Answer | undefined } {
  const { range, outRange } = shown;
  const refetchInterval = includesNow(period, zone) ? 30_000 : false;
  const isEnabled = shown.isKnown && shown.isMeasured;
  const consumption = useQuery({ ...consumptionQuery(range), enabled: isEnabled, refetchInterval });
  const exported = useQuery({
    ...consumptionQuery(outRange ?? range),
    enabled: isEnabled && outRange !== undefined,
    refetchInterval,
  });
  return { consumption, exported: outRange && exported };
}
