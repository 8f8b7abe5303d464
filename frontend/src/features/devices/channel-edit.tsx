import type { FormEvent } from "react";
import { ApiError } from "@/api/problem";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { Channel } from "./channel-names";
import { type Device, useEditChannel } from "./queries";

interface ChannelEditProps {
  device: Device;
  channel: Channel;
  onDone: () => void;
}

/** Changes the name of a channel and, where it is measured in kWh, its limit. */
export function ChannelEdit({ device, channel, onDone }: ChannelEditProps) {
  const { words } = useLanguage();
  const edit = useEditChannel(device.id, channel.code);
  const canBeLimited = channel.unit === "kWh";
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const limit = String(form.get("limit") ?? "").trim();
    edit.mutate(
      {
        label: String(form.get("label")).trim() || null,
        ...(canBeLimited ? { max_consumption: limit === "" ? null : Number(limit) } : {}),
      },
      { onSuccess: onDone },
    );
  };
  const wrong = (field: string): string | undefined =>
    edit.error instanceof ApiError
      ? edit.error.fields.find((each) => each.field === field)?.message
      : undefined;
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={words.formulas.label}
        name="label"
        maxLength={100}
        autoComplete="off"
        defaultValue={channel.label ?? ""}
        error={wrong("label")}
      />
      {canBeLimited && (
        <Field
          label={words.formulas.limit}
          name="limit"
          type="number"
          inputMode="decimal"
          min={0}
          max={1_000_000}
          step="any"
          defaultValue={channel.max_consumption ?? ""}
          error={wrong("max_consumption")}
        />
      )}
      {edit.error && (
        <p role="alert" className="text-small">
          {explain(edit.error, words)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={edit.isPending}>
          {words.actions.save}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}
