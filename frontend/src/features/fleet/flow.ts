import type { components } from "@/api/generated/balancing";

export type Replicas = components["schemas"]["Replicas"];
export type Replica = components["schemas"]["Replica"];

/** A response of the balancer and the time it arrived (ms). */
export interface Sample {
  at: number;
  replicas: Replicas;
}

export interface Lane {
  name: string;
  isActive: boolean;
  /** It gets no new batches and finishes its backlog. */
  isLeaving: boolean;
  /** Readings stored per second; undefined until there are two samples. */
  rate: number | undefined;
  /** Its share of all messages dispatched since the balancer started. */
  share: number;
  backlog: number;
  /** Batches dispatched to it between the last two samples. */
  newBatches: number;
  lastHeartbeatAt: string;
  /** Previous rates, oldest first. */
  rates: number[];
}

export interface Flow {
  lanes: Lane[];
  rate: number | undefined;
  backlog: number;
  position: number;
  /** Messages in the stream that aren't dispatched yet; null if unknown. */
  lag: number | null;
  /** The active balancer; null if there is none. */
  active: string | null;
  /** Standby balancers that have answered recently. */
  standbys: string[];
  /** When the active balancer reported this. */
  asOf: string | null;
  strategy: Replicas["strategy"];
}

const RATE_OVER_MS = 5000;
/** The gateway alternates between the balancers: one that answered within this time is up. */
const ANSWERED_WITHIN_MS = 10_000;
export const KEPT_MS = 120_000;

/** Return the samples of the last two minutes. */
export function recentSamples(samples: Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && last.at === next.at) return samples;
  return [...samples.filter(({ at }) => next.at - at < KEPT_MS), next];
}

/** Return the state of the pipeline, computed from the balancer's counters. */
export function flowOf(samples: Sample[]): Flow | undefined {
  const newest = samples.at(-1);
  if (!newest) return undefined;
  const dispatched = newest.replicas.items.reduce((sum, each) => sum + each.dispatched_messages, 0);
  const lanes = newest.replicas.items.map((replica) =>
    laneOf(replica, samples, newest, dispatched),
  );
  const rates = lanes.map(({ rate }) => rate).filter((rate) => rate !== undefined);
  return {
    lanes,
    rate: rates.length > 0 ? rates.reduce((sum, rate) => sum + rate, 0) : undefined,
    backlog: lanes.reduce((sum, { backlog }) => sum + backlog, 0),
    position: newest.replicas.position,
    lag: newest.replicas.lag_messages,
    active: newest.replicas.active,
    standbys: standbysOf(samples, newest),
    asOf: newest.replicas.as_of,
    strategy: newest.replicas.strategy,
  };
}

function standbysOf(samples: Sample[], newest: Sample): string[] {
  const lately = samples.filter(({ at }) => newest.at - at <= ANSWERED_WITHIN_MS);
  const names = lately.map(({ replicas }) => replicas.answered_by);
  return [...new Set(names)].filter((name) => name !== newest.replicas.active).sort();
}

function laneOf(replica: Replica, samples: Sample[], newest: Sample, dispatched: number): Lane {
  const before = samples.at(-2);
  const batchesBefore = before ? find(before, replica.name)?.dispatched_batches : undefined;
  return {
    name: replica.name,
    isActive: replica.state === "active",
    isLeaving: replica.state === "leaving",
    rate: rateAt(samples, newest, replica.name),
    share: dispatched > 0 ? replica.dispatched_messages / dispatched : 0,
    backlog: replica.waiting_batches + replica.unacknowledged_batches,
    newBatches: Math.max(
      0,
      replica.dispatched_batches - (batchesBefore ?? replica.dispatched_batches),
    ),
    lastHeartbeatAt: replica.last_heartbeat_at,
    rates: samples.map((sample) => rateAt(samples, sample, replica.name) ?? 0),
  };
}

/** Return the readings per second over the few seconds before `until`. */
function rateAt(samples: Sample[], until: Sample, name: string): number | undefined {
  const since = samples.find(({ at }) => until.at - at <= RATE_OVER_MS);
  if (!since || since.at === until.at) return undefined;
  const [first, last] = [find(since, name), find(until, name)];
  if (!first || !last) return undefined;
  // A restarted replica counts from 0.
  const stored = Math.max(0, last.done_readings - first.done_readings);
  return (stored * 1000) / (until.at - since.at);
}

function find({ replicas }: Sample, name: string): Replica | undefined {
  return replicas.items.find((each) => each.name === name);
}
