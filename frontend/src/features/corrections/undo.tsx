import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { EffectView } from "./effect";
import { type Correction, useUndo, useUndoPreview } from "./queries";

/** Undoes a correction after showing a preview. */
export function Undo({ correction, zone }: { correction: Correction; zone: string }) {
  const { words } = useLanguage();
  const preview = useUndoPreview(correction.id);
  const undo = useUndo(correction.id);
  const error = preview.error ?? undo.error;
  return (
    <div className="grid justify-items-start gap-3" aria-live="polite">
      {!preview.data && (
        <Button
          variant="ghost"
          className="-ml-2.5"
          disabled={preview.isPending}
          onClick={() => preview.mutate()}
        >
          {words.corrections.undo}
        </Button>
      )}
      {error && <p role="alert">{explain(error, words)}</p>}
      {preview.data && (
        <div className="grid w-full max-w-2xl gap-3 border-edge border-l-2 py-1 pl-4">
          <p className="font-semibold">{words.corrections.undoFollows}</p>
          <EffectView effect={preview.data} zone={zone} />
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" disabled={undo.isPending} onClick={() => undo.mutate()}>
              {words.corrections.undoDo}
            </Button>
            <Button variant="ghost" onClick={() => preview.reset()}>
              {words.actions.cancel}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
