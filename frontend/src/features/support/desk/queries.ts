import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/support";
import { newId } from "../new-id";
import { at, SUPPORT, takeConversation } from "../queries";

export type CannedReply = components["schemas"]["CannedReplyView"];
export type CannedReplyWriting = components["schemas"]["CannedReplyWriting"];
export type Context = components["schemas"]["ContextView"];

/** The summary depends on the conversation's `version`. */
export function summaryQuery(id: string, version: number) {
  return queryOptions({
    queryKey: [...SUPPORT, "summary", id, version],
    queryFn: () => data(api.GET("/api/support/conversations/{conversation_id}/summary", at(id))),
    placeholderData: (known) => known,
  });
}

/** Each view is written to the audit log, so the data is requested only when it is shown. */
export function contextQuery(id: string) {
  return queryOptions({
    queryKey: [...SUPPORT, "context", id],
    queryFn: () => data(api.GET("/api/support/conversations/{conversation_id}/context", at(id))),
    staleTime: "static",
    retry: false,
  });
}

export const LOOKS_SHOWN = 10;

/** Who viewed a client's data; `lookedAt` changes with each view of one's own. */
export function looksQuery(client_id: string, lookedAt: number) {
  const query = { client_id, limit: LOOKS_SHOWN };
  return queryOptions({
    queryKey: [...SUPPORT, "looks", client_id, lookedAt],
    queryFn: () => data(api.GET("/api/support/looks", { params: { query } })),
    placeholderData: (known) => known,
  });
}

function notesKey(id: string) {
  return [...SUPPORT, "notes", id] as const;
}

export function notesQuery(id: string) {
  return queryOptions({
    queryKey: notesKey(id),
    queryFn: () => data(api.GET("/api/support/conversations/{conversation_id}/notes", at(id))),
    refetchInterval: 15_000,
  });
}

export function useAddNote(id: string) {
  const queries = useQueryClient();
  const path = "/api/support/conversations/{conversation_id}/notes";
  return useMutation({
    mutationFn: (text: string) => data(api.POST(path, { ...at(id), body: { id: newId(), text } })),
    onSuccess: async (notes) => {
      // A pending request may still return the list without it.
      await queries.cancelQueries({ queryKey: notesKey(id) });
      queries.setQueryData(notesKey(id), notes);
    },
  });
}

/** Take over a conversation; `taken_from` is the colleague who has it. */
export function useTakeOver(id: string) {
  const queries = useQueryClient();
  const path = "/api/support/conversations/{conversation_id}/take-over";
  return useMutation({
    mutationFn: (taken_from: string | null) =>
      data(api.POST(path, { ...at(id), body: { taken_from } })),
    onSuccess: (given) => takeConversation(queries, given),
    onSettled: () => queries.invalidateQueries({ queryKey: SUPPORT }),
  });
}

const CANNED = [...SUPPORT, "canned"] as const;

export const cannedQuery = queryOptions({
  queryKey: CANNED,
  queryFn: () => data(api.GET("/api/support/canned-replies")),
});

function useCannedChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, T>({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: CANNED }),
  });
}

export function useSaveCannedReply() {
  return useCannedChange(({ id, ...body }: CannedReply) =>
    data(
      api.PUT("/api/support/canned-replies/{reply_id}", {
        params: { path: { reply_id: id } },
        body,
      }),
    ),
  );
}

export function useDeleteCanned() {
  return useCannedChange((id: string) =>
    data(
      api.DELETE("/api/support/canned-replies/{reply_id}", { params: { path: { reply_id: id } } }),
    ),
  );
}
