import { useRef, useState } from "react";
import { useLanguage } from "@/i18n/language";
import { Button } from "./button";

/** A secret that is shown only once. */
export function OneTimeSecret({ label, secret }: { label: string; secret: string }) {
  const { words } = useLanguage();
  const [isCopied, setIsCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setIsCopied(true);
    } catch {
      // Without a secure context there is no clipboard API: the secret is selected, so that a key
      // press copies it.
    }
  };
  return (
    <div className="grid gap-2 rounded-md bg-sunken p-3">
      <p className="text-small">{words.once.hint}</p>
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          aria-label={label}
          value={secret}
          onFocus={({ target }) => target.select()}
          className="min-w-0 flex-1 rounded-md border border-edge bg-raised px-3 font-mono text-small"
        />
        <Button onClick={() => void copy()}>
          {isCopied ? words.once.copied : words.once.copy}
        </Button>
      </div>
    </div>
  );
}
