import { type ReactNode, useState } from "react";
import { Field, SelectField } from "@/components/field";
import { addDays } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { momentsIn } from "@/i18n/zoned";
import { type Action, occurrenceField, type Target } from "./request";

interface CorrectionFieldsProps {
  action: Action;
  /** The time zone of the times. */
  zone: string;
  /** The day that the times start with. */
  date: string;
  /** The field whose time the clock change skips. */
  noSuchTime: string | undefined;
}

/** The fields of each kind of correction. */
export function CorrectionFields({ action, zone, date, noSuchTime }: CorrectionFieldsProps) {
  const { words } = useLanguage();
  const [target, setTarget] = useState<Target>("readings");
  const wrong = (name: string) => (noSuchTime === name ? words.corrections.noSuchTime : undefined);
  const targetChoice = <TargetChoice key="target" target={target} onChoose={setTarget} />;
  const clock = (name: "at" | "from" | "to", day: string) => (
    <Clock
      key={name}
      name={name}
      label={words.corrections[name]}
      zone={zone}
      day={day}
      error={wrong(name)}
    />
  );
  const at = clock("at", date);
  const range = (
    <Pair>
      {clock("from", date)}
      {clock("to", addDays(date, 1))}
    </Pair>
  );
  switch (action) {
    case "set":
      return (
        <>
          {targetChoice}
          {at}
          <Pair>
            <Amount name="value" label={words.corrections.value[target]} />
            {target === "readings" && <Interval />}
          </Pair>
        </>
      );
    case "scale":
      return (
        <>
          {targetChoice}
          {range}
          <Amount
            name="factor"
            label={words.corrections.factor}
            hint={words.corrections.factorHint}
          />
        </>
      );
    case "remove":
      return (
        <>
          {targetChoice}
          {range}
        </>
      );
    case "swap":
      return (
        <>
          {at}
          <Pair>
            <Amount name="old" label={words.corrections.oldLast} />
            <Amount name="new" label={words.corrections.newFirst} />
          </Pair>
        </>
      );
  }
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>;
}

interface TargetChoiceProps {
  target: Target;
  onChoose: (target: Target) => void;
}

function TargetChoice({ target, onChoose }: TargetChoiceProps) {
  const { words } = useLanguage();
  return (
    <SelectField
      label={words.corrections.target}
      name="target"
      value={target}
      onChange={({ target: field }) =>
        onChoose(field.value === "registers" ? "registers" : "readings")
      }
    >
      <option value="readings">{words.corrections.targets.readings}</option>
      <option value="registers">{words.corrections.targets.registers}</option>
    </SelectField>
  );
}

interface ClockProps {
  name: string;
  label: string;
  zone: string;
  day: string;
  error: string | undefined;
}

/** A clock time; asks which one is meant if it occurs twice. */
function Clock({ name, label, zone, day, error }: ClockProps) {
  const { words } = useLanguage();
  const [clock, setClock] = useState(`${day}T00:00`);
  return (
    <div className="grid gap-4">
      <Field
        label={label}
        name={name}
        type="datetime-local"
        required
        min="2000-01-01T00:00"
        value={clock}
        onChange={({ target }) => setClock(target.value)}
        error={error}
      />
      {momentsIn(clock, zone).length > 1 && (
        <SelectField label={words.corrections.twice} name={occurrenceField(name)}>
          <option value="first">{words.corrections.occurrences.first}</option>
          <option value="second">{words.corrections.occurrences.second}</option>
        </SelectField>
      )}
    </div>
  );
}

function Amount({ name, label, hint }: { name: string; label: string; hint?: string }) {
  return (
    <Field
      label={label}
      name={name}
      type="number"
      inputMode="decimal"
      required
      min={0}
      step="any"
      hint={hint}
    />
  );
}

function Interval() {
  const { words } = useLanguage();
  return (
    <Field
      label={words.corrections.interval}
      name="interval"
      type="number"
      inputMode="numeric"
      min={1}
      max={86_400}
      step={1}
      hint={words.corrections.intervalHint}
    />
  );
}
