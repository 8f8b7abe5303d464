import { useLanguage } from "@/i18n/language";

interface FigureProps {
  amount: number | null;
  unit?: string;
  label: string;
}

/** The main figure of a page, with a small unit next to it. */
export function Figure({ amount, unit = "kWh", label }: FigureProps) {
  const { format, words } = useLanguage();
  const quantity = amount === null ? undefined : format.quantity(amount, unit);
  return (
    <p className="font-semibold text-figure tracking-[-0.04em]">
      <span className="sr-only">{label}: </span>
      {quantity ? (
        <>
          <span data-testid="figure">{quantity.value}</span>
          <span className="ml-[0.35em] font-normal text-[0.36em] text-soft tracking-normal">
            {quantity.unit}
          </span>
        </>
      ) : (
        <>
          <span aria-hidden="true" className="font-normal text-soft">
            –
          </span>
          <span className="sr-only">{words.history.unknown}</span>
        </>
      )}
    </p>
  );
}
