import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import type { Side } from "../thread";
import { MessageFrame, useAuthorName, Words } from "./message";
import type { Outbox, Outgoing } from "./outbox";

interface UnsentProps {
  outgoing: Outgoing;
  outbox: Outbox;
  side: Side;
}

/** A message that isn't stored yet: being sent, or failed with a reason. */
export function Unsent({ outgoing, outbox, side }: UnsentProps) {
  const { words } = useLanguage();
  const nameOf = useAuthorName();
  return (
    <MessageFrame author={side} name={nameOf(side, words.support.you, side)} side={side}>
      <Words author={side} side={side}>
        <p>{outgoing.text}</p>
      </Words>
      {outgoing.error ? (
        <Failed outgoing={outgoing} outbox={outbox} error={outgoing.error} />
      ) : (
        <p className="text-small text-soft" aria-live="off">
          {words.support.sending}
        </p>
      )}
    </MessageFrame>
  );
}

function Failed({ outgoing, outbox, error }: Omit<UnsentProps, "side"> & { error: Error }) {
  const { words } = useLanguage();
  const look = "underline underline-offset-4";
  return (
    <div className="grid max-w-md justify-items-end gap-1 text-right text-small">
      <p role="alert">
        <strong>{words.support.failed}</strong> {explain(error, words)}
      </p>
      <p className="flex gap-4">
        <button type="button" className={look} onClick={() => outbox.again(outgoing)}>
          {words.support.again}
        </button>
        <button type="button" className={look} onClick={() => outbox.discard(outgoing)}>
          {words.support.discard}
        </button>
      </p>
    </div>
  );
}
