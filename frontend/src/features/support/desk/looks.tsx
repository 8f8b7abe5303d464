import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { LOOKS_SHOWN, looksQuery } from "./queries";

interface LooksProps {
  clientId: string;
  /** When the user last viewed the data (ms): the list then includes that view. */
  lookedAt: number;
}

/** Who viewed this client's data, and when. */
export function Looks({ clientId, lookedAt }: LooksProps) {
  const { words } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="mt-3 text-small">
      <Button variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {words.support.desk.looks}
      </Button>
      {isOpen && <Listed clientId={clientId} lookedAt={lookedAt} />}
    </div>
  );
}

function Listed({ clientId, lookedAt }: LooksProps) {
  const { words, format } = useLanguage();
  const { looksEarlier, looksNone, somebody } = words.support.desk;
  const query = useQuery(looksQuery(clientId, lookedAt));
  return (
    <Loaded query={query}>
      {({ items, total }) =>
        total === 0 ? (
          <p className="mt-1">{looksNone}</p>
        ) : (
          <>
            <ul className="mt-1 grid gap-1">
              {items.map(({ administrator_id, administrator_name, looked_at }) => (
                <li key={`${administrator_id} ${looked_at}`}>
                  {administrator_name || somebody},{" "}
                  <span className="text-soft">{format.moment(looked_at)}</span>
                </li>
              ))}
            </ul>
            {total > LOOKS_SHOWN && (
              <p className="mt-1 text-soft">{looksEarlier(total - LOOKS_SHOWN)}</p>
            )}
          </>
        )
      }
    </Loaded>
  );
}
