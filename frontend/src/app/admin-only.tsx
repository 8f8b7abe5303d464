import type { ReactNode } from "react";
import { NotFoundPage } from "./not-found-page";
import { useUser } from "./session";

/**
 * Shows "page not found" to everybody but administrators. The services check permissions
 * themselves.
 */
export function AdminOnly({ children }: { children: ReactNode }) {
  return useUser().role === "ADMIN" ? children : <NotFoundPage />;
}
