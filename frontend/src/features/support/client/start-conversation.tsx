import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { api, data } from "@/api/client";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { newId } from "../new-id";
import { LISTS, statusQuery, takeConversation } from "../queries";
import { Composer } from "../thread/composer";
import { useDraft, useOutbox } from "../thread/outbox";

const route = getRouteApi("/support");
const NEW = "new";

/** Example questions and the first message of a conversation. */
export function Start() {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const [id] = useState(newId);
  const [text, setText] = useDraft(NEW);
  const outbox = useOutbox(id);
  const opening = useMutation({
    mutationFn: (_said: string) =>
      data(api.POST("/api/support/conversations", { body: { id, language } })),
    onSuccess: (conversation, message) => {
      takeConversation(queries, conversation);
      outbox.send(message);
      setText("");
      void queries.invalidateQueries({ queryKey: LISTS });
      void navigate({ search: { c: id } });
    },
  });
  return (
    <section aria-labelledby="ask" className="mt-8 flex min-h-0 flex-col lg:mt-0">
      <div className="flex-1 lg:grid lg:content-center">
        <h2 id="ask" className="font-semibold text-title tracking-tight">
          {words.support.ask}
        </h2>
        <p className="mt-1 max-w-prose text-soft">{words.support.askHint}</p>
        <AiSaid />
        <ul className="my-6 grid justify-items-start gap-2">
          {words.support.examples.map((example) => (
            <li key={example}>
              <button
                type="button"
                disabled={opening.isPending}
                onClick={() => opening.mutate(example)}
                className="rounded-md border border-line px-3 py-2 text-left hover:border-ink hover:bg-raised"
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {opening.error && (
        <p role="alert" className="mb-2">
          {explain(opening.error, words)}
        </p>
      )}
      <Composer text={text} onText={setText} onSend={opening.mutate} isBusy={opening.isPending} />
    </section>
  );
}

/** Whether AI is unavailable; hidden while it is available. */
function AiSaid() {
  const { words } = useLanguage();
  const ai = useQuery(statusQuery).data?.ai;
  if (ai === undefined || ai === "on") return null;
  return (
    <p className="mt-1 max-w-prose text-small text-soft">
      {ai === "off" ? words.support.noAi : words.support.aiResting}
    </p>
  );
}
