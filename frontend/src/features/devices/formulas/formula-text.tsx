import { useLanguage } from "@/i18n/language";
import { type Device, useDeviceNames } from "../queries";
import { type FormulaStep, formulaInWords, othersIn } from "./words";

interface FormulaTextProps {
  device: Device;
  formula: FormulaStep[];
}

/** The formula of a calculated channel in words. */
export function FormulaText({ device, formula }: FormulaTextProps) {
  const { words, format } = useLanguage();
  const names = useDeviceNames(othersIn(device));
  return (
    <>
      {formulaInWords(formula, { device, names, words, format }).map((line) => (
        <span key={line} className="block break-words text-soft">
          {line}
        </span>
      ))}
    </>
  );
}
