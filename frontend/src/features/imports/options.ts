import type { components, operations } from "@/api/generated/monitoring";
import { ApiError } from "@/api/problem";

export type FileReport = components["schemas"]["FileReport"];
export type Mapping = components["schemas"]["UsedMapping"];
type Asked = NonNullable<operations["start_import"]["parameters"]["query"]>;

/** The chosen format. Whatever is left out is detected by the service. */
export type ImportOptions = Omit<Asked, "file_name">;

/** Rows that belong together, by the values of the columns that tell them apart. */
export type Series = components["schemas"]["FileSeries"];

/** The rows that count: `column=value` for each, and whether rows of a time are added. */
export interface Choice {
  only: string[];
  add: boolean;
}

export const ALL_ROWS: Choice = { only: [], add: false };

/** The format as form fields; an empty field is detected by the service. */
export type FormOptions = Partial<
  Record<Exclude<keyof ImportOptions, "only" | "add" | "add_column">, string>
>;

export function optionsOf(filled: FormOptions, { only, add }: Choice = ALL_ROWS): ImportOptions {
  const entries = Object.entries(filled).map(([name, text]) => [name, text.trim()] as const);
  return {
    ...Object.fromEntries(entries.filter(([, text]) => text !== "")),
    ...(only.length > 0 ? { only } : {}),
    ...(add ? { add } : {}),
  };
}

/** Return the choices that keep the rows of a series. */
export function choicesOf({ filter }: Series): string[] {
  return Object.entries(filter).map(([name, value]) => `${name}=${value}`);
}

/** Return the series to choose from, if the service asks for a choice. */
export function seriesOf(error: Error | null): Series[] {
  const series = error instanceof ApiError ? error.more.series : undefined;
  return Array.isArray(series) ? series : [];
}

/** Return the names of the file's columns, from the preview or from its error. */
export function columnsOf(report: FileReport | undefined, error: Error | null): string[] {
  if (report?.columns) return report.columns;
  const columns = error instanceof ApiError ? error.more.columns : undefined;
  return Array.isArray(columns) ? columns.filter((each) => typeof each === "string") : [];
}
