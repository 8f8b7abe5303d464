import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { type Column, DataTable } from "@/components/data-table";
import { nameOfCode } from "@/features/devices/channel-names";
import { useLanguage } from "@/i18n/language";
import type { FileReport } from "./options";

type Row = FileReport["first_rows"][number];
type PartReport = NonNullable<FileReport["parts"]>[number];
type Rejected = FileReport["rejected_rows"][number];

const SHOWN_AT_FIRST = 5;
const COUNTS = [
  "new",
  "same",
  "conflicting",
  "others",
  "repeated",
  "differing",
  "estimated",
  "repeated_hour",
  "rejected",
] as const;

/** The preview of a file: readings, period, conflicts with stored readings, and rejected rows. */
export function FileReportView({ report }: { report: FileReport }) {
  const { words, format } = useLanguage();
  const { mapping, parts = [], starts_at, ends_at, total_kwh } = report;
  const zone = mapping.time_zone;
  const energy = total_kwh === null ? undefined : format.energy(total_kwh);
  const [part, ...others] = parts;
  const isOther = others.length === 0 && part !== undefined && part.unit !== "kWh";
  return (
    <div className="grid gap-5">
      <div>
        <p className="font-semibold text-title">
          {words.imports.readings(report.readings)}
          {energy && `, ${energy.value}\u00a0${energy.unit}`}
          {isOther && part.total !== null && `, ${format.number(Number(part.total))} ${part.unit}`}
        </p>
        {starts_at && ends_at && (
          <p className="text-soft">
            {words.imports.period(
              format.moment(starts_at, zone),
              format.moment(ends_at, zone),
              zone,
            )}
          </p>
        )}
      </div>
      {parts.length > 1 && <Parts parts={parts} />}
      <Counts report={report} />
      {report.others > report.readings / 2 && <p>{words.imports.othersMany}</p>}
      <RejectedRows report={report} />
      <FirstRows rows={report.first_rows} zone={zone} unit={part?.unit ?? "kWh"} />
    </div>
  );
}

/** What fills which channel, with its total. */
function Parts({ parts }: { parts: PartReport[] }) {
  const { words, format } = useLanguage();
  const columns: Column<PartReport>[] = [
    {
      key: "channel",
      label: words.channels.channel,
      cell: ({ device_name, channel, is_new }) => {
        const name = nameOfCode(channel, words);
        return `${device_name}: ${is_new ? words.imports.seriesNew(name) : name}`;
      },
    },
    {
      key: "readings",
      label: words.imports.readingsOf,
      isFigure: true,
      cell: ({ readings }) => format.number(readings),
    },
    {
      key: "total",
      label: words.imports.total,
      isFigure: true,
      cell: ({ total, unit }) => (total === null ? "–" : `${format.number(Number(total))} ${unit}`),
    },
  ];
  return (
    <DataTable
      label={words.imports.parts}
      columns={columns}
      rows={parts}
      rowKey={({ device_id, channel }) => `${device_id} ${channel}`}
    />
  );
}

/** Rows of zeros are left out, except "new". */
function Counts({ report }: { report: FileReport }) {
  const { words, format } = useLanguage();
  const shown = COUNTS.filter((name) => name === "new" || (report[name] ?? 0) > 0);
  return (
    <dl className="border-line border-t">
      {shown.map((name) => (
        <div
          key={name}
          className="flex flex-row-reverse justify-end gap-3 border-line border-b py-1.5"
        >
          <dt className="text-soft">{words.imports.counts[name]}</dt>
          <dd className="min-w-14 text-right font-semibold">{format.number(report[name] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

function RejectedRows({ report }: { report: FileReport }) {
  const { words, format } = useLanguage();
  const [isComplete, setIsWhole] = useState(false);
  if (report.rejected === 0) return null;
  const label = words.imports.rejectedRows(report.rejected);
  const known = report.rejected_rows;
  const rows = isComplete ? known : known.slice(0, SHOWN_AT_FIRST);
  const reasons: Record<string, string> = words.imports.reasons;
  const columns: Column<Rejected>[] = [
    { key: "line", label: words.imports.line, cell: ({ line }) => format.number(line) },
    {
      key: "why",
      label: words.imports.why,
      cell: ({ reason, detail }) => reasons[reason] ?? detail,
    },
  ];
  return (
    <Part title={label}>
      <DataTable
        label={label}
        columns={columns}
        rows={rows}
        rowKey={({ line, reason }) => `${line} ${reason}`}
      />
      {rows.length < known.length && (
        <Button variant="ghost" className="justify-self-start" onClick={() => setIsWhole(true)}>
          {words.imports.allRejected(known.length)}
        </Button>
      )}
      {isComplete && known.length < report.rejected && (
        <p className="text-small text-soft">{words.imports.cut(known.length)}</p>
      )}
    </Part>
  );
}

function FirstRows({ rows, zone, unit }: { rows: Row[]; zone: string; unit: string }) {
  const { words, format } = useLanguage();
  if (rows.length === 0) return null;
  const columns: Column<Row>[] = [
    { key: "line", label: words.imports.line, cell: ({ line }) => format.number(line) },
    {
      key: "when",
      label: words.table.interval,
      cell: ({ measured_at }) => format.moment(measured_at, zone),
    },
    {
      key: "value",
      label: words.imports.value,
      isFigure: true,
      cell: ({ value_kwh, value }) =>
        value_kwh === null ? `${format.number(value ?? 0)} ${unit}` : format.energyExact(value_kwh),
    },
  ];
  return (
    <Part title={words.imports.firstRows}>
      <DataTable
        label={words.imports.firstRows}
        columns={columns}
        rows={rows.slice(0, SHOWN_AT_FIRST)}
        rowKey={({ line }) => String(line)}
      />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold text-small">{title}</h3>
      {children}
    </div>
  );
}
