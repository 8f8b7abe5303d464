import type { RangeConsumption } from "@/charts/bars";

const HEADER =
  "starts_at_utc,ends_at_utc,starts_at_local,time_zone,energy_kwh,coverage,state,over_limit_hours";

/** What is in sight as comma-separated values; unknown energy is an empty field, never 0. */
export function asCsv({ buckets, time_zone: zone }: RangeConsumption): string {
  const local = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const lines = buckets.map((each) =>
    [
      each.starts_at,
      each.ends_at,
      local.format(new Date(each.starts_at)),
      zone,
      each.energy_kwh ?? "",
      each.coverage ?? "",
      each.state,
      each.over_limit_hours,
    ].join(","),
  );
  return `${[HEADER, ...lines].join("\r\n")}\r\n`;
}
