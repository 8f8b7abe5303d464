const KEY = "kilowatch.reloads";
const MOST = 5;
const WITHIN_MS = 60_000;

/** Return whether a file of the application failed to load; another try may fetch it. */
export function isFailedLoad(error: Error): boolean {
  return /dynamically imported module|module script|Unable to preload/i.test(error.message);
}

/**
 * Return whether the page may reload itself once more, and record that it does: a page whose
 * server is away heals by itself, and one that is broken does not reload for ever.
 */
export function mayReload(storage: Pick<Storage, "getItem" | "setItem">, nowMs: number): boolean {
  const recent = (storage.getItem(KEY) ?? "")
    .split(" ")
    .map(Number)
    .filter((each) => each > nowMs - WITHIN_MS);
  if (recent.length >= MOST) return false;
  storage.setItem(KEY, [...recent, nowMs].join(" "));
  return true;
}
