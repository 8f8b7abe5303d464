import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, data, worthRetrying } from "@/api/client";
import { useLive } from "@/live/live";
import { at, conversationQuery, takeConversation, threadQuery } from "../queries";
import { type Author, type Conversation, type Part, partOf, type Side } from "../thread";

const ASK_AGAIN_MS = 5_000;
const TYPING_MS = 6_000;

/**
 * A conversation and its messages, updated over the socket, or by polling without one.
 * After a temporary error both are polled again: the socket wouldn't deliver them.
 */
export function useThread(id: string) {
  const queries = useQueryClient();
  const isLive = useLive().state === "live";
  const refetchInterval = ({ state: { error } }: { state: { error: Error | null } }) =>
    isLive && !(error && worthRetrying(0, error)) ? (false as const) : ASK_AGAIN_MS;
  const conversation = useQuery({ ...conversationQuery(id, queries), refetchInterval });
  const messages = useQuery({ ...threadQuery(id, queries), refetchInterval });
  return { conversation, messages };
}

/** Mark everything shown as read while the page is visible. */
export function useMarkRead(conversation: Conversation, number: number, side: Side): void {
  const queries = useQueryClient();
  const isLooking = useIsLooking();
  const { id, marks } = conversation;
  const read = side === "client" ? marks.client_read : marks.staff_read;
  const isBehind = isLooking && number > read;
  useEffect(() => {
    if (!isBehind) return;
    const path = "/api/support/conversations/{conversation_id}/marks";
    data(api.POST(path, { ...at(id), body: { read: number } })).then(
      (given) => takeConversation(queries, given),
      () => undefined, // the next message or focus sends it again
    );
  }, [isBehind, id, number, queries]);
}

function useIsLooking(): boolean {
  const [isLooking, setIsLooking] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = (): void => setIsLooking(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isLooking;
}

/** Return who is typing on the other side; ends after a while, or with their message. */
export function useTyping(id: string, side: Side, number: number): Author | undefined {
  const { listen } = useLive();
  const [typing, setTyping] = useState<{ author: Author; after: number }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((message) => {
      if (message.type !== "chat_typing" || message.conversation_id !== id) return;
      // The assistant's typing is shown by the unanswered question.
      if (message.author === side || message.author === "assistant") return;
      clearTimeout(timer);
      setTyping({ author: message.author, after: number });
      timer = setTimeout(() => setTyping(undefined), TYPING_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listen, id, side, number]);
  return typing && typing.after >= number ? typing.author : undefined;
}

/** Return a function that reports typing, at most every few seconds. */
export function useSendTyping(id: string): () => void {
  const [lastSent] = useState({ at: 0 });
  return () => {
    if (Date.now() - lastSent.at < TYPING_MS / 2) return;
    lastSent.at = Date.now();
    void data(api.POST("/api/support/conversations/{conversation_id}/typing", at(id))).catch(
      () => undefined,
    );
  };
}

export interface Draft {
  id: string;
  parts: Part[];
}

/** Return partial answers, sentence by sentence, until the complete message arrives. */
export function useDrafts(id: string): Draft[] {
  const { listen } = useLive();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  useEffect(
    () =>
      listen((message) => {
        if (message.type === "chat_sentence" && message.conversation_id === id) {
          const { message_id, index, part } = message;
          setDrafts((known) => withPart(known, message_id, index, partOf(part)));
        }
        if (message.type === "chat" && message.chat.conversation_id === id) {
          setDrafts((known) => known.filter((each) => each.id !== message.chat.message_id));
        }
      }),
    [listen, id],
  );
  return drafts;
}

function withPart(known: Draft[], id: string, index: number, part: Part): Draft[] {
  const parts = [...(known.find((each) => each.id === id)?.parts ?? [])];
  parts[index] = part;
  return [...known.filter((each) => each.id !== id), { id, parts }];
}
