import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { SelectField } from "@/components/field";
import { SearchBox } from "@/components/search-box";
import { EmptyState, explain, Loaded } from "@/components/states";
import { type Device, devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { PROFILES, type Profile, useAddMeter } from "./queries";

const OFFERED = 20;

interface AddMeterProps {
  /** Devices that have a simulated meter already. */
  taken: ReadonlySet<string>;
  onClose: () => void;
}

/** Searches for a device and adds a simulated meter to it. */
export function AddMeter({ taken, onClose }: AddMeterProps) {
  const { words } = useLanguage();
  const [profile, setProfile] = useState<Profile>("household");
  const [q, setQ] = useState("");
  const query = useQuery(devicesQuery({ q: q || undefined, limit: OFFERED }));
  const addition = useAddMeter();
  return (
    <Dialog title={words.simulator.add} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-soft">{words.simulator.addHint}</p>
        <SelectField
          label={words.simulator.profile}
          value={profile}
          onChange={({ target }) => {
            const chosen = PROFILES.find((each) => each === target.value);
            if (chosen) setProfile(chosen);
          }}
        >
          {PROFILES.map((each) => (
            <option key={each} value={each}>
              {words.simulator.profiles[each]}
            </option>
          ))}
        </SelectField>
        <SearchBox label={words.devices.search} value={q} onSearch={setQ} />
        {addition.error && <p role="alert">{explain(addition.error, words)}</p>}
        <Loaded query={query}>
          {({ items, total }) =>
            items.length === 0 ? (
              <EmptyState title={words.table.nothingFound} />
            ) : (
              <Found
                devices={items}
                taken={taken}
                isBusy={addition.isPending}
                hasMore={total > items.length}
                onChoose={(device_id) =>
                  addition.mutate({ device_id, profile }, { onSuccess: onClose })
                }
              />
            )
          }
        </Loaded>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button variant="ghost" className="-ml-2.5" onClick={onClose}>
            {words.actions.cancel}
          </Button>
          <Link to="/devices" className="text-small underline underline-offset-4">
            {words.simulator.registerFirst}
          </Link>
        </div>
      </div>
    </Dialog>
  );
}

interface FoundProps {
  devices: Device[];
  taken: ReadonlySet<string>;
  isBusy: boolean;
  hasMore: boolean;
  onChoose: (deviceId: string) => void;
}

function Found({ devices, taken, isBusy, hasMore, onChoose }: FoundProps) {
  const { words } = useLanguage();
  return (
    <>
      <ul className="max-h-72 overflow-y-auto border-line border-t">
        {devices.map((device) => (
          <li key={device.id} className="border-line border-b">
            <button
              type="button"
              disabled={isBusy || taken.has(device.id)}
              onClick={() => onChoose(device.id)}
              className="flex w-full justify-between gap-4 px-1 py-2.5 text-left hover:bg-sunken disabled:text-soft disabled:hover:bg-transparent"
            >
              <span className="truncate">{device.name}</span>
              {taken.has(device.id) && (
                <span className="shrink-0 text-small">{words.simulator.isSimulated}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {hasMore && <p className="text-small text-soft">{words.table.typeForMore}</p>}
    </>
  );
}
