import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { Reason } from "../reason";
import type { Conversation } from "../thread";
import { ClientData } from "./client-data";
import { Notes } from "./notes";
import { summaryQuery } from "./queries";

interface ConversationDetailsProps {
  conversation: Conversation;
  isMine: boolean;
}

/** Details next to a conversation. */
export function ConversationDetails({ conversation, isMine }: ConversationDetailsProps) {
  return (
    <div className="grid grid-cols-1 gap-7">
      <Summary conversation={conversation} />
      <ClientData conversation={conversation} isMine={isMine} />
      <Notes id={conversation.id} />
    </div>
  );
}

function Summary({ conversation }: { conversation: Conversation }) {
  const { words } = useLanguage();
  const query = useQuery(summaryQuery(conversation.id, conversation.version));
  return (
    <section>
      <h3 className="font-semibold text-small">{words.support.desk.summary}</h3>
      <Loaded query={query}>
        {({ asked, first_question, open_questions, handover_reason, handover_clauses }) => (
          <>
            <p className="mt-1 mb-2 text-small">{words.support.desk.asked(asked)}</p>
            <dl className="grid grid-cols-1 gap-2 text-small">
              {handover_reason && (
                <Detail name={words.support.desk.reason}>
                  <Reason text={handover_reason} clauses={handover_clauses} />
                </Detail>
              )}
              {first_question && (
                <Detail name={words.support.desk.firstQuestion}>{first_question}</Detail>
              )}
              {open_questions.length > 0 && (
                <Detail name={words.support.desk.openQuestions}>
                  {open_questions.join(" · ")}
                </Detail>
              )}
            </dl>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-soft">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
