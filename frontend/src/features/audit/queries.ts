import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, json } from "@/api/client";
import type { components } from "@/api/generated/users";
import type { AuditSearch } from "./search";

export type Act = components["schemas"]["ActView"];

const ACTS_PER_PAGE = 50;

export function actsQuery(search: AuditSearch) {
  const query = { ...asked(search), after: search.after ?? null, limit: ACTS_PER_PAGE };
  return queryOptions({
    queryKey: ["audit", query],
    queryFn: ({ signal }) => json(api.GET("/api/users/audit", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Return all matching entries as a CSV file. */
export function actsCsv(search: AuditSearch): Promise<Blob> {
  const query = { ...asked(search), format: "csv" as const };
  return data(api.GET("/api/users/audit", { params: { query }, parseAs: "blob" }));
}

function asked({ who, action, outcome, on, address, from, to }: AuditSearch) {
  return {
    who: who ?? null,
    action: action ?? null,
    outcome: outcome ?? null,
    subject: on ?? null,
    address: address ?? null,
    from: startOf(from, 0),
    to: startOf(to, 1),
  };
}

/** Return the start of a day in the viewer's time zone, or of a day that many days later. */
function startOf(date: string | undefined, later: number): string | null {
  if (date === undefined) return null;
  const moment = new Date(`${date}T00:00:00`);
  moment.setDate(moment.getDate() + later);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
