import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { Rejection } from "./queries";

/** Replay or discard a rejection once its cause is fixed. */
export function RejectionActions({ rejection }: { rejection: Rejection }) {
  const { words, format } = useLanguage();
  const queries = useQueryClient();
  const body = { ids: [rejection.id] };
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["rejections"] });
  const replay = useMutation({
    mutationFn: () => data(api.POST("/api/monitoring/rejections/replay", { body })),
    onSuccess,
  });
  const discard = useMutation({
    mutationFn: () => data(api.POST("/api/monitoring/rejections/discard", { body })),
    onSuccess,
  });
  const error = replay.error ?? discard.error;
  const isBusy = replay.isPending || discard.isPending;
  const isOpen = rejection.state === "open" || rejection.state === "rejected_again";
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 text-small">
      {rejection.state !== "open" && rejection.settled_at && (
        <span className="text-soft">
          {words.fleet.settled[rejection.state](
            rejection.settled_by_name ?? "",
            format.moment(rejection.settled_at),
          )}
        </span>
      )}
      {isOpen && (
        <>
          {rejection.origin === "stream" && (
            <Button
              variant="ghost"
              className="-ml-2.5"
              disabled={isBusy}
              onClick={() => replay.mutate()}
            >
              {words.fleet.replay}
            </Button>
          )}
          <Button
            variant="ghost"
            className={rejection.origin === "stream" ? "" : "-ml-2.5"}
            disabled={isBusy}
            onClick={() => discard.mutate()}
          >
            {words.fleet.discard}
          </Button>
        </>
      )}
      {error && <span role="alert">{explain(error, words)}</span>}
    </div>
  );
}
