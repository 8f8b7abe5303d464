import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { dayOf, viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { loadOlder } from "../queries";
import { type Conversation, deliveryStatus, type Message, type Side } from "../thread";
import { MessageFrame, Parts, useAuthorName, Words } from "./message";
import type { Outbox } from "./outbox";
import { Provenance } from "./provenance";
import { Unsent } from "./unsent";
import { useDrafts } from "./use-thread";

interface MessageListProps {
  conversation: Conversation;
  messages: Message[];
  outbox: Outbox;
  side: Side;
  /** Shown next to a message that offers a human. */
  offer?: ReactNode;
  /** Shows that the other side is typing. */
  typing?: string | undefined;
}

/** The messages and those being written; screen readers announce new ones. */
export function MessageList(props: MessageListProps) {
  const { conversation, messages, outbox, side, offer, typing } = props;
  const { words } = useLanguage();
  const stored = new Set(messages.map(({ message_id }) => message_id));
  const drafts = useDrafts(conversation.id).filter(({ id }) => !stored.has(id));
  const waiting = outbox.waiting.filter(({ id }) => !stored.has(id));
  const sent = drafts.reduce((sum, { parts }) => sum + parts.length, messages.length);
  const lastOwn = messages.findLast(({ author }) => author === side);
  const end = useStayAtEnd(`${sent} ${typing ?? ""}`, waiting.length);
  return (
    <div
      role="log"
      aria-label={words.support.log}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
      tabIndex={0}
      className="flex-1 overflow-y-auto rounded-sm py-4 pr-1"
    >
      {(messages[0]?.number ?? 1) > 1 && <Older id={conversation.id} />}
      <ol className="grid gap-4">
        {messages.map((message, index) => (
          <Fragment key={message.message_id}>
            <NewDay before={messages[index - 1]?.posted_at} at={message.posted_at} />
            <SentMessage
              message={message}
              side={side}
              offer={index === messages.length - 1 ? offer : undefined}
              arrived={message === lastOwn && <NewMessage {...{ message, conversation, side }} />}
            />
          </Fragment>
        ))}
        {drafts.map(({ id, parts }) => (
          <MessageFrame key={id} author="assistant" name={words.support.assistant} side={side}>
            <Words author="assistant" side={side}>
              <Parts parts={parts} side={side} />
            </Words>
          </MessageFrame>
        ))}
        {waiting.map((each) => (
          <Unsent key={each.id} outgoing={each} outbox={outbox} side={side} />
        ))}
      </ol>
      <p className="breathes mt-4 min-h-5 text-small text-soft">{typing}</p>
      <div ref={end} className="scroll-mb-40 lg:scroll-mb-0" />
    </div>
  );
}

interface SentMessageProps {
  message: Message;
  side: Side;
  offer: ReactNode;
  arrived: ReactNode;
}

function SentMessage({ message, side, offer, arrived }: SentMessageProps) {
  const nameOf = useAuthorName();
  const { author, author_name, posted_at, parts, offers_human } = message;
  return (
    <MessageFrame
      author={author}
      name={nameOf(author, author_name, side)}
      side={side}
      postedAt={posted_at}
    >
      <Words author={author} side={side}>
        <Parts parts={parts} side={side} />
      </Words>
      {author === "assistant" && <Provenance message={message} />}
      {offers_human && offer}
      {arrived}
    </MessageFrame>
  );
}

interface ArrivedProps {
  message: Message;
  conversation: Conversation;
  side: Side;
}

/** The delivery status of the user's last message. */
function NewMessage({ message, conversation, side }: ArrivedProps) {
  const { words } = useLanguage();
  const { number } = message;
  return (
    <p className="text-small text-soft" aria-live="off">
      {words.support[deliveryStatus(number, conversation, side)]}
    </p>
  );
}

function NewDay({ before, at }: { before: string | undefined; at: string }) {
  const { format } = useLanguage();
  const zone = viewerZone();
  const day = dayOf(new Date(at), zone);
  if (before && dayOf(new Date(before), zone) === day) return null;
  return <li className="text-center text-small text-soft">{format.day(day)}</li>;
}

function Older({ id }: { id: string }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const loading = useMutation({ mutationFn: () => loadOlder(id, queries) });
  return (
    <div className="mb-4 grid justify-items-center gap-1">
      <Button variant="ghost" disabled={loading.isPending} onClick={() => loading.mutate()}>
        {words.support.older}
      </Button>
      {loading.error && <p role="alert">{explain(loading.error, words)}</p>}
    </div>
  );
}

/** Scrolls to the end when something is added, unless the user has scrolled up. */
function useStayAtEnd(content: string, sending: number) {
  const end = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const watched = end.current;
    if (!watched?.parentElement) return;
    const seen = new IntersectionObserver(
      ([entry]) => {
        isAtEnd.current = entry?.isIntersecting ?? true;
      },
      { rootMargin: "0px 0px 160px 0px" },
    );
    // Content that grows around the list would otherwise move its end out of view.
    const resized = new ResizeObserver(() => {
      if (isAtEnd.current) watched.scrollIntoView({ block: "end" });
    });
    seen.observe(watched);
    resized.observe(watched.parentElement);
    return () => {
      seen.disconnect();
      resized.disconnect();
    };
  }, []);
  const before = useRef(sending);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is added
  useEffect(() => {
    const isSent = sending > before.current;
    before.current = sending;
    if (isAtEnd.current || isSent) end.current?.scrollIntoView({ block: "end" });
  }, [content, sending]);
  return end;
}
