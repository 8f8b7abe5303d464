import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Wordmark } from "@/components/wordmark";
import { useSupportUpdates } from "@/features/support/live-updates";
import { useLanguage } from "@/i18n/language";
import { AlertBanner } from "@/live/alert-banner";
import { Connection } from "./connection";
import { BottomBar, HeaderLinks, Rail } from "./navigation";

/** The layout around every page. */
export function Shell() {
  const { words } = useLanguage();
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  useSupportUpdates();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-3"
      >
        {words.nav.skip}
      </a>
      <Rail />
      <div className="flex min-w-0 flex-col pb-[calc(4.5rem+env(safe-area-inset-bottom))] lg:pb-0">
        <header className="flex items-center justify-between px-5 pt-2 lg:hidden">
          <Wordmark />
          <HeaderLinks />
        </header>
        <AlertBanner />
        <Connection />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className="w-full max-w-[76rem] flex-1 px-5 py-6 outline-none lg:px-12 lg:py-10"
        >
          <Outlet />
        </main>
      </div>
      <BottomBar />
    </div>
  );
}

/**
 * Moves the focus to the content when the path changes, so that screen readers announce the new
 * page.
 */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path, main]);
}
