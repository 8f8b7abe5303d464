import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { explain } from "@/components/states";
import type { Device } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { useClaim } from "./queries";

/** Makes a device the user's by the code that was given to them. */
export function ClaimDevice({ onClose }: { onClose: () => void }) {
  const { words } = useLanguage();
  const claim = useClaim();
  return (
    <Dialog title={words.claims.title} onClose={onClose}>
      {claim.data ? (
        <Claimed device={claim.data} onClose={onClose} />
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget).get("code");
            if (typeof typed === "string") claim.mutate(typed);
          }}
        >
          <p>{words.claims.hint}</p>
          <Field
            label={words.claims.code}
            hint={words.claims.codeHint}
            error={claim.error ? explain(claim.error, words) : undefined}
            name="code"
            required
            maxLength={100}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono"
          />
          <div className="flex flex-wrap justify-between gap-3">
            <Button type="submit" variant="primary" disabled={claim.isPending}>
              {words.claims.claim}
            </Button>
            <Button variant="ghost" onClick={onClose}>
              {words.actions.cancel}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Claimed({ device, onClose }: { device: Device; onClose: () => void }) {
  const { words, format } = useLanguage();
  const since =
    device.owned_since === null
      ? words.claims.fromTheFirst
      : words.claims.fromNow(format.moment(device.owned_since, device.time_zone));
  return (
    <div className="grid gap-4">
      <p role="status">{words.claims.claimed(device.name)}</p>
      <p>{since}</p>
      <div>
        <Button variant="primary" onClick={onClose}>
          {words.actions.close}
        </Button>
      </div>
    </div>
  );
}
