import { Button } from "@/components/button";
import { InlineSelect } from "@/components/field";
import { BackIcon, NextIcon } from "@/components/icons";
import { choiceKey, choiceText } from "@/features/consumption/kinds";
import type { Device } from "@/features/devices/queries";
import { today } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { includesNow, type Period, periodTitle, stepDate } from "./period";
import { COMPARISONS, type HistorySearch, historySearch, SPANS, searchOf } from "./search";
import type { Shown } from "./use-shown";

interface HistoryControlsProps {
  period: Period;
  zone: string;
  search: HistorySearch;
  shown: Shown;
  devices: Device[];
  onChange: (changed: HistorySearch) => void;
}

/** The period, the device and the comparison. */
export function HistoryControls(props: HistoryControlsProps) {
  const { period, zone, search, shown, devices, onChange } = props;
  const { words } = useLanguage();
  return (
    <header className="grid gap-4">
      <Stepper period={period} zone={zone} onChange={onChange} />
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap">
        <Spans span={period.span} onChange={onChange} />
        <input
          type="date"
          aria-label={words.history.date}
          value={period.date}
          min="2000-01-01"
          max={today(zone)}
          onChange={({ target }) => target.value && onChange(historySearch({ date: target.value }))}
          className="col-span-2 min-h-10 rounded-md border border-edge bg-raised px-2.5"
        />
        <InlineSelect
          label={words.history.device}
          value={search.device ?? ""}
          onChange={({ target }) => onChange({ device: target.value || undefined })}
          className="min-w-0 sm:w-auto sm:max-w-80"
        >
          <option value="">{words.history.allDevices}</option>
          {devices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </InlineSelect>
        <EnergyChoice shown={shown} onChange={onChange} />
        {shown.canCompare && (
          <InlineSelect
            label={words.history.compare}
            value={search.compare ?? ""}
            onChange={({ target }) =>
              onChange({ compare: historySearch({ compare: target.value }).compare })
            }
          >
            <option value="">{words.history.compareNone}</option>
            {COMPARISONS.map((each) => (
              <option key={each} value={each}>
                {words.history.comparisons[each]}
              </option>
            ))}
          </InlineSelect>
        )}
        {shown.canSplit && (
          <InlineSelect
            label={words.energy.splitBy}
            value={search.split ?? ""}
            onChange={({ target }) =>
              onChange({ split: historySearch({ split: target.value }).split })
            }
          >
            <option value="">{words.energy.splitDevices}</option>
            <option value="channel">{words.energy.split}</option>
          </InlineSelect>
        )}
      </div>
    </header>
  );
}

/** What is shown, where there is more than one thing to choose. */
function EnergyChoice({ shown, onChange }: Pick<HistoryControlsProps, "shown" | "onChange">) {
  const { words } = useLanguage();
  const { choices, choice, isMeasured } = shown;
  if (choices.length < 2 && isMeasured) return null;
  const options = isMeasured ? choices : [...choices, choice];
  return (
    <InlineSelect
      label={words.energy.choose}
      value={choiceKey(choice)}
      onChange={({ target }) => {
        const chosen = options.find((each) => choiceKey(each) === target.value);
        if (chosen) onChange(searchOf(chosen));
      }}
      className="min-w-0 sm:w-auto sm:max-w-80"
    >
      {options.map((each) => (
        <option key={choiceKey(each)} value={choiceKey(each)}>
          {choiceText(each, words)}
        </option>
      ))}
    </InlineSelect>
  );
}

type StepperProps = Pick<HistoryControlsProps, "period" | "zone" | "onChange">;

function Stepper({ period, zone, onChange }: StepperProps) {
  const { words, format } = useLanguage();
  const isLast = includesNow(period, zone);
  return (
    <div className="flex items-center gap-1">
      <Button
        variant="ghost"
        className="-ml-2.5"
        aria-label={words.history.previous[period.span]}
        onClick={() => onChange({ date: stepDate(period, -1) })}
      >
        <BackIcon />
      </Button>
      <h1 className="font-semibold text-title tracking-tight" aria-live="polite">
        {periodTitle(period, words, format)}
      </h1>
      <Button
        variant="ghost"
        aria-label={words.history.next[period.span]}
        disabled={isLast}
        onClick={() => onChange({ date: stepDate(period, 1) })}
      >
        <NextIcon />
      </Button>
      {!isLast && (
        <Button variant="ghost" onClick={() => onChange({ date: undefined })}>
          {words.history.toNow[period.span]}
        </Button>
      )}
    </div>
  );
}

function Spans({ span, onChange }: { span: Period["span"]; onChange: StepperProps["onChange"] }) {
  const { words } = useLanguage();
  return (
    <fieldset className="col-span-2 flex rounded-md border border-edge">
      <legend className="sr-only">{words.history.span}</legend>
      {SPANS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={span === each}
          onClick={() => onChange({ span: each === "day" ? undefined : each })}
          className="min-h-9.5 flex-1 px-3 text-soft first:rounded-l-md last:rounded-r-md hover:text-ink aria-pressed:bg-ink aria-pressed:text-paper"
        >
          {words.history.spans[each]}
        </button>
      ))}
    </fieldset>
  );
}
