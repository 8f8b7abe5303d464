import type { components } from "@/api/generated/devices";
import { momentsIn, zoned } from "@/i18n/zoned";
import type { FormulaStep } from "./words";

type Step = components["schemas"]["Step"];

/** A term as it is being written: its factor is text, without its sign. */
export interface TermDraft {
  key: number;
  deviceId: string;
  channel: string;
  isMinus: boolean;
  factor: string;
}

/** A step as it is being written: `since` is a clock time of the device's zone, or empty. */
export interface StepDraft {
  key: number;
  since: string;
  terms: TermDraft[];
}

const HOUR_MS = 3_600_000;

let lastKey = 0;

/** Return a key for something that is new in a list. */
export function newKey(): number {
  lastKey += 1;
  return lastKey;
}

export function emptyStep(): StepDraft {
  return { key: newKey(), since: "", terms: [] };
}

export function newTerm(deviceId: string, channel: string): TermDraft {
  return { key: newKey(), deviceId, channel, isMinus: false, factor: "" };
}

/** Return a formula as it can be changed. */
export function draftOf(steps: FormulaStep[], zone: string): StepDraft[] {
  return steps.map(({ since, terms }) => ({
    key: newKey(),
    since: since === null ? "" : zoned(since, zone),
    terms: terms.map(({ device_id, channel, factor }) => ({
      key: newKey(),
      deviceId: device_id,
      channel,
      isMinus: factor < 0,
      factor: Math.abs(factor) === 1 ? "" : String(Math.abs(factor)),
    })),
  }));
}

/** Return the formula to send; undefined while a step has no channel or no readable date. */
export function stepsOf(drafts: StepDraft[], zone: string): Step[] | undefined {
  const steps: Step[] = [];
  for (const { since, terms } of drafts) {
    const moment = since === "" ? null : momentOf(since, zone);
    if (terms.length === 0 || moment === undefined) return undefined;
    steps.push({ since: moment, terms: terms.map(termOf) });
  }
  return steps;
}

/** Return the moment of a clock time; one that the clocks skip is that of the hour after. */
function momentOf(clock: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const later = new Date(asUtc + HOUR_MS).toISOString().slice(0, 16);
  return momentsIn(clock, zone)[0] ?? momentsIn(later, zone)[0];
}

function termOf({ deviceId, channel, isMinus, factor }: TermDraft): Step["terms"][number] {
  const size = factor.trim() === "" ? undefined : Number(factor);
  // Without a factor the service checks that the units are the same.
  if (size === undefined && !isMinus) return { device_id: deviceId, channel };
  return { device_id: deviceId, channel, factor: (isMinus ? -1 : 1) * (size ?? 1) };
}
