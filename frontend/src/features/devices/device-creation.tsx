import { useState } from "react";
import { Dialog } from "@/components/dialog";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { DeviceForm } from "./device-form";
import { emptyStep, type StepDraft, stepsOf } from "./formulas/draft";
import { FormulaFields } from "./formulas/formula-fields";
import { wrongAt } from "./formulas/formula-form";
import { useCreateDevice } from "./queries";

/** Registers a device with a meter, or a virtual one that is calculated from others. */
export function DeviceCreation({ onClose }: { onClose: () => void }) {
  const { words } = useLanguage();
  const creation = useCreateDevice();
  const [isVirtual, setIsVirtual] = useState(false);
  const [drafts, setDrafts] = useState<StepDraft[]>(() => [emptyStep()]);
  const steps = stepsOf(drafts, viewerZone());
  return (
    <Dialog title={words.devices.create} onClose={onClose}>
      <DeviceForm
        device={undefined}
        action={words.devices.create}
        error={creation.error}
        isBusy={creation.isPending}
        isMeasured={!isVirtual}
        isComplete={!isVirtual || steps !== undefined}
        onSubmit={({ time_zone, ...body }) => {
          // Dates of steps are clock times of the zone that the form was sent with.
          const formula = isVirtual ? stepsOf(drafts, time_zone ?? viewerZone()) : undefined;
          creation.mutate(
            { ...body, time_zone: time_zone ?? "UTC", formula: formula ?? null },
            { onSuccess: onClose },
          );
        }}
      >
        <MeasuredBy isVirtual={isVirtual} onChange={setIsVirtual} />
        {isVirtual && (
          <>
            <p className="text-small text-soft">{words.formulas.virtualHint}</p>
            <FormulaFields
              drafts={drafts}
              unit="kWh"
              wrong={(place) => wrongAt(creation.error, place)}
              onChange={setDrafts}
            />
          </>
        )}
      </DeviceForm>
    </Dialog>
  );
}

interface MeasuredByProps {
  isVirtual: boolean;
  onChange: (isVirtual: boolean) => void;
}

function MeasuredBy({ isVirtual, onChange }: MeasuredByProps) {
  const { words } = useLanguage();
  const choices = [
    [false, words.formulas.byMeter],
    [true, words.formulas.byFormula],
  ] as const;
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-semibold text-small">{words.formulas.measuredBy}</legend>
      {choices.map(([value, label]) => (
        <label key={label} className="flex min-h-9 items-center gap-2.5">
          <input
            type="radio"
            name="measured-by"
            checked={isVirtual === value}
            onChange={() => onChange(value)}
            className="size-4 accent-use"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
