import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field, SelectField } from "@/components/field";
import { explain } from "@/components/states";
import type { Device } from "@/features/devices/queries";
import { today } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { CorrectionFields } from "./correction-fields";
import { EffectSummary, EffectView } from "./effect";
import { useCorrect, usePreview } from "./queries";
import { ACTIONS, type Action, NoSuchTime, requestOf } from "./request";

interface CorrectionFormProps {
  device: Device;
  date: string | undefined;
}

/** Asks for a correction and shows its preview; only then can it be applied. */
export function CorrectionForm({ device, date }: CorrectionFormProps) {
  const { words } = useLanguage();
  const zone = device.time_zone;
  const [action, setAction] = useState<Action>("set");
  const [noSuchTime, setNoSuchTime] = useState<string>();
  const preview = usePreview(device.id);
  const correction = useCorrect(device.id);
  const forget = (): void => {
    setNoSuchTime(undefined);
    preview.reset();
    correction.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    forget();
    try {
      preview.mutate(requestOf(action, new FormData(event.currentTarget), zone));
    } catch (error) {
      if (!(error instanceof NoSuchTime)) throw error;
      setNoSuchTime(error.field);
    }
  };
  const apply = (): void => {
    // Apply exactly what was previewed.
    if (!preview.variables) return;
    correction.mutate(preview.variables, { onSuccess: () => preview.reset() });
  };
  const error = preview.error ?? correction.error;
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
      <form onSubmit={submit} onInput={forget} className="grid gap-4">
        <SelectField
          label={words.corrections.action}
          value={action}
          hint={words.corrections.actionHints[action]}
          onChange={({ target }) =>
            setAction(ACTIONS.find((each) => each === target.value) ?? "set")
          }
        >
          {ACTIONS.map((each) => (
            <option key={each} value={each}>
              {words.corrections.actions[each]}
            </option>
          ))}
        </SelectField>
        <CorrectionFields
          key={action}
          action={action}
          zone={zone}
          date={date ?? today(zone)}
          noSuchTime={noSuchTime}
        />
        <Field
          label={words.corrections.reason}
          name="reason"
          required
          minLength={3}
          maxLength={500}
          hint={words.corrections.reasonHint}
        />
        <p className="text-small text-soft">{words.corrections.zone(zone)}</p>
        <Button type="submit" disabled={preview.isPending} className="justify-self-start">
          {words.corrections.preview}
        </Button>
      </form>
      <div className="grid gap-4" aria-live="polite">
        {error && <p role="alert">{explain(error, words)}</p>}
        {preview.data && (
          <section className="grid gap-4" aria-labelledby="follows">
            <h2 id="follows" className="font-semibold">
              {words.corrections.follows}
            </h2>
            <EffectView effect={preview.data} zone={zone} />
            <Button
              variant="primary"
              className="justify-self-start"
              disabled={correction.isPending}
              onClick={apply}
            >
              {words.corrections.apply}
            </Button>
          </section>
        )}
        {correction.data && (
          <div>
            <p className="font-semibold">{words.corrections.done}</p>
            <EffectSummary effect={correction.data} />
          </div>
        )}
      </div>
    </div>
  );
}
