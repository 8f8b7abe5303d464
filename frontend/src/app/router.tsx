import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { alertsSearch } from "@/features/alerts/search";
import { auditSearch } from "@/features/audit/search";
import { correctionsSearch } from "@/features/corrections/search";
import { devicesSearch } from "@/features/devices/search";
import { historySearch } from "@/features/history/search";
import { importsSearch } from "@/features/imports/search";
import { supportSearch } from "@/features/support/search";
import { usersSearch } from "@/features/users/search";
import { HomePage } from "./home-page";
import { NotFoundPage } from "./not-found-page";
import { PageError } from "./page-error";
import { Shell } from "./shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });

const history = createRoute({
  getParentRoute: () => root,
  path: "/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import("@/features/history/history-page"), "HistoryPage"),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: "/alerts",
  validateSearch: alertsSearch,
  component: lazyRouteComponent(() => import("@/features/alerts/alerts-page"), "AlertsPage"),
});

const devices = createRoute({
  getParentRoute: () => root,
  path: "/devices",
  validateSearch: devicesSearch,
  component: lazyRouteComponent(() => import("@/features/devices/devices-page"), "DevicesPage"),
});

const users = createRoute({
  getParentRoute: () => root,
  path: "/users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("@/features/users/users-page"), "UsersPage"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("@/features/audit/audit-page"), "AuditPage"),
});

const refusals = createRoute({
  getParentRoute: () => root,
  path: "/rejections",
  component: lazyRouteComponent(() => import("@/features/fleet/rejections-page"), "RejectionsPage"),
});

const corrections = createRoute({
  getParentRoute: () => root,
  path: "/corrections",
  validateSearch: correctionsSearch,
  component: lazyRouteComponent(
    () => import("@/features/corrections/corrections-page"),
    "CorrectionsPage",
  ),
});

const support = createRoute({
  getParentRoute: () => root,
  path: "/support",
  validateSearch: supportSearch,
  component: lazyRouteComponent(() => import("@/features/support/support-page"), "SupportPage"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/rules",
  component: lazyRouteComponent(() => import("@/features/support/rules/rules-page"), "RulesPage"),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: "/imports",
  validateSearch: importsSearch,
  component: lazyRouteComponent(() => import("@/features/imports/imports-page"), "ImportsPage"),
});

const simulator = createRoute({
  getParentRoute: () => root,
  path: "/simulator",
  component: lazyRouteComponent(
    () => import("@/features/simulator/simulator-page"),
    "SimulatorPage",
  ),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/account/account-page"), "AccountPage"),
});

const pages = [
  home,
  history,
  alerts,
  devices,
  users,
  audit,
  refusals,
  corrections,
  imports,
  simulator,
  support,
  rules,
  account,
] as const;
const tree = root.addChildren(pages);

export function makeRouter(browserHistory?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    defaultPreload: "intent",
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    ...(browserHistory ? { history: browserHistory } : {}),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
