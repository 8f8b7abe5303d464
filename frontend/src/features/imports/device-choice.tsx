import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NextIcon } from "@/components/icons";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";

const OFFERED = 8;

/** Searches for the device to import history for. */
export function DeviceChoice() {
  const { words } = useLanguage();
  const [q, setQ] = useState("");
  const query = useQuery(devicesQuery({ q: q || undefined, limit: OFFERED }));
  return (
    <div className="grid max-w-xl grid-cols-[minmax(0,1fr)] gap-3">
      <SearchBox label={words.devices.search} value={q} onSearch={setQ} />
      <Loaded query={query}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={words.table.nothingFound} />
          ) : (
            <>
              <ul className="border-line border-t">
                {items.map((device) => (
                  <li key={device.id} className="border-line border-b">
                    <Link
                      to="/imports"
                      search={{ device: device.id }}
                      className="flex items-center justify-between gap-4 py-2.5 hover:bg-raised"
                    >
                      <span className="min-w-0 truncate">{device.name}</span>
                      <NextIcon className="size-4 shrink-0 text-soft" />
                    </Link>
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
