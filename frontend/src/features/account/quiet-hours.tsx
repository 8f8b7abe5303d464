import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/realtime";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { explain, Loaded } from "@/components/states";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";

type Choice = components["schemas"]["QuietHoursChoice"];

const KEY = ["quiet-hours"];

/** The hours during which alerts don't pop up; the list shows them all the same. */
export function QuietHours() {
  const { words } = useLanguage();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => data(api.GET("/api/realtime/quiet-hours", { signal })),
  });
  return (
    <section aria-labelledby="quiet" className="max-w-sm">
      <h2 id="quiet" className="font-semibold">
        {words.quiet.title}
      </h2>
      <p className="mt-1 text-soft">{words.quiet.hint}</p>
      <Loaded query={query}>
        {({ quiet_hours: known }) => <QuietForm key={JSON.stringify(known)} known={known} />}
      </Loaded>
    </section>
  );
}

function useQuietChange() {
  const queries = useQueryClient();
  return useMutation<unknown, Error, Choice | null>({
    mutationFn: (body) =>
      data<unknown>(
        body
          ? api.PUT("/api/realtime/quiet-hours", { body })
          : api.DELETE("/api/realtime/quiet-hours"),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

function QuietForm({ known }: { known: Choice | null }) {
  const { words } = useLanguage();
  const change = useQuietChange();
  const zone = known?.time_zone ?? viewerZone();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [starts, ends] = [String(form.get("starts")), String(form.get("ends"))];
    change.mutate({ starts, ends, time_zone: zone });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={words.quiet.starts}
          name="starts"
          type="time"
          required
          defaultValue={known?.starts.slice(0, 5) ?? "22:00"}
        />
        <Field
          label={words.quiet.ends}
          name="ends"
          type="time"
          required
          defaultValue={known?.ends.slice(0, 5) ?? "07:00"}
        />
      </div>
      <p className="text-small text-soft">{words.history.zone(zone)}</p>
      {change.error && <p role="alert">{explain(change.error, words)}</p>}
      <div className="flex gap-2">
        <Button type="submit" disabled={change.isPending}>
          {known ? words.actions.save : words.quiet.set}
        </Button>
        {known && (
          <Button variant="ghost" disabled={change.isPending} onClick={() => change.mutate(null)}>
            {words.quiet.none}
          </Button>
        )}
      </div>
    </form>
  );
}
