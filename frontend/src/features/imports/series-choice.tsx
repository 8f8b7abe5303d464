import { useLanguage } from "@/i18n/language";
import { type Choice, choicesOf, type Series } from "./options";

interface SeriesChoiceProps {
  series: Series[];
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

/** The series of a file that holds several: one or more of them, or all added together. */
export function SeriesChoice({ series, choice, onChoose }: SeriesChoiceProps) {
  const { words } = useLanguage();
  const texts = words.imports;
  const toggle = (each: Series, isChosen: boolean) => {
    const others = series.filter((other) => other !== each && isKept(other, choice));
    const kept = isChosen ? [...others, each] : others;
    onChoose({ ...choice, only: [...new Set(kept.flatMap(choicesOf))] });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2">
        <span className="font-semibold">{texts.series}</span>
        <span className="block text-small text-soft">{texts.seriesHint}</span>
      </legend>
      {series.map((each) => (
        <label key={choicesOf(each).join()} className="flex items-baseline gap-2.5">
          <input
            type="checkbox"
            checked={isKept(each, choice)}
            onChange={({ target }) => toggle(each, target.checked)}
          />
          <Described series={each} />
        </label>
      ))}
      <label className="flex items-baseline gap-2.5 border-line border-t pt-2">
        <input
          type="checkbox"
          checked={choice.add}
          onChange={({ target }) => onChoose({ ...choice, add: target.checked })}
        />
        {texts.seriesAdd}
      </label>
    </fieldset>
  );
}

function isKept(series: Series, { only }: Choice): boolean {
  return choicesOf(series).every((each) => only.includes(each));
}

function Described({ series }: { series: Series }) {
  const { words } = useLanguage();
  const { energies, directions, seriesRows } = words.imports;
  const guesses = [
    series.energy && energies[series.energy],
    series.direction && directions[series.direction],
  ].filter(Boolean);
  return (
    <span className="wrap-anywhere min-w-0">
      {Object.entries(series.filter)
        .map(([name, value]) => `${name}: ${value || "–"}`)
        .join(", ")}{" "}
      <span className="text-soft">
        {[seriesRows(series.rows, series.total, series.unit), ...guesses].join(" · ")}
      </span>
    </span>
  );
}
