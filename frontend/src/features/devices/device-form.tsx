import type { FormEvent, ReactNode } from "react";
import { ApiError } from "@/api/problem";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { explain } from "@/components/states";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import type { Device, DeviceEdit } from "./queries";

const ZONES = Intl.supportedValuesOf("timeZone");

interface DeviceFormProps {
  device: Device | undefined;
  action: string;
  error: Error | null;
  isBusy: boolean;
  onSubmit: (body: DeviceEdit & { name: string }) => void;
  /** False for a device without a meter. */
  isMeasured?: boolean;
  /** False while something else of the form is missing. */
  isComplete?: boolean;
  children?: ReactNode;
}

export function DeviceForm(props: DeviceFormProps) {
  const { device, action, error, isBusy, onSubmit, isMeasured = true, isComplete = true } = props;
  const { words } = useLanguage();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(bodyOf(new FormData(event.currentTarget)));
  };
  const wrong = (field: string): string | undefined =>
    error instanceof ApiError
      ? error.fields.find((each) => each.field.endsWith(field))?.message
      : undefined;
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={words.people.name}
        name="name"
        required
        maxLength={100}
        defaultValue={device?.name}
        error={wrong("name")}
      />
      <Field
        label={words.devices.description}
        name="description"
        maxLength={2000}
        defaultValue={device?.description ?? ""}
        error={wrong("description")}
      />
      <Field
        label={words.devices.limitField}
        name="limit"
        type="number"
        inputMode="decimal"
        min={0}
        max={1_000_000}
        step="any"
        defaultValue={device?.max_consumption ?? ""}
        hint={words.devices.limitHint}
        error={wrong("max_consumption")}
      />
      {isMeasured && (
        <Field
          label={words.devices.intervalField}
          name="interval"
          type="number"
          inputMode="numeric"
          min={1}
          max={86_400}
          step={1}
          defaultValue={device ? (device.reporting_interval_s ?? "") : 900}
          hint={words.devices.intervalHint}
          error={wrong("reporting_interval_s")}
        />
      )}
      <Field
        label={words.devices.zone}
        name="zone"
        required
        list="zones"
        autoComplete="off"
        defaultValue={device?.time_zone ?? viewerZone()}
        hint={device ? words.devices.zoneHint : undefined}
        error={wrong("time_zone")}
      />
      <datalist id="zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {props.children}
      {error && <p role="alert">{explain(error, words)}</p>}
      <Button type="submit" variant="primary" disabled={isBusy || !isComplete}>
        {action}
      </Button>
    </form>
  );
}

function bodyOf(form: FormData): DeviceEdit & { name: string } {
  const number = (name: string): number | null => {
    const given = String(form.get(name) ?? "").trim();
    return given === "" ? null : Number(given);
  };
  return {
    name: String(form.get("name")),
    description: String(form.get("description")).trim() || null,
    max_consumption: number("limit"),
    reporting_interval_s: number("interval"),
    time_zone: String(form.get("zone")).trim(),
  };
}
