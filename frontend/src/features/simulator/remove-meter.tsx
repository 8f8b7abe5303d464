import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { useRemoveMeter } from "./queries";

interface RemoveMeterProps {
  deviceId: string;
  name: string;
  onClose: () => void;
}

/** Removes a simulated meter after describing the effect. */
export function RemoveMeter({ deviceId, name, onClose }: RemoveMeterProps) {
  const { words } = useLanguage();
  const removal = useRemoveMeter(deviceId);
  return (
    <Dialog title={words.simulator.removeOf(name)} onClose={onClose}>
      <div className="grid gap-4">
        <p>{words.simulator.removeFollows}</p>
        {removal.error && <p role="alert">{explain(removal.error, words)}</p>}
        <div className="flex flex-wrap gap-3">
          <Button
            variant="primary"
            disabled={removal.isPending}
            onClick={() => removal.mutate(undefined, { onSuccess: onClose })}
          >
            {words.simulator.remove}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {words.actions.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
