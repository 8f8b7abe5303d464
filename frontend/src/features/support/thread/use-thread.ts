import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, data, worthRetrying } from "@/api/client";
import { useLive } from "@/live/live";
import { at, conversationQuery, takeConversation, threadQuery } from "../queries";
import { type Author, type Conversation, type Part, partOf, type Side } from "../thread";

const ASK_AGAIN_MS = 5_000;
const TYPING_MS = 6_000;

/**
 * A conversation and what was said in it, kept up by the socket, or by asking without one.
 * What could not be had for a reason that passes is asked for again: the socket would not bring it.
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

/** Says that everything in sight was read, while somebody looks. */
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
      () => undefined, // the next message or look says it again
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

/** Who of the others is writing at this moment; it ends by itself, or with what they wrote. */
export function useTyping(id: string, side: Side, number: number): Author | undefined {
  const { listen } = useLive();
  const [told, setTold] = useState<{ author: Author; after: number }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((message) => {
      if (message.type !== "chat_typing" || message.conversation_id !== id) return;
      // The assistant's is seen by the question that has no answer yet.
      if (message.author === side || message.author === "assistant") return;
      clearTimeout(timer);
      setTold({ author: message.author, after: number });
      timer = setTimeout(() => setTold(undefined), TYPING_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listen, id, side, number]);
  return told && told.after >= number ? told.author : undefined;
}

/** Says that one is writing, again and again while it lasts. */
export function useSendTyping(id: string): () => void {
  const [said] = useState({ at: 0 });
  return () => {
    if (Date.now() - said.at < TYPING_MS / 2) return;
    said.at = Date.now();
    void data(api.POST("/api/support/conversations/{conversation_id}/typing", at(id))).catch(
      () => undefined,
    );
  };
}

export interface Draft {
  id: string;
  parts: Part[];
}

/** Answers in the making, sentence by sentence; the whole message takes their place. */
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
