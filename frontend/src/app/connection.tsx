import { useEffect, useState } from "react";
import { useLanguage } from "@/i18n/language";
import { useLive } from "@/live/live";

const GRACE_MS = 1500;

/** Shows since when the connection has been lost; short interruptions aren't shown. */
export function Connection() {
  const { state } = useLive();
  const { words, format } = useLanguage();
  const [lostAt, setLostAt] = useState<Date>();
  const isLost = state === "lost";
  useEffect(() => {
    if (!isLost) {
      setLostAt(undefined);
      return;
    }
    const began = new Date();
    const timer = setTimeout(() => setLostAt(began), GRACE_MS);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status">
      {lostAt && (
        <p className="slides-in border-line border-b bg-sunken px-5 py-2 text-small lg:px-12">
          {words.states.lost(format.timeExact(lostAt))}
        </p>
      )}
    </div>
  );
}
