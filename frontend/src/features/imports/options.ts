import type { components, operations } from "@/api/generated/monitoring";
import { ApiError } from "@/api/problem";

export type FileReport = components["schemas"]["FileReport"];
export type Mapping = components["schemas"]["UsedMapping"];
type Asked = NonNullable<operations["start_import"]["parameters"]["query"]>;

/** What was said of a file. Whatever is left out the platform guesses, and tells. */
export type Said = Omit<Asked, "file_name">;

/** The options by name, as fields hold them: an empty one is left to the platform. */
export type FormOptions = Partial<Record<keyof Said, string>>;

export function optionsOf(filled: FormOptions): Said {
  const entries = Object.entries(filled).map(([name, text]) => [name, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ""));
}

/** Names of the file's columns: of a reading that went well, else of the refusal of one. */
export function columnsOf(report: FileReport | undefined, error: Error | null): string[] {
  if (report?.columns) return report.columns;
  const told = error instanceof ApiError ? error.more.columns : undefined;
  return Array.isArray(told) ? told.filter((each) => typeof each === "string") : [];
}
