import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "@/api/problem";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { explain } from "@/components/states";
import type { Device } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { FileReportView } from "./file-report";
import { MappingFields } from "./mapping-fields";
import {
  canBeAdded,
  columnsOf,
  type FileReport,
  type FormOptions,
  keyOf,
  optionsOf,
  partsOf,
  type Series,
  seriesOf,
  suggestedTarget,
  type Targets,
} from "./options";
import { type ChosenFile, previewQuery, useStartImport } from "./queries";
import { SeriesChoice } from "./series-choice";

/** Asks for a file and shows its preview for the chosen format; only then can it be imported. */
export function ImportForm({ device }: { device: Device }) {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<ChosenFile>();
  const [imported, setImported] = useState(0);
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
      <Field
        // Empty the field after an import.
        key={imported}
        label={words.imports.file}
        hint={words.imports.fileHint}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.xml,.gz,.zip,text/csv,text/plain"
        className="py-2 file:mr-3 file:border-0 file:bg-transparent file:font-semibold file:text-ink"
        onChange={({ target }) => {
          const file = target.files?.[0];
          setChosen((before) => file && { file, key: (before?.key ?? 0) + 1 });
        }}
      />
      {chosen && (
        <FilePreview
          key={chosen.key}
          device={device}
          chosen={chosen}
          onStarted={() => {
            setChosen(undefined);
            setImported((count) => count + 1);
          }}
        />
      )}
    </div>
  );
}

interface FilePreviewProps {
  device: Device;
  chosen: ChosenFile;
  onStarted: () => void;
}

/** The format of a file and the preview that it gives. */
function FilePreview({ device, chosen, onStarted }: FilePreviewProps) {
  const { words } = useLanguage();
  const [filled, setFilled] = useState<FormOptions>({});
  const [chosenTargets, setTargets] = useState<Targets>();
  const [series, setSeries] = useState<Series[]>([]);
  const targets = chosenTargets ?? suggestions(series, device);
  const options = optionsOf(filled, canBeAdded(series, targets) ? partsOf(series, targets) : []);
  const preview = useQuery(previewQuery(device.id, chosen, options));
  const columns = useColumns(preview.data, preview.error);
  useSeries(preview.error, setSeries);
  const start = useStartImport(device.id);
  const report = preview.error ? undefined : preview.data;
  return (
    <>
      <div className="grid gap-4 lg:row-span-2" aria-live="polite">
        {preview.isPending && <p className="late text-soft">{words.imports.reading}</p>}
        {preview.error && <ImportError error={preview.error} />}
        {series.length > 0 && (
          <SeriesChoice device={device} series={series} targets={targets} onChoose={setTargets} />
        )}
        {report && (
          <section
            aria-labelledby="preview"
            className={`grid gap-4 transition-opacity ${preview.isPlaceholderData ? "opacity-50" : ""}`}
          >
            <h2 id="preview" className="font-semibold">
              {words.imports.preview}
            </h2>
            <FileReportView report={report} />
            <StartButton
              report={report}
              replaces={options.conflicts === "replace"}
              isBusy={start.isPending || preview.isPlaceholderData}
              isSending={start.isPending}
              // Import exactly what was previewed: the same file in the same format.
              onStart={() => start.mutate({ chosen, options, report }, { onSuccess: onStarted })}
            />
          </section>
        )}
        {start.error && <ImportError error={start.error} />}
      </div>
      <MappingFields
        device={device}
        isOfParts={series.length > 0}
        mapping={report?.mapping}
        columns={columns}
        filled={filled}
        onFill={(name, text) => setFilled((before) => ({ ...before, [name]: text }))}
      />
    </>
  );
}

/** The columns as last reported; they stay visible while another format is tried. */
function useColumns(report: FileReport | undefined, error: Error | null): string[] {
  const [columns, setColumns] = useState<string[]>([]);
  useEffect(() => {
    const found = columnsOf(report, error);
    if (found.length > 0) setColumns(found);
  }, [report, error]);
  return columns;
}

/** The series that a choice was last asked for; they stay visible once it is made. */
function useSeries(error: Error | null, onAsked: (series: Series[]) => void): void {
  useEffect(() => {
    const found = seriesOf(error);
    if (found.length > 0) onAsked(found);
  }, [error, onAsked]);
}

function suggestions(series: Series[], device: Device): Targets {
  return Object.fromEntries(series.map((each) => [keyOf(each), suggestedTarget(each, device.id)]));
}

interface StartButtonProps {
  report: FileReport;
  /** Whether values from the file replace stored ones. */
  replaces: boolean;
  isBusy: boolean;
  isSending: boolean;
  onStart: () => void;
}

function StartButton({ report, replaces, isBusy, isSending, onStart }: StartButtonProps) {
  const { words } = useLanguage();
  const changes = report.new > 0 || (replaces && report.conflicting > 0);
  if (report.readings === 0) return <p className="font-semibold">{words.imports.noneValid}</p>;
  return (
    <div className="grid justify-items-start gap-2">
      {!changes && <p>{words.imports.nothingNew}</p>}
      <Button variant="primary" disabled={isBusy} onClick={onStart}>
        {isSending ? words.imports.starting : words.imports.start(report.readings)}
      </Button>
    </div>
  );
}

/** The error in the user's language, and the service's own message for details. */
function ImportError({ error }: { error: Error }) {
  const { words } = useLanguage();
  const isUnclear = error instanceof ApiError && error.code === "mapping_unclear";
  return (
    <div role="alert" className="grid gap-1 border-edge border-l-2 py-1 pl-4">
      <p>{explain(error, words)}</p>
      {isUnclear && (
        <p lang="en" className="text-small text-soft">
          {error.message}
        </p>
      )}
    </div>
  );
}
