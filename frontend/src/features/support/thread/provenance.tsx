import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, data } from "@/api/client";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { at, SUPPORT } from "../queries";
import { Reason } from "../reason";
import type { Message } from "../thread";

/** How an answer was made; its reason and confidence open on demand. */
export function Provenance({ message }: { message: Message }) {
  const { words } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (message.path === null) return null;
  return (
    <div className="text-small text-soft">
      <p className="flex flex-wrap gap-x-3">
        <span>{words.support.paths[message.path]}</span>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="underline underline-offset-4 hover:text-ink"
        >
          {words.support.why}
        </button>
      </p>
      <div id={id}>{isOpen && <Explanation message={message} />}</div>
    </div>
  );
}

function Explanation({ message }: { message: Message }) {
  const { words, format } = useLanguage();
  const { conversation_id, number } = message;
  const reasons = useQuery({
    // Include the index: the same reason may occur twice.
    queryKey: [...SUPPORT, "reasons", conversation_id, number],
    queryFn: () =>
      data(api.GET("/api/support/conversations/{conversation_id}/reasons", at(conversation_id))),
    staleTime: "static",
  });
  if (reasons.error) return <p role="alert">{explain(reasons.error, words)}</p>;
  if (!reasons.data) return <p className="late">{words.states.loading}</p>;
  const found = reasons.data.find((each) => each.number === number);
  if (!found?.reason) return <p>{words.support.whyNot}</p>;
  return (
    <p className="mt-1 max-w-prose">
      {found.confidence !== null && `${words.support.sure(format.percent(found.confidence))} · `}
      <Reason text={found.reason} clauses={found.clauses} />
    </p>
  );
}
