import { type ReactNode, useEffect, useId, useRef } from "react";
import { useLanguage } from "@/i18n/language";
import { CloseIcon } from "./icons";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's modal dialog: it traps the focus and restores it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { words } = useLanguage();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="slides-in m-auto max-h-[90dvh] w-[min(30rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-paper p-6 shadow-2xl"
    >
      <header className="mb-5 flex items-start justify-between gap-4">
        <h2 id={titleId} className="font-semibold text-title">
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          className="-m-2 rounded-md p-2 hover:bg-sunken"
          aria-label={words.actions.close}
        >
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
}
