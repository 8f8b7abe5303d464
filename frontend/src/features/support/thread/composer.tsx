import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { Button } from "@/components/button";
import { useLanguage } from "@/i18n/language";

const MOST = 4000;

interface ComposerProps {
  text: string;
  onText: (text: string) => void;
  onSend: (text: string) => void;
  onTyping?: (() => void) | undefined;
  isBusy?: boolean;
  /** Shown next to the button. */
  children?: ReactNode;
}

/** The message field: Enter sends, Shift+Enter starts a new line. */
export function Composer({ text, onText, onSend, onTyping, isBusy, children }: ComposerProps) {
  const { words } = useLanguage();
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const excess = text.trim().length - MOST;
  const canSend = text.trim() !== "" && excess <= 0 && !isBusy;
  const send = (): void => {
    if (!canSend) return;
    onSend(text.trim());
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that completes an input-method composition doesn't send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="grid gap-2"
    >
      <textarea
        ref={field}
        aria-label={words.support.message}
        aria-describedby={hintId}
        placeholder={words.support.message}
        value={text}
        rows={1}
        onChange={({ target }) => {
          onText(target.value);
          if (target.value) onTyping?.();
        }}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-40 min-h-11 w-full lg:min-h-16 resize-none rounded-md border border-edge bg-raised px-3 py-2 placeholder:text-soft"
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p
          id={hintId}
          className={`text-small ${excess > 0 ? "font-semibold" : "text-soft max-lg:sr-only"}`}
        >
          {excess > 0 ? words.support.tooLong(excess) : words.support.sendHint}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {children}
          <Button type="submit" variant="primary" disabled={!canSend}>
            {words.support.send}
          </Button>
        </div>
      </div>
    </form>
  );
}
