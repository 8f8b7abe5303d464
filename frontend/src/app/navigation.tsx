import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { session } from "@/api/session";
import {
  AccountIcon,
  AlertsIcon,
  AuditIcon,
  DevicesIcon,
  FleetIcon,
  HistoryIcon,
  LogOutIcon,
  SimulatorIcon,
  SupportIcon,
  TodayIcon,
  UsersIcon,
} from "@/components/icons";
import { Wordmark } from "@/components/wordmark";
import { useHasSimulator } from "@/features/simulator/queries";
import { SupportCount } from "@/features/support/support-count";
import { useLanguage } from "@/i18n/language";
import { useUser } from "./session";

interface NavItem {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  icon: ComponentType<{ className?: string }>;
  /** On a phone it is an icon in the header: the bottom bar has no room for it. */
  isInHeader?: boolean;
  /** A badge shown next to the label. */
  count?: ReactNode;
}

function useNavItems(): NavItem[] {
  const { words } = useLanguage();
  const history: NavItem = { to: "/history", label: words.nav.history, icon: HistoryIcon };
  const alerts: NavItem = { to: "/alerts", label: words.nav.alerts, icon: AlertsIcon };
  const devices: NavItem = { to: "/devices", label: words.nav.devices, icon: DevicesIcon };
  const isAdmin = useUser().role === "ADMIN";
  const simulates = useHasSimulator();
  const support: NavItem = {
    to: "/support",
    label: words.nav.support,
    icon: SupportIcon,
    count: <SupportCount />,
  };
  if (isAdmin) {
    return [
      { to: "/", label: words.nav.fleet, icon: FleetIcon },
      { to: "/users", label: words.nav.users, icon: UsersIcon },
      devices,
      history,
      alerts,
      support,
      { to: "/audit", label: words.audit.title, icon: AuditIcon, isInHeader: true },
      ...(simulates
        ? [
            {
              to: "/simulator",
              label: words.nav.simulator,
              icon: SimulatorIcon,
              isInHeader: true,
            } as const,
          ]
        : []),
    ];
  }
  const today: NavItem = { to: "/", label: words.nav.today, icon: TodayIcon };
  return [today, history, alerts, devices, support];
}

const EXACT = { exact: true, includeSearch: false };
const WITHIN = { exact: false, includeSearch: false };

/** Navigation on a desktop. */
export function Rail() {
  const items = useNavItems();
  const user = useUser();
  const { words } = useLanguage();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-line border-r px-4 py-8 lg:flex">
      <div className="px-3">
        <Wordmark />
      </div>
      <nav aria-label={words.nav.main} className="mt-10 grid gap-1">
        {items.map(({ to, label, icon: Icon, count }) => (
          <Link
            key={to}
            to={to}
            activeOptions={to === "/" ? EXACT : WITHIN}
            className="flex items-center gap-3 rounded-md px-3 py-2 text-soft hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:font-semibold data-[status=active]:text-ink"
          >
            <Icon />
            {label}
            <span className="ml-auto empty:hidden">{count}</span>
          </Link>
        ))}
      </nav>
      <div className="mt-auto grid gap-1">
        <Link
          to="/account"
          className="flex items-center gap-3 rounded-md px-3 py-2 text-soft hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink"
        >
          <AccountIcon className="size-5 shrink-0" />
          <span className="truncate">{user.name}</span>
        </Link>
        <button
          type="button"
          onClick={() => void session.logOut()}
          className="flex items-center gap-3 rounded-md px-3 py-2 text-left text-soft hover:bg-sunken hover:text-ink"
        >
          <LogOutIcon />
          {words.actions.logOut}
        </button>
      </div>
    </header>
  );
}

const HEADER_LINK =
  "rounded-md p-2 text-soft hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink";

/** Icons in the header on a phone: the account, and what the bottom bar has no room for. */
export function HeaderLinks() {
  const items = useNavItems().filter(({ isInHeader }) => isInHeader);
  const { words } = useLanguage();
  return (
    <nav aria-label={words.nav.more} className="-mr-2 flex gap-1">
      {items.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} aria-label={label} title={label} className={HEADER_LINK}>
          <Icon className="size-6" />
        </Link>
      ))}
      <Link to="/account" aria-label={words.nav.account} className={HEADER_LINK}>
        <AccountIcon className="size-6" />
      </Link>
    </nav>
  );
}

/** Navigation on a phone. */
export function BottomBar() {
  const items = useNavItems().filter(({ isInHeader }) => !isInHeader);
  const { words } = useLanguage();
  return (
    <nav
      aria-label={words.nav.main}
      className="fixed inset-x-0 bottom-0 z-30 flex justify-between border-line border-t bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {items.map(({ to, label, icon: Icon, count }) => (
        <Link
          key={to}
          to={to}
          activeOptions={to === "/" ? EXACT : WITHIN}
          className="relative grid min-w-0 flex-auto justify-items-center gap-1 px-1 pt-2.5 pb-2 text-small text-soft data-[status=active]:font-semibold data-[status=active]:text-ink"
        >
          <Icon className="size-5.5" />
          <span className="max-w-full truncate">{label}</span>
          <span className="absolute top-1 left-1/2 ml-1.5 empty:hidden">{count}</span>
        </Link>
      ))}
    </nav>
  );
}
