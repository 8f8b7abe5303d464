import { useMutation } from "@tanstack/react-query";
import { csvOf, type Range } from "@/features/consumption/queries";
import { useLanguage } from "@/language/language";
import { Button } from "@/parts/button";
import { DownloadIcon } from "@/parts/icons";
import { saveFile } from "@/parts/save-file";
import { explain } from "@/parts/states";

/** Saves what is in sight, as the platform writes it: each device by itself, units in the names. */
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
        weight="quiet"
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
