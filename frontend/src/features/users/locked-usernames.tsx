import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/auth";
import { Button } from "@/components/button";
import { ErrorMessage, explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";

type Lock = components["schemas"]["LockView"];

const SHOWN = 20;
const KEY = ["locks"];

/** Usernames that are locked after wrong passwords; hidden if there are none. */
export function LockedUsernames() {
  const { words, format } = useLanguage();
  const query = { limit: SHOWN, sort: "-locked_until" } as const;
  const locks = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => data(api.GET("/api/auth/locks", { params: { query }, signal })),
    refetchInterval: 15_000,
  });
  if (!locks.data) return locks.error && <ErrorMessage error={locks.error} again={locks.refetch} />;
  const { items, total } = locks.data;
  if (total === 0) return null;
  return (
    <section className="mb-8" aria-labelledby="locks">
      <h2 id="locks" className="font-semibold">
        {words.locks.title(total)}
      </h2>
      <p className="text-small text-soft">{words.locks.hint}</p>
      <ul className="mt-2 border-line border-t">
        {items.map((lock) => (
          <LockRow key={lock.username} lock={lock} />
        ))}
      </ul>
      {total > items.length && (
        <p className="mt-2 text-small text-soft">
          {words.locks.more(format.number(total - items.length))}
        </p>
      )}
    </section>
  );
}

function LockRow({ lock }: { lock: Lock }) {
  const { words, format } = useLanguage();
  const queries = useQueryClient();
  const unlock = useMutation({
    mutationFn: (user_id: string) =>
      data(api.DELETE("/api/auth/users/{user_id}/lock", { params: { path: { user_id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const userId = lock.user_id;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2.5">
      <div>
        <p className="break-all font-semibold">{lock.username}</p>
        <p className="text-small text-soft">
          {words.locks.failures(lock.failures)} ·{" "}
          {words.locks.until(format.timeExact(lock.locked_until))}
        </p>
        {unlock.error && <p role="alert">{explain(unlock.error, words)}</p>}
      </div>
      {userId === null ? (
        <span className="text-small text-soft">{words.locks.nobody}</span>
      ) : (
        <Button disabled={unlock.isPending} onClick={() => unlock.mutate(userId)}>
          {words.locks.unlock}
          <span className="sr-only">: {lock.username}</span>
        </Button>
      )}
    </li>
  );
}
