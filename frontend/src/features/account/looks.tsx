import { useInfiniteQuery } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { ErrorMessage, Skeleton } from "@/components/states";
import { useLanguage } from "@/i18n/language";

const SHOWN = 5;

/** Who viewed the user's data, when, and which data. */
export function Looks() {
  const { words } = useLanguage();
  return (
    <section aria-labelledby="looks" className="max-w-2xl">
      <h2 id="looks" className="font-semibold">
        {words.audit.looks.title}
      </h2>
      <p className="text-small text-soft">{words.audit.looks.hint}</p>
      <div className="mt-2">
        <Listed />
      </div>
    </section>
  );
}

function Listed() {
  const { words, format } = useLanguage();
  const { looks } = words.audit;
  const kinds: Record<string, string> = looks.kinds;
  const query = useInfiniteQuery({
    queryKey: ["looks"],
    queryFn: ({ pageParam, signal }) => {
      const asked = { after: pageParam, limit: SHOWN };
      return data(api.GET("/api/users/me/looks", { params: { query: asked }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (query.error) return <ErrorMessage error={query.error} again={query.refetch} />;
  if (!query.data) return <Skeleton />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p>{looks.none}</p>;
  return (
    <>
      <ul className="border-line border-t">
        {items.map(({ at, what, administrator }) => (
          <li key={`${at} ${what} ${administrator}`} className="border-line border-b py-3">
            <p className="wrap-anywhere">{administrator || looks.administrator}</p>
            <p className="text-small text-soft">
              {kinds[what] ?? what} · {format.moment(at)}
            </p>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          className="mt-4"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {looks.more}
        </Button>
      )}
    </>
  );
}
