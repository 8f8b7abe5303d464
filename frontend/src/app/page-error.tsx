import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { unreachable } from "@/api/problem";
import { ErrorMessage } from "@/components/states";
import { isFailedLoad, mayReload } from "./reloads";

const PAUSE_MS = 2_000;

/** What a page shows that failed; one of which a file failed to load tries again by itself. */
export function PageError({ error: thrown }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const hasFailedToLoad = isFailedLoad(error);
  useEffect(() => {
    if (!hasFailedToLoad || !mayReload(sessionStorage, Date.now())) return;
    const timer = setTimeout(() => window.location.reload(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [hasFailedToLoad]);
  return (
    <div className="p-8">
      <ErrorMessage
        error={hasFailedToLoad ? unreachable() : error}
        again={() => window.location.reload()}
      />
    </div>
  );
}
