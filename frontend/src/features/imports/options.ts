import type { components, operations } from "@/api/generated/monitoring";
import { ApiError } from "@/api/problem";

export type FileReport = components["schemas"]["FileReport"];
export type Mapping = components["schemas"]["UsedMapping"];
type Asked = NonNullable<operations["start_import"]["parameters"]["query"]>;

/** The chosen format. Whatever is left out is detected by the service. */
export type ImportOptions = Omit<Asked, "file_name">;

/** Rows that belong together, by the values of the columns that tell them apart. */
export type Series = components["schemas"]["FileSeries"];

/** The channel of a device that a series fills. */
export interface Target {
  device: string;
  channel: string;
}

/** The target of each series, by its key; a series without one isn't imported. */
export type Targets = Record<string, Target | undefined>;

/** The format as form fields; an empty field is detected by the service. */
export type FormOptions = Partial<
  Record<Exclude<keyof ImportOptions, "only" | "add" | "add_column" | "series">, string>
>;

/** Return the options of a request. `parts`: what fills which channel, if somebody chose it. */
export function optionsOf(filled: FormOptions, parts: string[] = []): ImportOptions {
  const entries = Object.entries(filled).map(([name, text]) => [name, text.trim()] as const);
  const options = Object.fromEntries(entries.filter(([, text]) => text !== ""));
  if (parts.length === 0) return options;
  const { channel: _, value_column: __, ...ofFile } = options;
  return { ...ofFile, series: parts };
}

/** Return what tells a series of a file apart from the others. */
export function keyOf({ filter, column }: Series): string {
  return JSON.stringify([column ?? null, filter]);
}

/** Return the channel that words in the file suggest, for somebody to confirm. */
export function suggestedTarget(series: Series, device: string): Target | undefined {
  const { energy, direction } = series;
  if (energy !== null && energy !== "electricity") return { device, channel: energy };
  return direction === null ? undefined : { device, channel: direction };
}

/** Return the parts of an import, as the service reads them: one for each channel. */
export function partsOf(series: Series[], targets: Targets): string[] {
  const groups = new Map<string, { target: Target; members: Series[] }>();
  for (const each of series) {
    const target = targets[keyOf(each)];
    if (target === undefined) continue;
    const key = `${target.device} ${target.channel}`;
    const group = groups.get(key) ?? { target, members: [] };
    groups.set(key, { target, members: [...group.members, each] });
  }
  return [...groups.values()].map(({ target, members }) => partOf(target, members));
}

function partOf({ device, channel }: Target, members: Series[]): string {
  const only = new Set(members.flatMap(choicesOf));
  const columns = [...new Set(members.flatMap(({ column }) => column ?? []))];
  const rows = new Set(members.map(({ filter }) => JSON.stringify(filter)));
  return JSON.stringify({
    device_id: device,
    channel,
    only: [...only],
    ...(columns.length > 0 ? { value_column: columns[0], add_column: columns.slice(1) } : {}),
    ...(rows.size > 1 ? { add: true } : {}),
  });
}

/** Return whether the series of each channel can be added: no others have the same values. */
export function canBeAdded(series: Series[], targets: Targets): boolean {
  return partsOf(series, targets).every((text) => {
    const { only, value_column, add_column = [] } = JSON.parse(text);
    const columns = value_column === undefined ? [undefined] : [value_column, ...add_column];
    const values = new Map<string, number>();
    for (const each of only as string[]) {
      const name = each.slice(0, each.indexOf("="));
      values.set(name, (values.get(name) ?? 0) + 1);
    }
    const taken = [...values.values()].reduce((product, count) => product * count, 1);
    const members = series.filter((each) => {
      const { device, channel } = targets[keyOf(each)] ?? {};
      const part = JSON.parse(text);
      return device === part.device_id && channel === part.channel;
    });
    return members.length === taken * columns.length;
  });
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
