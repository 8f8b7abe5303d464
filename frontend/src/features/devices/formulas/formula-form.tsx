import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { Channel } from "../channel-names";
import { type Device, useChangeFormula } from "../queries";
import { draftOf, stepsOf } from "./draft";
import { FormulaFields } from "./formula-fields";
import type { FormulaStep } from "./words";

interface FormulaFormProps {
  device: Device;
  channel: Channel;
  formula: FormulaStep[];
  onDone: () => void;
}

/** Changes the formula of a calculated channel. */
export function FormulaForm({ device, channel, formula, onDone }: FormulaFormProps) {
  const { words } = useLanguage();
  const change = useChangeFormula(device.id, channel.code);
  const [drafts, setDrafts] = useState(() => draftOf(formula, device.time_zone));
  const steps = stepsOf(drafts, device.time_zone);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (steps) change.mutate(steps, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormulaFields
        drafts={drafts}
        unit={channel.unit}
        wrong={(place) => wrongAt(change.error, place)}
        onChange={setDrafts}
      />
      <p className="text-small text-soft">
        {steps ? words.formulas.recalculated : words.formulas.termsMissing}
      </p>
      {change.error && (
        <p role="alert" className="text-small">
          {explain(change.error, words)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={change.isPending || !steps}>
          {words.formulas.save}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Return what the service said of a field of a formula; `place` is within its steps. */
export function wrongAt(error: Error | null, place: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const fields = [`steps.${place}`, `formula.${place}`];
  return error.fields.find(({ field }) => fields.includes(field))?.message;
}
