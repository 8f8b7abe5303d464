import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { SearchBox } from "@/components/search-box";
import { EmptyState, explain, Loaded } from "@/components/states";
import { userQuery, usersQuery } from "@/features/users/queries";
import { useLanguage } from "@/i18n/language";
import { type Device, useAssignDevice, useFreeDevice } from "./queries";

const OFFERED = 20;

/** The owner of a device, with a button to change it. */
export function OwnerLine({ device, onAssign }: { device: Device; onAssign: () => void }) {
  const { words } = useLanguage();
  const free = useFreeDevice(device.id);
  const owner = useQuery({
    ...userQuery(device.owner_id ?? ""),
    enabled: device.owner_id !== null,
  });
  return (
    <div className="grid gap-2 border-line border-y py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <span className="text-soft">{words.devices.owner}: </span>
          <span className="font-semibold">
            {device.owner_id === null ? words.devices.nobody : (owner.data?.name ?? "…")}
          </span>
        </p>
        <div className="flex gap-2">
          {device.owner_id !== null && (
            <Button variant="ghost" disabled={free.isPending} onClick={() => free.mutate()}>
              {words.devices.setFree}
            </Button>
          )}
          <Button onClick={onAssign}>{words.devices.assign}</Button>
        </div>
      </div>
      {free.error && <p role="alert">{explain(free.error, words)}</p>}
    </div>
  );
}

/** Searches for a user and assigns the device to them. */
export function OwnerChoice({ device, onDone }: { device: Device; onDone: () => void }) {
  const { words } = useLanguage();
  const [q, setQ] = useState("");
  const found = useQuery(usersQuery({ q: q || undefined }, OFFERED));
  const assignment = useAssignDevice(device.id);
  return (
    <div className="grid gap-3">
      <p className="text-soft">{words.devices.assignHint(device.owner_id !== null)}</p>
      <SearchBox label={words.users.search} value={q} onSearch={setQ} />
      {assignment.error && <p role="alert">{explain(assignment.error, words)}</p>}
      <Loaded query={found}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={words.table.nothingFound} />
          ) : (
            <>
              <ul className="max-h-72 overflow-y-auto border-line border-t">
                {items.map((user) => (
                  <li key={user.id} className="border-line border-b">
                    <button
                      type="button"
                      disabled={assignment.isPending || user.id === device.owner_id}
                      onClick={() => assignment.mutate(user.id, { onSuccess: onDone })}
                      className="flex w-full justify-between gap-4 px-1 py-2.5 text-left hover:bg-sunken disabled:text-soft"
                    >
                      <span className="truncate">{user.name}</span>
                      <span className="text-soft">{user.username}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {total > items.length && (
                <p className="text-small text-soft">{words.table.typeForMore}</p>
              )}
            </>
          )
        }
      </Loaded>
      <Button variant="ghost" onClick={onDone}>
        {words.actions.cancel}
      </Button>
    </div>
  );
}
