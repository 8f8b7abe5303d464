import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { useLanguage } from "@/i18n/language";
import { DevicePicker } from "./device-picker";
import { emptyStep, newTerm, type StepDraft, type TermDraft } from "./draft";
import { TermFields } from "./term-fields";

const MOST_STEPS = 50;

interface FormulaFieldsProps {
  drafts: StepDraft[];
  unit: string;
  /** What the service said of a field, by its place in the request: "0.terms.1.factor". */
  wrong: (place: string) => string | undefined;
  onChange: (drafts: StepDraft[]) => void;
}

/** The steps of a formula, each with its date and its channels. */
export function FormulaFields({ drafts, unit, wrong, onChange }: FormulaFieldsProps) {
  const { words } = useLanguage();
  const replace = (step: StepDraft): void => {
    onChange(drafts.map((each) => (each.key === step.key ? step : each)));
  };
  return (
    <div className="grid gap-5">
      {drafts.map((step, place) => (
        <StepFields
          key={step.key}
          step={step}
          number={drafts.length > 1 ? place + 1 : undefined}
          unit={unit}
          wrong={(field) => wrong(`${place}.${field}`)}
          onChange={replace}
          onRemove={() => onChange(drafts.filter(({ key }) => key !== step.key))}
        />
      ))}
      {drafts.length < MOST_STEPS && (
        <Button
          variant="ghost"
          className="justify-self-start"
          onClick={() => onChange([...drafts, copyOfLast(drafts)])}
        >
          {words.formulas.addStep}
        </Button>
      )}
    </div>
  );
}

/** A new step begins with the channels of the one before: mostly a little changes. */
function copyOfLast(drafts: StepDraft[]): StepDraft {
  const step = emptyStep();
  for (const { deviceId, channel, isMinus, factor } of drafts.at(-1)?.terms ?? []) {
    step.terms.push({ ...newTerm(deviceId, channel), isMinus, factor });
  }
  return step;
}

interface StepFieldsProps extends Omit<FormulaFieldsProps, "drafts" | "onChange"> {
  step: StepDraft;
  /** Undefined for the only step. */
  number: number | undefined;
  onChange: (step: StepDraft) => void;
  onRemove: () => void;
}

function StepFields(props: StepFieldsProps) {
  const { step, number, unit, wrong, onChange, onRemove } = props;
  const { words } = useLanguage();
  const texts = words.formulas;
  const changeTerm = (key: number, changed: Partial<TermDraft>): void => {
    const terms = step.terms.map((each) => (each.key === key ? { ...each, ...changed } : each));
    onChange({ ...step, terms });
  };
  return (
    <fieldset className="grid min-w-0 gap-3">
      {number !== undefined && (
        <legend className="mb-2 font-semibold text-small">{texts.step(number)}</legend>
      )}
      {number !== undefined && (
        <Field
          label={texts.starts}
          type="datetime-local"
          step={3600}
          value={step.since}
          required={number > 1}
          hint={texts.startsHint}
          error={wrong("since")}
          onChange={({ target }) => onChange({ ...step, since: target.value })}
        />
      )}
      <ul className="grid gap-4">
        {step.terms.map((term, place) => (
          <TermFields
            key={term.key}
            term={term}
            unit={unit}
            error={wrong(`terms.${place}.factor`)}
            onChange={(changed) => changeTerm(term.key, changed)}
            onRemove={() =>
              onChange({ ...step, terms: step.terms.filter(({ key }) => key !== term.key) })
            }
          />
        ))}
      </ul>
      <TermAddition
        isFirst={step.terms.length === 0}
        onAdd={(term) => onChange({ ...step, terms: [...step.terms, term] })}
      />
      {number !== undefined && (
        <Button variant="ghost" className="justify-self-start" onClick={onRemove}>
          {texts.removeStep}
        </Button>
      )}
    </fieldset>
  );
}

function TermAddition({ isFirst, onAdd }: { isFirst: boolean; onAdd: (term: TermDraft) => void }) {
  const { words } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen && !isFirst) {
    return (
      <Button className="justify-self-start" onClick={() => setIsOpen(true)}>
        {words.formulas.addTerm}
      </Button>
    );
  }
  return (
    <div className="grid gap-2">
      {isFirst && <p className="text-small text-soft">{words.formulas.nothingYet}</p>}
      <DevicePicker
        onPick={(device) => {
          onAdd(newTerm(device.id, "import"));
          setIsOpen(false);
        }}
      />
    </div>
  );
}
