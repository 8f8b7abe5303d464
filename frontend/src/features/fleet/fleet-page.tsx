import { Link } from "@tanstack/react-router";
import { ErrorMessage, Skeleton } from "@/components/states";
import { useHasSimulator } from "@/features/simulator/queries";
import { useLanguage } from "@/i18n/language";
import { BusySenders } from "./busy-senders";
import { ClocksAhead } from "./clocks-ahead";
import type { Flow } from "./flow";
import { Pipeline } from "./pipeline";
import { useFlow } from "./queries";
import { RateChart } from "./rate-chart";
import { RecentRejections } from "./recent-rejections";
import { Services } from "./services";
import { StrategySection } from "./strategy";

/** The live state of the platform. */
export function FleetPage() {
  const { words } = useLanguage();
  const { flow, error, again } = useFlow();
  return (
    <>
      <h1 className="sr-only">{words.nav.fleet}</h1>
      {error && (
        <div className="mb-6">
          <ErrorMessage error={error} again={again} />
        </div>
      )}
      {flow ? (
        <>
          <Rate flow={flow} />
          <Pipeline flow={flow} />
        </>
      ) : (
        !error && <Skeleton lines={1} className="h-96" />
      )}
      <RateChart />
      <Services />
      <BusySenders />
      <ClocksAhead />
      <div className="mt-12 grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <RecentRejections />
        <StrategySection />
      </div>
    </>
  );
}

function Rate({ flow }: { flow: Flow }) {
  const { words, format } = useLanguage();
  const simulates = useHasSimulator();
  const active = flow.lanes.filter(({ isActive }) => isActive).length;
  const digits = (flow.rate ?? 0) < 100 ? 1 : 0;
  return (
    <div aria-live="off">
      <p className="font-semibold text-figure tracking-[-0.04em]">
        <span data-testid="figure">
          {flow.rate === undefined ? "–" : format.number(flow.rate, digits)}
        </span>
        <span className="ml-[0.35em] font-normal text-[0.3em] text-soft tracking-normal">
          {words.fleet.perSecond}
        </span>
      </p>
      <p className="mt-3">{words.fleet.summary(active, flow.lanes.length, flow.backlog)}</p>
      {simulates && (
        <Link to="/simulator" className="underline underline-offset-4 lg:hidden">
          {words.nav.simulator}
        </Link>
      )}
    </div>
  );
}
