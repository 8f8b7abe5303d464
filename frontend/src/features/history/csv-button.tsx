import type { RangeConsumption } from "@/charts/bars";
import { useLanguage } from "@/language/language";
import { Button } from "@/parts/button";
import { DownloadIcon } from "@/parts/icons";
import { asCsv } from "./csv";

/** Saves what is in sight. */
export function CsvButton({ consumption }: { consumption: RangeConsumption }) {
  const { words } = useLanguage();
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([asCsv(consumption)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `consumption_${consumption.from}_${consumption.to}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button weight="quiet" onClick={save} aria-label={words.history.csv}>
      <DownloadIcon />
      CSV
    </Button>
  );
}
