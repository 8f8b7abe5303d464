import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field, SelectField } from "@/components/field";
import { explain } from "@/components/states";
import { unitSign } from "@/i18n/format";
import { useLanguage } from "@/i18n/language";
import { KNOWN_CHANNELS, meaningInWords } from "../channel-names";
import { type Device, useAddChannel } from "../queries";
import { emptyStep, type StepDraft, stepsOf } from "./draft";
import { FormulaFields } from "./formula-fields";
import { wrongAt } from "./formula-form";
import { asked, DIRECTIONS, KINDS, type Meaning, OTHER, UNITS } from "./meaning";

/** Adds a channel that is calculated from others. */
export function CalculatedChannel({ device }: { device: Device }) {
  const { words } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button className="justify-self-start" onClick={() => setIsOpen(true)}>
        {words.formulas.add}
      </Button>
    );
  }
  return <CalculatedChannelForm device={device} onDone={() => setIsOpen(false)} />;
}

function CalculatedChannelForm({ device, onDone }: { device: Device; onDone: () => void }) {
  const { words } = useLanguage();
  const addition = useAddChannel();
  const [meaning, setMeaning] = useState<Meaning>({
    chosen: device.channels.some(({ code }) => code === "consumption") ? OTHER : "consumption",
    kind: "electricity",
    direction: "consumption",
    unit: "kWh",
  });
  const [drafts, setDrafts] = useState<StepDraft[]>(() => [emptyStep()]);
  const steps = stepsOf(drafts, device.time_zone);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!steps) return;
    const form = new FormData(event.currentTarget);
    const body = asked(meaning, String(form.get("code") ?? "").trim());
    const label = String(form.get("label")).trim() || null;
    addition.mutate({ deviceId: device.id, ...body, label, formula: steps }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-4 border-line border-t pt-4">
      <h4 className="font-semibold text-small">{words.formulas.add}</h4>
      <MeaningFields device={device} meaning={meaning} onChange={setMeaning} />
      <Field label={words.formulas.label} name="label" maxLength={100} autoComplete="off" />
      <FormulaFields
        drafts={drafts}
        unit={meaning.unit}
        wrong={(place) => wrongAt(addition.error, place)}
        onChange={setDrafts}
      />
      {addition.error && (
        <p role="alert" className="text-small">
          {explain(addition.error, words)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={addition.isPending || !steps}>
          {words.formulas.add}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}

interface MeaningFieldsProps {
  device: Device;
  meaning: Meaning;
  onChange: (meaning: Meaning) => void;
}

/** What the new channel is: one that its code explains, or another with a code of its own. */
function MeaningFields({ device, meaning, onChange }: MeaningFieldsProps) {
  const { words } = useLanguage();
  const texts = words.formulas;
  const taken = new Set(device.channels.map(({ code }) => code));
  const free = KNOWN_CHANNELS.filter(({ code }) => !taken.has(code));
  const choose = (chosen: string): void => {
    const known = free.find(({ code }) => code === chosen);
    const kind = known?.kind ?? "electricity";
    const direction = known?.direction ?? "consumption";
    onChange({ chosen, kind, direction, unit: UNITS[kind][0] });
  };
  return (
    <>
      <SelectField
        label={texts.whatItIs}
        value={meaning.chosen}
        onChange={({ target }) => choose(target.value)}
      >
        {free.map((each) => (
          <option key={each.code} value={each.code}>
            {meaningInWords(each, words)}
          </option>
        ))}
        <option value={OTHER}>{texts.other}</option>
      </SelectField>
      {meaning.chosen === OTHER && (
        <>
          <Field
            label={texts.code}
            name="code"
            required
            maxLength={40}
            autoComplete="off"
            hint={texts.codeHint}
          />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              label={texts.kind}
              value={meaning.kind}
              onChange={({ target }) => {
                const kind = KINDS.find((each) => each === target.value) ?? "electricity";
                onChange({ ...meaning, kind, unit: UNITS[kind][0] });
              }}
            >
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {texts.kinds[each]}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={texts.direction}
              value={meaning.direction}
              onChange={({ target }) => {
                const direction = DIRECTIONS.find((each) => each === target.value) ?? "import";
                onChange({ ...meaning, direction });
              }}
            >
              {DIRECTIONS.map((each) => (
                <option key={each} value={each}>
                  {texts.directions[each]}
                </option>
              ))}
            </SelectField>
          </div>
        </>
      )}
      {UNITS[meaning.kind].length > 1 && (
        <SelectField
          label={texts.unit}
          value={meaning.unit}
          onChange={({ target }) => {
            const unit = UNITS[meaning.kind].find((each) => each === target.value);
            if (unit) onChange({ ...meaning, unit });
          }}
        >
          {UNITS[meaning.kind].map((each) => (
            <option key={each} value={each}>
              {unitSign(each)}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
