import type { components } from "@/api/generated/devices";
import type { Channel } from "../channel-names";

export const OTHER = "other";

export const KINDS = ["electricity", "gas", "water", "heat", "cooling"] as const;
export const DIRECTIONS = ["import", "export", "production", "consumption"] as const;

/** The units of each kind, the usual one first. */
export const UNITS: Record<Channel["kind"], readonly [Channel["unit"], ...Channel["unit"][]]> = {
  electricity: ["kWh"],
  gas: ["m3", "L", "kWh"],
  water: ["m3", "L"],
  heat: ["GJ", "kWh"],
  cooling: ["GJ", "kWh"],
};

/** What a new channel is: `chosen` is a code that explains itself, or `OTHER`. */
export interface Meaning {
  chosen: string;
  kind: Channel["kind"];
  direction: Channel["direction"];
  unit: Channel["unit"];
}

type Asked = Pick<components["schemas"]["ChannelCreation"], "code" | "kind" | "direction" | "unit">;

/** Return the meaning as the service takes it. */
export function asked({ chosen, kind, direction, unit }: Meaning, code: string): Asked {
  return chosen === OTHER ? { code, kind, direction, unit } : { code: chosen, unit };
}
