import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { OneTimeSecret } from "@/components/one-time-secret";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";

/** The meter's credential: issue, replace and revoke; a secret is shown once. */
export function Credential({ deviceId }: { deviceId: string }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const at = { params: { path: { device_id: deviceId } } };
  const key = ["credential", deviceId];
  const known = useQuery(
    queryOptions({
      queryKey: key,
      queryFn: () => data(api.GET("/api/auth/devices/{device_id}/credential", at)),
    }),
  );
  const renew = () => queries.invalidateQueries({ queryKey: key });
  const issue = useMutation({
    mutationFn: () => data(api.POST("/api/auth/devices/{device_id}/credential", at)),
    onSuccess: renew,
  });
  const revoke = useMutation({
    mutationFn: () => data(api.DELETE("/api/auth/devices/{device_id}/credential", at)),
    onSuccess: () => {
      issue.reset();
      return renew();
    },
  });
  const exists = known.data?.exists ?? false;
  const error = known.error ?? issue.error ?? revoke.error;
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby="credential">
      <h3 id="credential" className="font-semibold text-small">
        {words.credential.title}
      </h3>
      {known.data && <Standing known={known.data} />}
      <div className="flex flex-wrap gap-2">
        <Button disabled={issue.isPending || !known.data} onClick={() => issue.mutate()}>
          {exists ? words.credential.rotate : words.credential.issue}
        </Button>
        {exists && (
          <Button variant="ghost" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            {words.credential.revoke}
          </Button>
        )}
      </div>
      {issue.data && (
        <>
          <OneTimeSecret label={words.credential.secret} secret={issue.data.secret} />
          <p className="text-small">{words.credential.rotated}</p>
        </>
      )}
      <p role="status" className="text-small">
        {error ? explain(error, words) : revoke.isSuccess && !exists && words.credential.revoked}
      </p>
    </section>
  );
}

interface StandingProps {
  known: {
    exists: boolean;
    issued_at?: string | null | undefined;
    last_used_at?: string | null | undefined;
  };
}

function Standing({ known }: StandingProps) {
  const { words, format } = useLanguage();
  if (!known.exists || !known.issued_at) {
    return <p className="text-small text-soft">{words.credential.none}</p>;
  }
  const used = known.last_used_at
    ? words.credential.used(format.moment(known.last_used_at))
    : words.credential.unused;
  return (
    <p className="text-small text-soft">
      {words.credential.since(format.moment(known.issued_at))} · {used}
    </p>
  );
}
