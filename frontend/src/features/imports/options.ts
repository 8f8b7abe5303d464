import type { components, operations } from "@/api/generated/monitoring";
import { ApiError } from "@/api/problem";

export type FileReport = components["schemas"]["FileReport"];
export type Mapping = components["schemas"]["UsedMapping"];
type Asked = NonNullable<operations["start_import"]["parameters"]["query"]>;

/** The chosen format. Whatever is left out is detected by the service. */
export type ImportOptions = Omit<Asked, "file_name">;

/** The format as form fields; an empty field is detected by the service. */
export type FormOptions = Partial<Record<keyof ImportOptions, string>>;

export function optionsOf(filled: FormOptions): ImportOptions {
  const entries = Object.entries(filled).map(([name, text]) => [name, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ""));
}

/** Return the names of the file's columns, from the preview or from its error. */
export function columnsOf(report: FileReport | undefined, error: Error | null): string[] {
  if (report?.columns) return report.columns;
  const columns = error instanceof ApiError ? error.more.columns : undefined;
  return Array.isArray(columns) ? columns.filter((each) => typeof each === "string") : [];
}
