import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLanguage } from "@/language/language";
import { Loaded } from "@/parts/states";
import { Reason } from "../reason";
import type { Conversation } from "../thread";
import { ClientData } from "./client-data";
import { Notes } from "./notes";
import { summaryQuery } from "./queries";

interface FactsProps {
  conversation: Conversation;
  isMine: boolean;
}

/** What stands beside a conversation. */
export function Facts({ conversation, isMine }: FactsProps) {
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
                <Fact name={words.support.desk.reason}>
                  <Reason text={handover_reason} clauses={handover_clauses} />
                </Fact>
              )}
              {first_question && (
                <Fact name={words.support.desk.firstQuestion}>{first_question}</Fact>
              )}
              {open_questions.length > 0 && (
                <Fact name={words.support.desk.openQuestions}>{open_questions.join(" · ")}</Fact>
              )}
            </dl>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-soft">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
