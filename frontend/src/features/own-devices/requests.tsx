import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type DeviceRequest, requestsQuery, useApprove, useReject, useWithdraw } from "./queries";

/** A client's own requests: waiting, or rejected. */
export function OwnRequests({ requests }: { requests: DeviceRequest[] }) {
  const { words, format } = useLanguage();
  const removal = useWithdraw();
  if (requests.length === 0) return null;
  return (
    <section className="mt-6 grid gap-2" aria-labelledby="own-requests">
      <h2 id="own-requests" className="font-semibold">
        {words.own.requests}
      </h2>
      <ul className="border-line border-t">
        {requests.map((each) => (
          <li
            key={each.id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b py-2"
          >
            <span className="wrap-anywhere min-w-0">
              {each.name}{" "}
              <span className="text-small text-soft">
                {each.rejected_at
                  ? words.own.rejected(format.moment(each.rejected_at))
                  : words.own.waiting(format.moment(each.requested_at))}
              </span>
            </span>
            <Button
              variant="ghost"
              disabled={removal.isPending}
              onClick={() => removal.mutate(each.id)}
            >
              {each.rejected_at ? words.own.dismiss : words.own.withdraw}
              <span className="sr-only"> {each.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {removal.error && <p role="alert">{explain(removal.error, words)}</p>}
    </section>
  );
}

/** The requests that wait for an administrator. */
export function WaitingRequests() {
  const { words, format } = useLanguage();
  const query = useQuery(requestsQuery);
  const approval = useApprove();
  const rejection = useReject();
  const error = approval.error ?? rejection.error;
  const isBusy = approval.isPending || rejection.isPending;
  if (!query.data || query.data.total === 0) return null;
  return (
    <section className="mb-6 grid gap-2" aria-labelledby="requests">
      <h2 id="requests" className="font-semibold">
        {words.own.requestsOfClients(query.data.total)}
      </h2>
      <ul className="border-line border-t">
        {query.data.items.map((each) => (
          <li
            key={each.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
          >
            <span className="wrap-anywhere min-w-0">
              {each.name}{" "}
              <span className="text-small text-soft">
                {each.user_name} · {format.moment(each.requested_at)}
              </span>
            </span>
            <span className="flex flex-wrap gap-2">
              <Button disabled={isBusy} onClick={() => approval.mutate(each.id)}>
                {words.own.approve}
                <span className="sr-only"> {each.name}</span>
              </Button>
              <Button variant="ghost" disabled={isBusy} onClick={() => rejection.mutate(each.id)}>
                {words.own.reject}
                <span className="sr-only"> {each.name}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {error && <p role="alert">{explain(error, words)}</p>}
    </section>
  );
}
