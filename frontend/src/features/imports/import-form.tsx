import { useQuery } from "@tanstack/react-query";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import type { Device } from "@/features/devices/queries";
import { useLanguage } from "@/language/language";
import { Button } from "@/parts/button";
import { Field } from "@/parts/field";
import { explain } from "@/parts/states";
import { FileReportView } from "./file-report";
import { MappingFields } from "./mapping-fields";
import { columnsOf, type FileReport, type Said, saidIn } from "./options";
import { type Chosen, previewQuery, useStartImport } from "./queries";

/** Asks for a file and shows what it says under each choice; only then is it put in. */
export function ImportForm({ device }: { device: Device }) {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<Chosen>();
  const [said, setSaid] = useState<Said>({});
  const preview = useQuery(previewQuery(device.id, chosen, said));
  const start = useStartImport(device.id);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    start.reset();
    setChosen((before) => file && { file, key: (before?.key ?? 0) + 1 });
  };
  const change = (event: FormEvent<HTMLFormElement>): void =>
    setSaid(saidIn(new FormData(event.currentTarget)));
  const run = (): void => {
    if (!chosen) return;
    // What is put in is what was shown: the same file, read in the same way.
    start.mutate({ chosen, said }, { onSuccess: () => setChosen(undefined) });
  };
  const columns = columnsOf(preview.data, preview.error);
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
      <div className="grid gap-6">
        <Field
          // A file that was put in leaves the field; the next choice is a new one.
          key={start.data?.id ?? 0}
          label={words.imports.file}
          hint={words.imports.fileHint}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="py-2 file:mr-3 file:border-0 file:bg-transparent file:font-semibold file:text-ink"
          onChange={choose}
        />
        {chosen && (
          <form
            key={chosen.key}
            onChange={change}
            onSubmit={(event) => event.preventDefault()}
            aria-label={words.imports.mapping}
          >
            <MappingFields mapping={preview.data?.mapping} columns={columns} said={said} />
          </form>
        )}
      </div>
      <div className="grid gap-4" aria-live="polite">
        {chosen && preview.isPending && <p className="late text-soft">{words.imports.reading}</p>}
        {chosen && preview.error && <Refusal error={preview.error} />}
        {chosen && preview.data && !preview.error && (
          <section
            aria-labelledby="says"
            className={`grid gap-4 transition-opacity ${preview.isPlaceholderData ? "opacity-50" : ""}`}
          >
            <h2 id="says" className="font-semibold">
              {words.imports.says}
            </h2>
            <FileReportView report={preview.data} />
            <Starting
              report={preview.data}
              replaces={said.conflicts === "replace"}
              isBusy={start.isPending || preview.isPlaceholderData}
              isSending={start.isPending}
              onStart={run}
            />
          </section>
        )}
        {start.error && <Refusal error={start.error} />}
      </div>
    </div>
  );
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
      <Button weight="main" disabled={isBusy} onClick={onStart}>
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
