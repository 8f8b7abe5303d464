import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { DownloadIcon } from "@/components/icons";
import { saveFile } from "@/components/save-file";
import { explain } from "@/components/states";
import { csvOf, type Range } from "@/features/consumption/queries";
import { useLanguage } from "@/i18n/language";

/** Downloads the data shown as CSV: one row per device and interval, units in the column names. */
export function CsvButton({ range }: { range: Range }) {
  const { words } = useLanguage();
  const file = useMutation({
    mutationFn: () => csvOf(range),
    onSuccess: (csv) => saveFile(csv, `consumption_${range.from}_${range.to}.csv`),
  });
  return (
    <>
      {file.error && (
        <span role="alert" className="self-center text-small">
          {explain(file.error, words)}
        </span>
      )}
      <Button
        variant="ghost"
        disabled={file.isPending}
        onClick={() => file.mutate()}
        aria-label={words.history.csv}
      >
        <DownloadIcon />
        CSV
      </Button>
    </>
  );
}
