import { useSyncExternalStore } from "react";
import { type SessionState, type SessionUser, session } from "@/api/session";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** The logged-in user. Throws on pages that don't require a login. */
export function useUser(): SessionUser {
  const state = useSession();
  if (state.status !== "in") throw new Error("this page needs somebody who is logged in");
  return state.user;
}
