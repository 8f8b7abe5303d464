import type { ReactNode } from "react";
import { NotFoundPage } from "./not-found-page";
import { useUser } from "./session";

/** For anyone else there is no such page. What counts is that the services refuse, too. */
export function AdminOnly({ children }: { children: ReactNode }) {
  return useUser().role === "ADMIN" ? children : <NotFoundPage />;
}
