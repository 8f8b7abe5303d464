import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/support";
import type { SupportSearch } from "./search";
import { type Conversation, lastNumber, latest, type Message, merged } from "./thread";

export type Listed = components["schemas"]["ListedConversation"];

export const INBOX_PER_PAGE = 50;
const NEWEST = 50;
const AT_ONCE = 200;

/** The common key of all support queries. */
export const SUPPORT = ["support"] as const;
export const LISTS = [...SUPPORT, "lists"] as const;

export function at(conversation_id: string) {
  return { params: { path: { conversation_id } } };
}

export const statusQuery = queryOptions({
  queryKey: [...SUPPORT, "status"],
  queryFn: () => data(api.GET("/api/support/status")),
  staleTime: 60_000,
});

/** A client's own conversations, latest change first. */
export const ownQuery = queryOptions({
  queryKey: [...LISTS, "own"],
  queryFn: ({ signal }) =>
    data(api.GET("/api/support/conversations", { params: { query: { limit: 200 } }, signal })),
});

export function inboxQuery({ view = "waiting", q, offset = 0 }: SupportSearch, limit: number) {
  const query = { view, search: q ?? null, offset, limit };
  return queryOptions({
    queryKey: [...LISTS, "inbox", query],
    queryFn: ({ signal }) => data(api.GET("/api/support/inbox", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function conversationKey(id: string) {
  return [...SUPPORT, "conversation", id] as const;
}

export function conversationQuery(id: string, queries: QueryClient) {
  return queryOptions({
    queryKey: conversationKey(id),
    queryFn: async ({ signal }) => {
      const path = "/api/support/conversations/{conversation_id}";
      const given = await data(api.GET(path, { ...at(id), signal }));
      // The socket may have delivered a newer state in the meantime.
      return latest(queries.getQueryData<Conversation>(conversationKey(id)), given);
    },
  });
}

export function threadKey(id: string) {
  return [...SUPPORT, "thread", id] as const;
}

/** Loads the newest messages first, then only those after the last known one. */
export function threadQuery(id: string, queries: QueryClient) {
  const known = () => queries.getQueryData<Message[]>(threadKey(id)) ?? [];
  return queryOptions({
    queryKey: threadKey(id),
    queryFn: async ({ signal }) => {
      let all = known();
      while (true) {
        const query = all.length ? { after: lastNumber(all), limit: AT_ONCE } : { limit: NEWEST };
        const page = await messagePage(id, query, signal);
        all = merged(all, page.items);
        if (page.items.length === 0 || lastNumber(all) >= page.last_number) break;
      }
      return merged(known(), all);
    },
  });
}

/** Load the page before the first known message. */
export async function loadOlder(id: string, queries: QueryClient): Promise<void> {
  const first = queries.getQueryData<Message[]>(threadKey(id))?.[0];
  if (!first) return;
  const page = await messagePage(id, { before: first.number, limit: NEWEST });
  queries.setQueryData<Message[]>(threadKey(id), (known) => merged(known ?? [], page.items));
}

interface PageWanted {
  after?: number;
  before?: number;
  limit: number;
}

function messagePage(id: string, query: PageWanted, signal?: AbortSignal) {
  const path = "/api/support/conversations/{conversation_id}/messages";
  const params = { ...at(id).params, query };
  return data(api.GET(path, { params, ...(signal ? { signal } : {}) }));
}

/** Show a change at once and refetch the lists. */
export function takeConversation(queries: QueryClient, given: Conversation): void {
  queries.setQueryData<Conversation>(conversationKey(given.id), (known) => latest(known, given));
}

const CHANGES = {
  human: "/api/support/conversations/{conversation_id}/human",
  close: "/api/support/conversations/{conversation_id}/close",
  reopen: "/api/support/conversations/{conversation_id}/reopen",
  handBack: "/api/support/conversations/{conversation_id}/hand-back",
} as const;

export type Change = keyof typeof CHANGES;

/** Actions on a conversation other than messages. */
export function useChange(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => data(api.POST(CHANGES[change], at(id))),
    onSuccess: (given) => takeConversation(queries, given),
    // Succeeded or failed: refetch the current state.
    onSettled: () => queries.invalidateQueries({ queryKey: SUPPORT }),
  });
}
