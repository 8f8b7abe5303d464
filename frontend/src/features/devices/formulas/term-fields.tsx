import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Field, SelectField } from "@/components/field";
import { CloseIcon } from "@/components/icons";
import { unitSign } from "@/i18n/format";
import { useLanguage } from "@/i18n/language";
import { channelName, nameOfCode } from "../channel-names";
import { deviceQuery } from "../queries";
import type { TermDraft } from "./draft";

interface TermFieldsProps {
  term: TermDraft;
  /** The unit of the channel that is calculated. */
  unit: string;
  error?: string | undefined;
  onChange: (changed: Partial<TermDraft>) => void;
  onRemove: () => void;
}

/** A channel in a formula: plus or minus, which channel of its device, and by what factor. */
export function TermFields({ term, unit, error, onChange, onRemove }: TermFieldsProps) {
  const { words } = useLanguage();
  const texts = words.formulas;
  const device = useQuery(deviceQuery(term.deviceId)).data;
  const channels = (device?.channels ?? []).filter(({ removed }) => !removed);
  const chosen = channels.find(({ code }) => code === term.channel);
  const isConverted = chosen !== undefined && chosen.unit !== unit;
  const name = device?.name ?? "…";
  return (
    <li className="grid gap-3 border-line border-l-2 pl-3">
      <div className="flex items-center justify-between gap-2">
        <p className="min-w-0 break-words font-semibold">{name}</p>
        <Button variant="ghost" aria-label={texts.removeTerm(name)} onClick={onRemove}>
          <CloseIcon className="size-4" />
        </Button>
      </div>
      <SelectField
        label={texts.channel}
        value={term.channel}
        onChange={({ target }) => onChange({ channel: target.value })}
      >
        {chosen === undefined && (
          <option value={term.channel}>{nameOfCode(term.channel, words)}</option>
        )}
        {channels.map((each) => (
          <option key={each.code} value={each.code}>
            {channelName(each, words)}
          </option>
        ))}
      </SelectField>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={texts.sign}
          value={term.isMinus ? "minus" : "plus"}
          onChange={({ target }) => onChange({ isMinus: target.value === "minus" })}
        >
          <option value="plus">{texts.plus}</option>
          <option value="minus">{texts.minus}</option>
        </SelectField>
        <Field
          label={isConverted ? texts.factorOf(unitSign(unit), unitSign(chosen.unit)) : texts.factor}
          type="number"
          inputMode="decimal"
          min={0.000001}
          max={1_000_000}
          step="any"
          required={isConverted}
          placeholder={isConverted ? undefined : "1"}
          value={term.factor}
          error={error}
          onChange={({ target }) => onChange({ factor: target.value })}
        />
      </div>
    </li>
  );
}
