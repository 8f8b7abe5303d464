import { useState } from "react";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Import, useUndoImport } from "./queries";

/** Undoes an import after describing the effect. */
export function UndoImport({ entry }: { entry: Import }) {
  const { words } = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const undo = useUndoImport(entry.id);
  if (!isAsked) {
    return (
      <Button
        variant="ghost"
        className="-ml-2.5 justify-self-start"
        onClick={() => setIsAsked(true)}
      >
        {words.corrections.undo}
      </Button>
    );
  }
  return (
    <div className="grid max-w-2xl gap-3 border-edge border-l-2 py-1 pl-4" aria-live="polite">
      <p className="font-semibold">{words.imports.undoFollows(entry.file_name)}</p>
      <ul className="grid gap-1">
        {entry.state === "running" && <li>{words.imports.undoRunning}</li>}
        <li>{words.imports.undoTakes(entry.new)}</li>
        {entry.replaced > 0 && <li>{words.imports.undoReturns(entry.replaced)}</li>}
        <li>{words.imports.undoMeter}</li>
      </ul>
      {undo.error && <p role="alert">{explain(undo.error, words)}</p>}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" disabled={undo.isPending} onClick={() => undo.mutate()}>
          {words.imports.undoDo}
        </Button>
        <Button variant="ghost" onClick={() => setIsAsked(false)}>
          {words.actions.cancel}
        </Button>
      </div>
    </div>
  );
}
