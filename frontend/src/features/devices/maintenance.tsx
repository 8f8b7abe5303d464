import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { Field, InlineSelect } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";

const HOUR_MS = 3_600_000;
const LENGTHS_H = [1, 4, 24, 168] as const;

/** The maintenance of a device and how to change it. */
function useMaintenance(deviceId: string) {
  const queries = useQueryClient();
  const at = { params: { path: { device_id: deviceId } } };
  const key = ["attention", deviceId];
  const known = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/monitoring/devices/{device_id}/notification-settings", at)),
  });
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  const path = "/api/monitoring/devices/{device_id}/maintenance";
  const begin = useMutation({
    mutationFn: (body: { until: string; reason: string }) => data(api.PUT(path, { ...at, body })),
    onSuccess,
  });
  const end = useMutation({ mutationFn: () => data(api.DELETE(path, at)), onSuccess });
  return { known, begin, end, error: known.error ?? begin.error ?? end.error };
}

type MaintenanceState = ReturnType<typeof useMaintenance>;

/** Starts and ends maintenance: alerts are listed but don't notify anyone. */
export function Maintenance({ deviceId }: { deviceId: string }) {
  const { words } = useLanguage();
  const titleId = useId();
  const state = useMaintenance(deviceId);
  const { known, begin } = state;
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby={titleId}>
      <h3 id={titleId} className="font-semibold text-small">
        {words.maintenance.title}
      </h3>
      <Present state={state} />
      {known.data && !known.data.maintenance && (
        <Beginning isBusy={begin.isPending} onBegin={begin.mutate} />
      )}
    </section>
  );
}

/** The same for an owner's list of devices: the form opens on demand. */
export function OwnerMaintenance({ deviceId, name }: { deviceId: string; name: string }) {
  const { words } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const state = useMaintenance(deviceId);
  const { known, begin } = state;
  if (!known.data) return null;
  const isAway = !known.data.maintenance && !isOpen;
  return (
    <section
      className={`grid max-w-xl content-center gap-2 ${isAway ? "" : "w-full"}`}
      aria-label={words.maintenance.of(name)}
    >
      <Present state={state} />
      {isAway && (
        <Button className="justify-self-start text-small" onClick={() => setIsOpen(true)}>
          {words.maintenance.open}
          <span className="sr-only">: {name}</span>
        </Button>
      )}
      {!known.data.maintenance && isOpen && (
        <Beginning
          isBusy={begin.isPending}
          onBegin={(asked) => begin.mutate(asked, { onSuccess: () => setIsOpen(false) })}
          onCancel={() => setIsOpen(false)}
        />
      )}
    </section>
  );
}

/** When maintenance ends and a button to end it now, or why the change failed. */
function Present({ state: { known, end, error } }: { state: MaintenanceState }) {
  const { words, format } = useLanguage();
  const present = known.data?.maintenance;
  return (
    <>
      {present && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-small">
            {words.maintenance.until(format.moment(present.ends_at))}
            {present.reason && ` ${present.reason}`}
          </p>
          <Button disabled={end.isPending} onClick={() => end.mutate()}>
            {words.maintenance.end}
          </Button>
        </div>
      )}
      <p role="status" className="text-small empty:hidden">
        {error && explain(error, words)}
      </p>
    </>
  );
}

interface BeginningProps {
  isBusy: boolean;
  onBegin: (asked: { until: string; reason: string }) => void;
  onCancel?: () => void;
}

function Beginning({ isBusy, onBegin, onCancel }: BeginningProps) {
  const { words } = useLanguage();
  const [hours, setHours] = useState<number>(LENGTHS_H[0]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    onBegin({ until: new Date(Date.now() + hours * HOUR_MS).toISOString(), reason });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <p className="text-small text-soft">{words.maintenance.hint}</p>
      <Field label={words.maintenance.reason} name="reason" maxLength={200} />
      <div className="flex flex-wrap gap-2">
        <InlineSelect
          label={words.maintenance.length}
          value={String(hours)}
          onChange={({ target }) => setHours(Number(target.value))}
        >
          {LENGTHS_H.map((each) => (
            <option key={each} value={String(each)}>
              {words.maintenance.lengths[each]}
            </option>
          ))}
        </InlineSelect>
        <Button type="submit" disabled={isBusy}>
          {words.maintenance.begin}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {words.actions.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
