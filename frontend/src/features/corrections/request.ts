import type { components } from "@/api/generated/monitoring";
import { momentsIn } from "@/i18n/zoned";

type Schemas = components["schemas"];
export type CorrectionRequest =
  | Schemas["SetReading"]
  | Schemas["ScaleRange"]
  | Schemas["RemoveRange"]
  | Schemas["SwapMeter"];
export type Action = CorrectionRequest["action"];
export type Target = Schemas["ScaleRange"]["target"] & string;

export const ACTIONS: Action[] = ["set", "scale", "remove", "swap"];

/** Thrown for a clock time that the clock change skips. */
export class NoSuchTime extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`no such time: ${field}`);
    this.name = "NoSuchTime";
    this.field = field;
  }
}

/** Return the name of the field that tells which of two equal clock times is meant. */
export function occurrenceField(name: string): string {
  return `${name}-turn`;
}

/**
 * Return the request for a filled-in form, with times in `zone`. Energy stays text as typed,
 * so that no digit is lost. Throws `NoSuchTime`.
 */
export function requestOf(action: Action, form: FormData, zone: string): CorrectionRequest {
  const text = (name: string): string => String(form.get(name) ?? "").trim();
  const moment = (name: string): string => {
    const [first, second] = momentsIn(text(name), zone);
    if (first === undefined) throw new NoSuchTime(name);
    return text(occurrenceField(name)) === "second" && second !== undefined ? second : first;
  };
  const reason = text("reason");
  const target: Target = text("target") === "registers" ? "registers" : "readings";
  switch (action) {
    case "set": {
      const measured_at = moment("at");
      if (target === "registers")
        return { action, measured_at, register_kwh: text("value"), reason };
      const interval = text("interval");
      const interval_s = interval === "" ? null : Number(interval);
      return { action, measured_at, energy_kwh: text("value"), interval_s, reason };
    }
    case "scale":
      return {
        action,
        from: moment("from"),
        to: moment("to"),
        target,
        factor: text("factor"),
        reason,
      };
    case "remove":
      return { action, from: moment("from"), to: moment("to"), target, reason };
    case "swap":
      return {
        action,
        at: moment("at"),
        old_last_kwh: text("old"),
        new_first_kwh: text("new"),
        reason,
      };
  }
}
