import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { unreachable } from "@/api/problem";
import { session } from "@/api/session";
import { ErrorMessage } from "@/components/states";
import { LogInPage } from "@/features/log-in/log-in-page";
import { RESET_PATH, ResetPage } from "@/features/log-in/reset-page";
import { LanguageProvider, type StartingLanguage, useLanguage } from "@/i18n/language";
import { LiveProvider } from "@/live/live";
import { makeQueryClient } from "./queries";
import { makeRouter } from "./router";
import { useSession } from "./session";

export function App({ start }: { start: StartingLanguage }) {
  return (
    <LanguageProvider start={start}>
      <Gate />
    </LanguageProvider>
  );
}

/** The login page keeps the address, so that users land on the page they asked for. */
function Gate() {
  const state = useSession();
  const { words } = useLanguage();
  if (window.location.pathname === RESET_PATH) return <ResetPage />;
  switch (state.status) {
    case "unknown":
      return <output className="sr-only">{words.states.loading}</output>;
    case "unreachable":
      return (
        <main className="p-8">
          <ErrorMessage error={unreachable()} again={() => session.restore()} />
        </main>
      );
    case "out":
      return <LogInPage />;
    case "in":
      // The key discards all state of the previous user.
      return <Inside key={state.user.id} userId={state.user.id} />;
  }
}

function Inside({ userId }: { userId: string }) {
  const [queries] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  useEffect(() => () => queries.clear(), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <LiveProvider userId={userId}>
        <RouterProvider router={router} />
      </LiveProvider>
    </QueryClientProvider>
  );
}
