import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/monitoring";
import type { Words } from "@/i18n/en";
import { unitSign } from "@/i18n/format";

export type MeasuredKind = components["schemas"]["MeasuredKind"];
export type EnergyKind = MeasuredKind["kind"];
export type Direction = MeasuredKind["direction"];
export type Unit = MeasuredKind["unit"];

export const ENERGY_KINDS = ["electricity", "gas", "water", "heat", "cooling"] as const;
export const DIRECTIONS = ["import", "export", "production", "consumption"] as const;
export const UNITS = ["kWh", "m3", "L", "GJ"] as const satisfies readonly Unit[];

/** What devices measure: those asked for, or all that the caller may see. */
export function kindsQuery(wanted: { devices?: string[]; isPresent?: boolean } = {}) {
  const { devices, isPresent = false } = wanted;
  const query = { ...(devices ? { device_id: devices } : {}), present: isPresent };
  return queryOptions({
    queryKey: ["kinds", query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/monitoring/channels/kinds", { params: { query }, signal })),
    staleTime: 60_000,
  });
}

/** What is shown: a kind and direction, or (`both`) what came from the grid and went to it. */
export interface Choice {
  kind: EnergyKind;
  direction: Direction | "both";
  /** Where the kind is measured in several units. */
  unit?: Unit | undefined;
}

export const FROM_GRID: Choice = { kind: "electricity", direction: "import" };

/** Return what can be chosen of what is measured, electricity from the grid first. */
export function choicesOf(measured: MeasuredKind[]): Choice[] {
  const choices: Choice[] = measured.map(({ kind, direction, unit }) => {
    const units = measured.filter((each) => each.kind === kind && each.direction === direction);
    return { kind, direction, ...(units.length > 1 ? { unit } : {}) };
  });
  const isBoth = (["import", "export"] as const).every((direction) =>
    measured.some((each) => each.kind === "electricity" && each.direction === direction),
  );
  if (!isBoth) return choices;
  const place = choices.findIndex(({ direction }) => direction === "export") + 1;
  return choices.toSpliced(place, 0, { kind: "electricity", direction: "both" });
}

/** Return whether two choices are the same. */
export function isSame(one: Choice, other: Choice): boolean {
  return one.kind === other.kind && one.direction === other.direction && one.unit === other.unit;
}

/** Return a choice in words. */
export function choiceText({ kind, direction, unit }: Choice, words: Words): string {
  const texts = words.energy;
  if (direction === "both") return texts.both;
  if (kind === "electricity") return texts.electricity[direction];
  const name = texts.kinds[kind];
  const told = direction === "import" ? name : texts.kindIn(name, texts.directions[direction]);
  return unit ? texts.kindIn(told, unitSign(unit)) : told;
}

/** Return a choice as one word of a list of options. */
export function choiceKey({ kind, direction, unit }: Choice): string {
  return [kind, direction, ...(unit ? [unit] : [])].join("-");
}

/** Return the codes of the channels of a choice; none for two directions at once. */
export function channelsOf(measured: MeasuredKind[], choice: Choice): string[] {
  const found = measured.filter(
    ({ kind, direction, unit }) =>
      kind === choice.kind &&
      direction === choice.direction &&
      (choice.unit === undefined || unit === choice.unit),
  );
  return [...new Set(found.flatMap(({ channels }) => channels))];
}
