import { lazy, Suspense } from "react";
import { useUser } from "./session";

const TodayPage = lazy(async () => ({
  default: (await import("@/features/today/today-page")).TodayPage,
}));
const FleetPage = lazy(async () => ({
  default: (await import("@/features/fleet/fleet-page")).FleetPage,
}));

/** What one comes for: the own consumption, or the platform. */
export function HomePage() {
  const { role } = useUser();
  return <Suspense>{role === "ADMIN" ? <FleetPage /> : <TodayPage />}</Suspense>;
}
