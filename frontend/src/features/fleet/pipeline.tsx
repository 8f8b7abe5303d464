import type { ReactNode } from "react";
import { useLanguage } from "@/i18n/language";
import type { Flow, Lane } from "./flow";
import { Sparkline } from "./sparkline";

/** The pipeline: stream, balancer, a lane per replica, database. */
export function Pipeline({ flow }: { flow: Flow }) {
  const { words, format } = useLanguage();
  const active = flow.lanes.map(({ isActive }) => isActive);
  // A draining replica gets no new batches but still stores its backlog.
  const working = flow.lanes.map(({ isActive, isLeaving }) => isActive || isLeaving);
  return (
    <section className="mt-10" aria-labelledby="pipeline">
      <h2 id="pipeline" className="sr-only">
        {words.fleet.pipeline}
      </h2>
      <div className="grid items-stretch lg:grid-cols-[auto_2rem_auto_3.5rem_minmax(0,1fr)_3.5rem_auto]">
        <Stage name={words.fleet.stream}>
          {flow.lag !== null
            ? words.fleet.lag(flow.lag)
            : flow.position > 0
              ? words.fleet.position(format.number(flow.position))
              : words.fleet.nothingDispatched}
        </Stage>
        <Fan lanes={[true]} />
        <Stage name={words.fleet.balancer}>
          {words.fleet.strategies[flow.strategy]}
          <Balancers flow={flow} />
        </Stage>
        <Fan lanes={active} />
        <ol className="border-line border-t" aria-label={words.fleet.replicas}>
          {flow.lanes.map((lane) => (
            <LaneRow key={lane.name} lane={lane} />
          ))}
          {flow.lanes.length === 0 && (
            <li className="border-line border-b py-4 font-semibold">{words.fleet.noReplica}</li>
          )}
        </ol>
        <Fan lanes={working} isGathering />
        <Stage name={words.fleet.database}>{words.fleet.databaseHint}</Stage>
      </div>
    </section>
  );
}

/** The active balancer and the ones on standby. */
function Balancers({ flow }: { flow: Flow }) {
  const { words, format } = useLanguage();
  const standbys = flow.standbys.join(", ");
  return (
    <>
      <span className="block" data-testid="active-balancer">
        {flow.active === null
          ? words.fleet.noActiveBalancer(
              flow.asOf === null ? undefined : format.timeExact(flow.asOf),
            )
          : words.fleet.balancerActive(flow.active)}
      </span>
      {standbys && <span className="block">{words.fleet.balancerStandby(standbys)}</span>}
    </>
  );
}

const LANE = 100;

/** Lines from one stage to several, or back; the line to a silent replica is dashed. */
function Fan({ lanes, isGathering = false }: { lanes: boolean[]; isGathering?: boolean }) {
  const height = Math.max(1, lanes.length) * LANE;
  return (
    <svg
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      className={`hidden size-full lg:block ${isGathering ? "-scale-x-100" : ""}`}
      aria-hidden="true"
    >
      {lanes.map((isActive, place) => {
        const end = (place + 0.5) * LANE;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its position
            key={place}
            d={`M12 ${height / 2}C60 ${height / 2} 40 ${end} 88 ${end}`}
            fill="none"
            stroke={isActive ? "var(--color-use)" : "var(--color-edge)"}
            strokeDasharray={isActive ? undefined : "3 4"}
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
    </svg>
  );
}

function Stage({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col justify-center border-line border-t py-3 lg:border-0">
      <p className="font-semibold">{name}</p>
      <div className="text-small text-soft lg:max-w-32">{children}</div>
    </div>
  );
}

function LaneRow({ lane }: { lane: Lane }) {
  const { words, format } = useLanguage();
  const isWorking = lane.isActive || lane.isLeaving;
  const rate = lane.rate === undefined ? "–" : format.number(lane.rate, lane.rate < 100 ? 1 : 0);
  return (
    <li
      data-lane={lane.name}
      data-state={lane.isActive ? "active" : lane.isLeaving ? "leaving" : "silent"}
      className={`grid items-center gap-x-5 gap-y-1 border-line border-b py-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto] ${isWorking ? "" : "text-soft"}`}
    >
      <div>
        <p className="font-semibold">{lane.name}</p>
        <p className="text-small text-soft">
          {lane.isActive
            ? words.fleet.active
            : lane.isLeaving
              ? words.fleet.leaving
              : words.fleet.silentSince(format.timeExact(lane.lastHeartbeatAt))}
        </p>
      </div>
      <div className="order-last sm:order-none">
        <Track lane={lane} />
        <Sparkline values={lane.rates} isActive={isWorking} />
      </div>
      <dl className="grid grid-cols-3 gap-x-4 sm:text-right">
        <Detail name={words.fleet.rate} value={rate} />
        <Detail name={words.fleet.share} value={format.percent(lane.share)} />
        <Detail name={words.fleet.backlog} value={format.number(lane.backlog)} />
      </dl>
    </li>
  );
}

function Detail({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-16 flex-col-reverse">
      <dt className="text-small text-soft">{name}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}

const MOST_DOTS = 24;
const SECOND_MS = 1000;

/** A dot for each batch dispatched since the last sample, spread over the second it took. */
function Track({ lane }: { lane: Lane }) {
  const count = Math.min(lane.newBatches, MOST_DOTS);
  return (
    <div className="relative h-3 overflow-hidden" aria-hidden="true">
      <div className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {Array.from({ length: count }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike
          key={`${lane.rates.length}-${index}`}
          className="travels absolute top-1/2 size-1.5 -translate-y-1/2 rounded-full bg-use"
          style={{ animationDelay: `${(index * SECOND_MS) / count}ms` }}
        />
      ))}
    </div>
  );
}
