import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Device, devicesQuery } from "../queries";

const OFFERED = 6;

interface DevicePickerProps {
  /** What a button that picks a device is called; by default, that it is added to a formula. */
  label?: (name: string) => string;
  onPick: (device: Device) => void;
}

/** Searches for a device by name and picks it. */
export function DevicePicker({ label, onPick }: DevicePickerProps) {
  const { words } = useLanguage();
  const [q, setQ] = useState("");
  const found = useQuery(devicesQuery({ q: q || undefined, limit: OFFERED }));
  return (
    <div className="grid gap-2">
      <SearchBox label={words.formulas.findDevice} value={q} onSearch={setQ} />
      <Loaded query={found}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={words.table.nothingFound} />
          ) : (
            <>
              <ul className="max-h-60 overflow-y-auto border-line border-t">
                {items.map((device) => (
                  <li key={device.id} className="border-line border-b">
                    <button
                      type="button"
                      aria-label={(label ?? words.formulas.pick)(device.name)}
                      onClick={() => onPick(device)}
                      className="w-full truncate px-1 py-2 text-left hover:bg-sunken"
                    >
                      {device.name}
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
    </div>
  );
}
