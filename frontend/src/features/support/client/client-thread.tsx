import { Link } from "@tanstack/react-router";
import { Button } from "@/components/button";
import { BackIcon } from "@/components/icons";
import { ErrorMessage, explain, Skeleton } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Change, type Listed, useChange } from "../queries";
import { type Conversation, lastNumber, type Message } from "../thread";
import { Composer } from "../thread/composer";
import { MessageList } from "../thread/message-list";
import { type Outbox, useDraft, useOutbox } from "../thread/outbox";
import { useMarkRead, useSendTyping, useThread, useTyping } from "../thread/use-thread";

interface ClientThreadProps {
  id: string;
  listed: Listed | undefined;
}

/** One conversation of a client with the assistant or a human. */
export function ClientThread({ id, listed }: ClientThreadProps) {
  const { words } = useLanguage();
  const { conversation, messages } = useThread(id);
  const outbox = useOutbox(id);
  const error = conversation.error ?? messages.error;
  const again = () => Promise.all([conversation.refetch(), messages.refetch()]);
  return (
    <section aria-label={words.support.log} className="flex min-h-0 flex-col">
      <Link
        to="/support"
        search={{}}
        className="-ml-1.5 mb-2 inline-flex items-center gap-1 self-start py-1 lg:hidden"
      >
        <BackIcon />
        {words.support.back}
      </Link>
      <h1 className="sr-only lg:hidden">{words.nav.support}</h1>
      {conversation.data && messages.data ? (
        <Talk
          conversation={conversation.data}
          messages={messages.data}
          outbox={outbox}
          name={listed?.assigned_name}
        />
      ) : error ? (
        <ErrorMessage error={error} again={again} />
      ) : (
        <Skeleton />
      )}
    </section>
  );
}

interface TalkProps {
  conversation: Conversation;
  messages: Message[];
  outbox: Outbox;
  name: string | null | undefined;
}

function Talk({ conversation, messages, outbox, name }: TalkProps) {
  const { words } = useLanguage();
  const { id, state } = conversation;
  const [text, setText] = useDraft(id);
  const change = useChange(id);
  const number = lastNumber(messages);
  const typing = useTyping(id, "client", number);
  const sayTyping = useSendTyping(id);
  useMarkRead(conversation, number, "client");
  const human = name ?? messages.findLast(({ author }) => author === "human")?.author_name;
  const who = human || words.support.colleague;
  const isAnswering = state === "assistant" && messages.at(-1)?.author === "client";
  const ask = (
    <Button disabled={change.isPending} onClick={() => change.mutate("human")}>
      {words.support.human}
    </Button>
  );
  return (
    <>
      <Head state={state} name={who} isBusy={change.isPending} onChange={change.mutate} />
      <MessageList
        conversation={conversation}
        messages={messages}
        outbox={outbox}
        side="client"
        offer={state === "assistant" ? ask : undefined}
        typing={isAnswering ? words.support.answering : typing && words.support.typing(who)}
      />
      <footer className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] grid gap-2 bg-paper pt-2 pb-3 lg:static lg:pb-0">
        {change.error && <p role="alert">{explain(change.error, words)}</p>}
        {state === "closed" ? (
          <Button
            variant="primary"
            className="justify-self-start"
            disabled={change.isPending}
            onClick={() => change.mutate("reopen")}
          >
            {words.support.reopen}
          </Button>
        ) : (
          <Composer
            text={text}
            onText={setText}
            onSend={(message) => {
              outbox.send(message);
              setText("");
            }}
            onTyping={state === "assistant" ? undefined : sayTyping}
          >
            {state === "assistant" && ask}
          </Composer>
        )}
      </footer>
    </>
  );
}

interface HeadProps {
  state: Conversation["state"];
  name: string;
  isBusy: boolean;
  onChange: (change: Change) => void;
}

/** Who is answering, announced when it changes. */
function Head({ state, name, isBusy, onChange }: HeadProps) {
  const { words } = useLanguage();
  const status = state === "human" ? words.support.states.human(name) : words.support.states[state];
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b pb-2">
      <p role="status" className="text-small">
        {status}
      </p>
      {state !== "closed" && (
        <Button variant="ghost" disabled={isBusy} onClick={() => onChange("close")}>
          {words.support.close}
        </Button>
      )}
    </header>
  );
}
