import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/balancing";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { LARGEST_QUOTA, type Quota, quotaOf } from "./senders";

type QuotaView = components["schemas"]["QuotaView"];

interface QuotaDialogProps {
  deviceId: string;
  /** The name of the device. */
  label: string;
  onClose: () => void;
}

/** What a device may send before it is held back, with a form to change it. */
export function QuotaDialog({ deviceId, label, onClose }: QuotaDialogProps) {
  const { words } = useLanguage();
  const query = useQuery({
    queryKey: ["quota", deviceId],
    queryFn: ({ signal }) =>
      data(api.GET("/api/balancing/senders/{device_id}/quota", { ...at(deviceId), signal })),
    // Don't refetch while the user is typing; refetch whenever the dialog opens.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog title={words.senders.quota} onClose={onClose}>
      <p className="wrap-anywhere mb-4 font-semibold">{label}</p>
      <Loaded query={query}>
        {(quota) => <QuotaForm deviceId={deviceId} quota={quota} onDone={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface QuotaFormProps {
  deviceId: string;
  quota: QuotaView;
  onDone: () => void;
}

function QuotaForm({ deviceId, quota, onDone }: QuotaFormProps) {
  const { words, format } = useLanguage();
  const [isWrong, setIsWrong] = useState(false);
  const change = useQuotaChange(deviceId, onDone);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = quotaOf(new FormData(event.currentTarget));
    setIsWrong(typed === undefined);
    if (typed !== undefined) change.mutate(typed);
  };
  const fields: [keyof Quota, string][] = [
    ["messages_per_minute", words.senders.messagesPerMinute],
    ["readings_per_minute", words.senders.readingsPerMinute],
    ["waiting_messages", words.senders.waitingMessages],
  ];
  const wrong = words.senders.quotaWrong(format.number(LARGEST_QUOTA));
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-small text-soft">
        {words.senders.quotaHint} {quota.is_own ? words.senders.isOwn : words.senders.isUsual}
      </p>
      {fields.map(([name, label]) => (
        <Field
          key={name}
          label={label}
          name={name}
          inputMode="numeric"
          maxLength={10}
          defaultValue={String(quota[name])}
        />
      ))}
      <p role="alert" className="font-semibold text-small empty:hidden">
        {isWrong ? wrong : change.error && explain(change.error, words)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {words.actions.save}
        </Button>
        {quota.is_own && (
          <Button disabled={change.isPending} onClick={() => change.mutate(null)}>
            {words.senders.restore}
          </Button>
        )}
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Set a device's own quota, or restore the default with null. */
function useQuotaChange(deviceId: string, onDone: () => void) {
  const queries = useQueryClient();
  const path = "/api/balancing/senders/{device_id}/quota";
  return useMutation<unknown, Error, Quota | null>({
    mutationFn: (body) =>
      data<unknown>(
        body ? api.PUT(path, { ...at(deviceId), body }) : api.DELETE(path, at(deviceId)),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["senders"] });
      onDone();
    },
  });
}

function at(deviceId: string) {
  return { params: { path: { device_id: deviceId } } };
}
