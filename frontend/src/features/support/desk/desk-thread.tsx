import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUser } from "@/app/session";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { BackIcon } from "@/components/icons";
import { ErrorMessage, Skeleton } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { Listed } from "../queries";
import { type Conversation, lastNumber, type Message } from "../thread";
import { Composer } from "../thread/composer";
import { MessageList } from "../thread/message-list";
import { type Outbox, useDraft, useOutbox } from "../thread/outbox";
import { useMarkRead, useSendTyping, useThread, useTyping } from "../thread/use-thread";
import { CannedReplies, CannedRepliesDialog } from "./canned-replies";
import { ConversationDetails } from "./conversation-details";
import { DeskActions } from "./desk-actions";
import { useName } from "./use-name";

const route = getRouteApi("/support");

interface DeskThreadProps {
  id: string;
  listed: Listed | undefined;
}

/** A client's conversation as administrators see it. */
export function DeskThread({ id, listed }: DeskThreadProps) {
  const { words } = useLanguage();
  const search = route.useSearch();
  const { conversation, messages } = useThread(id);
  const outbox = useOutbox(id);
  const error = conversation.error ?? messages.error;
  const again = () => Promise.all([conversation.refetch(), messages.refetch()]);
  return (
    <section aria-label={words.support.log} className="flex min-h-0 min-w-0 flex-col">
      <Link
        to="/support"
        search={{ ...search, c: undefined }}
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
          listed={listed}
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
  listed: Listed | undefined;
}

function Talk({ conversation, messages, outbox, listed }: TalkProps) {
  const { words } = useLanguage();
  const { id, state, assigned_to, client_id } = conversation;
  const [showsFacts, setShowsFacts] = useState(false);
  const client = useName(client_id, listed?.client_name) ?? "…";
  const { id: userId } = useUser();
  const isMine = state === "human" && assigned_to === userId;
  const number = lastNumber(messages);
  const typing = useTyping(id, "human", number);
  useMarkRead(conversation, number, "human");
  const isAnswering = state === "assistant" && messages.at(-1)?.author === "client";
  const facts = <ConversationDetails conversation={conversation} isMine={isMine} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col xl:grid xl:grid-cols-[minmax(0,1fr)_16rem] xl:gap-8">
      <div className="flex min-h-0 flex-1 flex-col">
        <header className="border-line border-b pb-3">
          <div className="flex items-center justify-between gap-3">
            <h2 className="truncate font-semibold">{client}</h2>
            <Button variant="ghost" className="xl:hidden" onClick={() => setShowsFacts(true)}>
              {words.support.desk.details}
            </Button>
          </div>
          <DeskActions conversation={conversation} isMine={isMine} />
        </header>
        <MessageList
          conversation={conversation}
          messages={messages}
          outbox={outbox}
          side="human"
          typing={isAnswering ? words.support.answering : typing && words.support.typing(client)}
        />
        {isMine && <Writing conversation={conversation} outbox={outbox} />}
      </div>
      <aside
        aria-label={words.support.desk.details}
        className="hidden min-h-0 overflow-y-auto border-line border-l pl-6 xl:block"
      >
        {facts}
      </aside>
      {showsFacts && (
        <Dialog title={client} onClose={() => setShowsFacts(false)}>
          {facts}
        </Dialog>
      )}
    </div>
  );
}

function Writing({ conversation, outbox }: Pick<TalkProps, "conversation" | "outbox">) {
  const [text, setText] = useDraft(conversation.id);
  const [isManaging, setIsManaging] = useState(false);
  const sayTyping = useSendTyping(conversation.id);
  return (
    <footer className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] bg-paper pt-2 pb-3 lg:static lg:pb-0">
      <Composer
        text={text}
        onText={setText}
        onSend={(message) => {
          outbox.send(message);
          setText("");
        }}
        onTyping={sayTyping}
      >
        <CannedReplies
          language={conversation.language}
          onChoose={(reply) => setText(text ? `${text.trimEnd()}\n${reply}` : reply)}
          onManage={() => setIsManaging(true)}
        />
      </Composer>
      {isManaging && (
        <CannedRepliesDialog
          language={conversation.language}
          onClose={() => setIsManaging(false)}
        />
      )}
    </footer>
  );
}
