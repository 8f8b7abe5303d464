import { lazy, Suspense } from "react";
import { useUser } from "./session";

const TodayPage = lazy(async () => ({
  default: (await import("@/features/today/today-page")).TodayPage,
}));
const FleetPage = lazy(async () => ({
  default: (await import("@/features/fleet/fleet-page")).FleetPage,
}));

/** The home page: consumption for clients, the fleet for administrators. */
export function HomePage() {
  const { role } = useUser();
  return <Suspense>{role === "ADMIN" ? <FleetPage /> : <TodayPage />}</Suspense>;
}
