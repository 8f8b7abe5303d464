import { useEffect, useState } from "react";
import type { components } from "@/api/generated/auth";

type RegistrationView = components["schemas"]["RegistrationView"];

/**
 * Return whether registration is open; undefined until that is known. Nobody is logged in yet, so
 * there is no query client.
 */
export function useRegistration(): boolean | undefined {
  const [isOpen, setIsOpen] = useState<boolean>();
  useEffect(() => {
    const leaving = new AbortController();
    // Without a response the page offers only to log in.
    ask(leaving.signal).then(setIsOpen, () => undefined);
    return () => leaving.abort();
  }, []);
  return isOpen;
}

async function ask(signal: AbortSignal): Promise<boolean | undefined> {
  const response = await fetch("/api/auth/registration", { signal });
  if (!response.ok) return undefined;
  const view = (await response.json()) as RegistrationView;
  return view.open;
}
