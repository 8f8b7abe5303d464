import { useMutation } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { OneTimeSecret } from "@/components/one-time-secret";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { User } from "./queries";

/** Creates a password reset link and ends a user's sessions. */
export function UserAccess({ user }: { user: User }) {
  const { words, format } = useLanguage();
  const at = { params: { path: { user_id: user.id } } };
  const reset = useMutation({
    mutationFn: () => data(api.POST("/api/auth/users/{user_id}/reset", at)),
  });
  const end = useMutation({
    mutationFn: () => data(api.DELETE("/api/auth/users/{user_id}/sessions", at)),
  });
  const error = reset.error ?? end.error;
  return (
    <section className="grid gap-3 border-line border-t pt-4" aria-labelledby="access">
      <h3 id="access" className="font-semibold text-small">
        {words.users.access}
      </h3>
      <div className="flex flex-wrap gap-2">
        <Button disabled={reset.isPending} onClick={() => reset.mutate()}>
          {words.users.reset}
        </Button>
        <Button disabled={end.isPending} onClick={() => end.mutate()}>
          {words.users.endSessions}
        </Button>
      </div>
      {reset.data && (
        <>
          <OneTimeSecret
            label={words.users.resetLabel}
            secret={`${window.location.origin}${reset.data.path}`}
          />
          <p className="text-small">
            {words.users.resetUntil(format.moment(reset.data.expires_at))}
          </p>
        </>
      )}
      <p role="status" className="text-small">
        {error ? explain(error, words) : end.data && words.users.ended(end.data.ended)}
      </p>
    </section>
  );
}
