import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api, data } from "@/api/client";
import { useLanguage } from "@/language/language";
import { Button } from "@/parts/button";
import { BareChoice, Field } from "@/parts/field";
import { explain } from "@/parts/states";

const HOUR_MS = 3_600_000;
const LENGTHS_H = [1, 4, 24, 168] as const;

/** A time in which a device's alerts are listed and interrupt nobody. */
export function Maintenance({ deviceId }: { deviceId: string }) {
  const { words, format } = useLanguage();
  const queries = useQueryClient();
  const titleId = useId();
  const at = { params: { path: { device_id: deviceId } } };
  const key = ["attention", deviceId];
  const known = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/monitoring/devices/{device_id}/attention", at)),
  });
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  const path = "/api/monitoring/devices/{device_id}/maintenance";
  const begin = useMutation({
    mutationFn: (body: { until: string; reason: string }) => data(api.PUT(path, { ...at, body })),
    onSuccess,
  });
  const end = useMutation({ mutationFn: () => data(api.DELETE(path, at)), onSuccess });
  const error = known.error ?? begin.error ?? end.error;
  const present = known.data?.maintenance;
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby={titleId}>
      <h3 id={titleId} className="font-semibold text-small">
        {words.maintenance.title}
      </h3>
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
      {known.data && !present && <Beginning isBusy={begin.isPending} onBegin={begin.mutate} />}
      <p role="status" className="text-small empty:hidden">
        {error && explain(error, words)}
      </p>
    </section>
  );
}

interface BeginningProps {
  isBusy: boolean;
  onBegin: (asked: { until: string; reason: string }) => void;
}

function Beginning({ isBusy, onBegin }: BeginningProps) {
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
        <BareChoice
          label={words.maintenance.length}
          value={String(hours)}
          onChange={({ target }) => setHours(Number(target.value))}
        >
          {LENGTHS_H.map((each) => (
            <option key={each} value={String(each)}>
              {words.maintenance.lengths[each]}
            </option>
          ))}
        </BareChoice>
        <Button type="submit" disabled={isBusy}>
          {words.maintenance.begin}
        </Button>
      </div>
    </form>
  );
}
