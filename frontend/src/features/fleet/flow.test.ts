import { expect, test } from "vitest";
import { flowOf, type Replica, recentSamples, type Sample } from "./flow";

function replica(name: string, fields: Partial<Replica>): Replica {
  return {
    name,
    state: "active",
    since: "2026-03-01T11:00:00Z",
    dispatched_batches: 0,
    dispatched_messages: 0,
    dispatched_messages_per_s: null,
    readings_per_s: null,
    share: null,
    backlog_batches: 0,
    waiting_batches: 0,
    unacknowledged_batches: 0,
    broker_unacknowledged_batches: 0,
    stuck_since: null,
    done_batches: 0,
    done_readings: 0,
    last_heartbeat_at: "2026-03-01T12:00:00Z",
    ...fields,
  };
}

function sample(at: number, ...items: Replica[]): Sample {
  return {
    at,
    replicas: {
      strategy: "round_robin",
      as_of: "2026-03-01T12:00:00Z",
      active: "balancing",
      answered_by: "balancing",
      position: 10,
      newest_offset: 9,
      lag_messages: 0,
      dispatched_messages_per_s: null,
      readings_per_s: null,
      items,
    },
  };
}

test("rates are differences of the counters over the last seconds", () => {
  const flow = flowOf([
    sample(0, replica("m-1", { done_readings: 0 })),
    sample(8000, replica("m-1", { done_readings: 1000 })),
    sample(
      10_000,
      replica("m-1", { done_readings: 1500, dispatched_batches: 3, dispatched_messages: 4 }),
    ),
  ]);

  expect(flow?.lanes[0]?.rate).toBe(250);
  expect(flow?.rate).toBe(250);
  expect(flow?.lanes[0]?.share).toBe(1);
  expect(flow?.lanes[0]?.newBatches).toBe(3);
});

test("one sample gives no rate", () => {
  expect(flowOf([sample(0, replica("m-1", {}))])?.rate).toBeUndefined();
});

test("a restarted replica counts from zero and has no negative rate", () => {
  const flow = flowOf([
    sample(0, replica("m-1", { done_readings: 900 })),
    sample(1000, replica("m-1", { done_readings: 5 })),
  ]);

  expect(flow?.lanes[0]?.rate).toBe(0);
});

test("the backlog is the sum of waiting and unacknowledged batches", () => {
  const flow = flowOf([
    sample(
      0,
      replica("m-1", { waiting_batches: 3, unacknowledged_batches: 20 }),
      replica("m-2", {}),
    ),
  ]);

  expect(flow?.backlog).toBe(23);
});

test("a balancer that answered recently and isn't active is on standby", () => {
  const [early, last] = [sample(0), sample(1000)];
  early.replicas.answered_by = "balancing-standby";

  expect(flowOf([early, last])?.standbys).toEqual(["balancing-standby"]);
  expect(flowOf([early, { ...last, at: 11_000 }])?.standbys).toEqual([]);
});

test("two minutes of samples are kept, each once", () => {
  const old = sample(0);
  const next = sample(121_000);

  expect(recentSamples([old], next)).toEqual([next]);
  expect(recentSamples([next], next)).toHaveLength(1);
});
