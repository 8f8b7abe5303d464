import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, data } from "@/api/client";
import { useUser } from "@/app/session";
import type { ServerMessage } from "@/live/channel";
import { useLive } from "@/live/live";
import { refreshQueries } from "@/live/refresh-queries";
import { at, conversationKey, LISTS, takeConversation, threadKey } from "./queries";
import {
  type Conversation,
  isComplete,
  lastNumber,
  type Message,
  merged,
  messageOf,
  withMarks,
  withState,
} from "./thread";

/** Apply conversation events from the socket to the cache, on every page. */
export function useSupportUpdates(): void {
  const { listen } = useLive();
  const queries = useQueryClient();
  const user = useUser();
  const isClient = user.role === "CLIENT";
  useEffect(
    () =>
      listen((message) => {
        take(queries, message);
        const arrived = isClient ? toClient(message) : toAdministrator(message, user.id);
        if (arrived) void markDelivered(queries, arrived.id, arrived.number);
      }),
    [listen, queries, isClient, user.id],
  );
}

interface NewMessage {
  id: string;
  number: number;
}

/** Return a new message for a client. */
function toClient(message: ServerMessage): NewMessage | undefined {
  if (message.type !== "chat" || message.chat.author === "client") return undefined;
  return { id: message.chat.conversation_id, number: message.chat.number };
}

/** Return a new message for the administrator who has the conversation. */
function toAdministrator(message: ServerMessage, userId: string): NewMessage | undefined {
  if (message.type !== "conversation" || message.conversation.assigned_to !== userId) {
    return undefined;
  }
  return { id: message.conversation.conversation_id, number: message.conversation.last_number };
}

function take(queries: QueryClient, message: ServerMessage): void {
  switch (message.type) {
    case "chat":
      takeMessages(queries, message.chat.conversation_id, [messageOf(message.chat)]);
      refreshQueries(queries, { queryKey: LISTS });
      break;
    case "conversation": {
      const { conversation } = message;
      const id = conversation.conversation_id;
      change(queries, id, (known) => withState(known, conversation));
      // Administrators get no message text over the socket and load it.
      if (lastNumber(queries.getQueryData<Message[]>(threadKey(id))) < conversation.last_number) {
        refreshQueries(queries, { queryKey: threadKey(id) });
      }
      refreshQueries(queries, { queryKey: LISTS });
      break;
    }
    case "chat_marks":
      change(queries, message.conversation_id, (known) => withMarks(known, message));
      refreshQueries(queries, { queryKey: LISTS });
      break;
    default:
      break;
  }
}

function change(
  queries: QueryClient,
  id: string,
  into: (known: Conversation) => Conversation,
): void {
  const key = conversationKey(id);
  const known = queries.getQueryData<Conversation>(key);
  if (known) queries.setQueryData<Conversation>(key, into(known));
  else refreshQueries(queries, { queryKey: key });
}

/** Add messages to a cached conversation; refetch it if one is missing. */
export function takeMessages(queries: QueryClient, id: string, given: Message[]): void {
  const key = threadKey(id);
  const known = queries.getQueryData<Message[]>(key);
  const all = merged(known ?? [], given);
  if (known && isComplete(all)) queries.setQueryData(key, all);
  else refreshQueries(queries, { queryKey: key });
}

async function markDelivered(queries: QueryClient, id: string, delivered: number): Promise<void> {
  const path = "/api/support/conversations/{conversation_id}/marks";
  try {
    takeConversation(queries, await data(api.POST(path, { ...at(id), body: { delivered } })));
  } catch {
    // The next mark includes a lost one.
  }
}
