import type { components } from "@/api/generated/balancing";

export type Replicas = components["schemas"]["Replicas"];
export type Replica = components["schemas"]["Replica"];

/** An answer of the balancer, and when it came (milliseconds). */
export interface Sample {
  at: number;
  replicas: Replicas;
}

export interface Lane {
  name: string;
  isActive: boolean;
  /** It takes nothing more and finishes what it has. */
  isLeaving: boolean;
  /** Readings stored per second; undefined until there are two answers. */
  rate: number | undefined;
  /** Of all that was dealt since the balancer started. */
  share: number;
  backlog: number;
  /** Batches dealt to it between the last two answers. */
  newBatches: number;
  lastHeartbeatAt: string;
  /** Rates so far, oldest first. */
  rates: number[];
}

export interface Flow {
  lanes: Lane[];
  rate: number | undefined;
  backlog: number;
  position: number;
  /** Messages in the stream that are not dealt; null where that is not known. */
  lag: number | null;
  /** The balancer that deals; null if none does now. */
  active: string | null;
  /** Balancers that answered of late and do not deal. */
  standbys: string[];
  /** When the balancer that deals said all this. */
  asOf: string | null;
  strategy: Replicas["strategy"];
}

const RATE_OVER_MS = 5000;
/** The gateway asks one balancer and then the other: whoever answered so lately is there. */
const ANSWERED_WITHIN_MS = 10_000;
export const KEPT_MS = 120_000;

/** The samples to keep: the newest two minutes. */
export function kept(samples: Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && last.at === next.at) return samples;
  return [...samples.filter(({ at }) => next.at - at < KEPT_MS), next];
}

/** What flows, from what the balancer counted: nothing is guessed. */
export function flowOf(samples: Sample[]): Flow | undefined {
  const newest = samples.at(-1);
  if (!newest) return undefined;
  const dealt = newest.replicas.items.reduce((sum, each) => sum + each.dealt_messages, 0);
  const lanes = newest.replicas.items.map((replica) => laneOf(replica, samples, newest, dealt));
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

function laneOf(replica: Replica, samples: Sample[], newest: Sample, dealt: number): Lane {
  const before = samples.at(-2);
  const batchesBefore = before ? find(before, replica.name)?.dealt_batches : undefined;
  return {
    name: replica.name,
    isActive: replica.state === "active",
    isLeaving: replica.state === "leaving",
    rate: rateAt(samples, newest, replica.name),
    share: dealt > 0 ? replica.dealt_messages / dealt : 0,
    backlog: replica.waiting_batches + replica.unacknowledged_batches,
    newBatches: Math.max(0, replica.dealt_batches - (batchesBefore ?? replica.dealt_batches)),
    lastHeartbeatAt: replica.last_heartbeat_at,
    rates: samples.map((sample) => rateAt(samples, sample, replica.name) ?? 0),
  };
}

/** Readings per second over the few seconds before `until`. */
function rateAt(samples: Sample[], until: Sample, name: string): number | undefined {
  const since = samples.find(({ at }) => until.at - at <= RATE_OVER_MS);
  if (!since || since.at === until.at) return undefined;
  const [first, last] = [find(since, name), find(until, name)];
  if (!first || !last) return undefined;
  // A replica that was started anew counts from 0.
  const stored = Math.max(0, last.done_readings - first.done_readings);
  return (stored * 1000) / (until.at - since.at);
}

function find({ replicas }: Sample, name: string): Replica | undefined {
  return replicas.items.find((each) => each.name === name);
}
