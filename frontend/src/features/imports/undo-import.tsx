import { useState } from "react";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Import, useUndoImport } from "./queries";

/** The way back: what goes and what returns is said before it is gone. */
export function UndoImport({ told }: { told: Import }) {
  const { words } = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const undo = useUndoImport(told.id);
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
      <p className="font-semibold">{words.imports.undoFollows(told.file_name)}</p>
      <ul className="grid gap-1">
        {told.state === "running" && <li>{words.imports.undoRunning}</li>}
        <li>{words.imports.undoTakes(told.new)}</li>
        {told.replaced > 0 && <li>{words.imports.undoReturns(told.replaced)}</li>}
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
