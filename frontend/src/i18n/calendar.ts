/** Calendar days as ISO text ("2025-11-25"), which sort and compare as they are. */

const DAY_MS = 86_400_000;

export type Span = "day" | "week" | "month" | "year";

/** Return today in a time zone. */
export function today(zone: string, now: Date = new Date()): string {
  return dayOf(now, zone);
}

/** Return the calendar day of a moment in a time zone. */
export function dayOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
  return parts;
}

export function addDays(date: string, days: number): string {
  return iso(new Date(noon(date).getTime() + days * DAY_MS));
}

/** Return the first day of the span that contains `date`. Weeks start on Monday. */
export function spanStart(date: string, span: Span): string {
  if (span === "week") return addDays(date, -((noon(date).getUTCDay() + 6) % 7));
  if (span === "month") return `${date.slice(0, 7)}-01`;
  if (span === "year") return `${date.slice(0, 4)}-01-01`;
  return date;
}

/** Return the first day after the span that contains `date`. */
export function spanEnd(date: string, span: Span): string {
  return step(spanStart(date, span), span, 1);
}

/** Return the first day of the span, `count` spans later. */
export function step(date: string, span: Span, count: number): string {
  const start = noon(spanStart(date, span));
  if (span === "day") return addDays(date, count);
  if (span === "week") return addDays(iso(start), 7 * count);
  if (span === "month") start.setUTCMonth(start.getUTCMonth() + count);
  if (span === "year") start.setUTCFullYear(start.getUTCFullYear() + count);
  return iso(start);
}

export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = noon(text);
  return !Number.isNaN(at.getTime()) && iso(at) === text && text >= "2000-01-01";
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

function iso(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Return the viewer's time zone. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
