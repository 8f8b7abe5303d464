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
import { columnsOf, type FileReport, type FormOptions, optionsOf } from "./options";
import { type ChosenFile, previewQuery, useStartImport } from "./queries";

/** Asks for a file and shows what it says under each choice; only then is it put in. */
export function ImportForm({ device }: { device: Device }) {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<ChosenFile>();
  const [imported, setImported] = useState(0);
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
      <Field
        // A file that was put in leaves the field; the next choice is a new one.
        key={imported}
        label={words.imports.file}
        hint={words.imports.fileHint}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        className="py-2 file:mr-3 file:border-0 file:bg-transparent file:font-semibold file:text-ink"
        onChange={({ target }) => {
          const file = target.files?.[0];
          setChosen((before) => file && { file, key: (before?.key ?? 0) + 1 });
        }}
      />
      {chosen && (
        <Reading
          key={chosen.key}
          deviceId={device.id}
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

interface ReadingProps {
  deviceId: string;
  chosen: ChosenFile;
  onStarted: () => void;
}

/** How one file is read, and what it says when read like that. */
function Reading({ deviceId, chosen, onStarted }: ReadingProps) {
  const { words } = useLanguage();
  const [filled, setFilled] = useState<FormOptions>({});
  const said = optionsOf(filled);
  const preview = useQuery(previewQuery(deviceId, chosen, said));
  const columns = useColumns(preview.data, preview.error);
  const start = useStartImport(deviceId);
  const report = preview.error ? undefined : preview.data;
  return (
    <>
      <div className="grid gap-4 lg:row-span-2" aria-live="polite">
        {preview.isPending && <p className="late text-soft">{words.imports.reading}</p>}
        {preview.error && <Refusal error={preview.error} />}
        {report && (
          <section
            aria-labelledby="says"
            className={`grid gap-4 transition-opacity ${preview.isPlaceholderData ? "opacity-50" : ""}`}
          >
            <h2 id="says" className="font-semibold">
              {words.imports.preview}
            </h2>
            <FileReportView report={report} />
            <Starting
              report={report}
              replaces={said.conflicts === "replace"}
              isBusy={start.isPending || preview.isPlaceholderData}
              isSending={start.isPending}
              // What is put in is what was shown: the same file, read in the same way.
              onStart={() => start.mutate({ chosen, said }, { onSuccess: onStarted })}
            />
          </section>
        )}
        {start.error && <Refusal error={start.error} />}
      </div>
      <MappingFields
        mapping={report?.mapping}
        columns={columns}
        filled={filled}
        onFill={(name, text) => setFilled((before) => ({ ...before, [name]: text }))}
      />
    </>
  );
}

/** The columns as last told: while another choice is tried they stay what they are. */
function useColumns(report: FileReport | undefined, error: Error | null): string[] {
  const [columns, setColumns] = useState<string[]>([]);
  useEffect(() => {
    const told = columnsOf(report, error);
    if (told.length > 0) setColumns(told);
  }, [report, error]);
  return columns;
}

interface StartingProps {
  report: FileReport;
  /** Whether the file's values are taken where others are stored. */
  replaces: boolean;
  isBusy: boolean;
  isSending: boolean;
  onStart: () => void;
}

function Starting({ report, replaces, isBusy, isSending, onStart }: StartingProps) {
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

/** The refusal in the reader's words, and what exactly is asked for in the platform's. */
function Refusal({ error }: { error: Error }) {
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
