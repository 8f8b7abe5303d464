import {
  type QueryClient,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import { api, data } from "@/api/client";
import { takeMessages } from "../live-updates";
import { newId } from "../new-id";
import { at, conversationKey, SUPPORT } from "../queries";
import type { Message } from "../thread";

/** A message being sent. It keeps its ID, so that a retry stores it only once. */
export interface Outgoing {
  id: string;
  text: string;
  error?: Error | undefined;
}

function outboxKey(id: string) {
  return [...SUPPORT, "outbox", id] as const;
}

/**
 * Messages that aren't stored yet, and how to send them. They survive a page change, not the tab.
 */
export function useOutbox(conversationId: string) {
  const queries = useQueryClient();
  const key = outboxKey(conversationId);
  const waiting = useQuery<Outgoing[]>({
    queryKey: key,
    queryFn: skipToken,
    initialData: [],
    staleTime: "static",
    gcTime: Number.POSITIVE_INFINITY,
  });
  const change = (into: (known: Outgoing[]) => Outgoing[]): void => {
    queries.setQueryData<Outgoing[]>(key, (known) => into(known ?? []));
  };
  const posting = useMutation({
    // Send one after the other, so that they arrive in order.
    scope: { id: `support-${conversationId}` },
    mutationFn: ({ id, text }: Outgoing) => post(conversationId, id, text),
    onSuccess: ({ message, answer }, { id }) => {
      arrived(queries, conversationId, answer ? [message, answer] : [message]);
      change((known) => known.filter((each) => each.id !== id));
    },
    onError: (error, { id }) => {
      change((known) => known.map((each) => (each.id === id ? { ...each, error } : each)));
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
    },
  });
  return {
    waiting: waiting.data ?? [],
    send: (text: string): void => {
      const outgoing = { id: newId(), text };
      change((known) => [...known, outgoing]);
      posting.mutate(outgoing);
    },
    again: ({ id, text }: Outgoing): void => {
      change((known) => known.map((each) => (each.id === id ? { id, text } : each)));
      posting.mutate({ id, text });
    },
    discard: ({ id }: Outgoing): void => change((known) => known.filter((each) => each.id !== id)),
  };
}

export type Outbox = ReturnType<typeof useOutbox>;

function post(conversationId: string, id: string, text: string) {
  const path = "/api/support/conversations/{conversation_id}/messages";
  return data(api.POST(path, { ...at(conversationId), body: { id, text } }));
}

function arrived(queries: QueryClient, conversationId: string, messages: Message[]): void {
  takeMessages(queries, conversationId, messages);
  void queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
}

/** The draft of a conversation, kept while another one is open. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const queries = useQueryClient();
  const key = [...SUPPORT, "draft", conversationId] as const;
  // A field must update with each key press; the cache notifies its subscribers later.
  const [text, setText] = useState(() => queries.getQueryData<string>(key) ?? "");
  return [
    text,
    (next) => {
      setText(next);
      queries.setQueryData(key, next);
    },
  ];
}
