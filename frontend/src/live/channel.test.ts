import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Channel, type ChannelState } from "./channel";
import { FakeSocket } from "./fake-socket";
import { alert, HOUR, READY, SENT_AT } from "./notice-examples";

let sockets: FakeSocket[];
let states: ChannelState[];
let alerts: number[];
let gaps: number;
let correlationIds: string[];
let position: number | undefined;
let renewals: number;

function makeChannel(): Channel {
  return new Channel({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    token: async () => "token",
    renew: async () => {
      renewals += 1;
      return true;
    },
    position: {
      load: () => position,
      save: (number) => {
        position = number;
      },
    },
    onNotice: ({ number, correlationId }) => {
      alerts.push(number);
      if (correlationId) correlationIds.push(correlationId);
    },
    onGap: () => {
      gaps += 1;
    },
    onState: (state) => states.push(state),
  });
}

async function opened(): Promise<FakeSocket> {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("nothing was opened");
  socket.onopen?.();
  await vi.advanceTimersByTimeAsync(0);
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  alerts = [];
  correlationIds = [];
  gaps = 0;
  position = undefined;
  renewals = 0;
});

afterEach(() => vi.useRealTimers());

test("the first connection requests only new notifications", async () => {
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);

  expect(socket.sent).toEqual([{ type: "authenticate", token: "token" }]);
  expect(position).toBe(7);
  expect(states).toEqual(["connecting", "live"]);
});

test("a notice keeps the id by which the logs know it", async () => {
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);
  socket.hears({ ...alert(8), correlation_id: "batch-1-7" });
  socket.hears(alert(9));

  expect(alerts).toEqual([8, 9]);
  expect(correlationIds).toEqual(["batch-1-7"]);
});

test("data loaded before the first connection is refetched", async () => {
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);
  socket.hears(READY);

  expect(gaps).toBe(1);
});

test("a reload continues at its position and refetches nothing", async () => {
  position = 5;
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);

  expect(gaps).toBe(0);
});

test("after a reconnect it requests missed notifications", async () => {
  position = 7;
  makeChannel().connect();
  const first = await opened();
  first.hears(READY);
  first.hears(alert(8));
  first.breaks(1006);
  await vi.advanceTimersByTimeAsync(600);
  const second = await opened();
  second.hears({ ...READY, last_number: 9 });
  second.hears(alert(9));

  expect(second.sent).toEqual([{ type: "authenticate", token: "token", after: 8 }]);
  expect(alerts).toEqual([8, 9]);
  expect(gaps).toBe(1);
  expect(states).toEqual(["connecting", "live", "lost", "lost", "live"]);
});

test("pauses grow without a response, up to 15 seconds", async () => {
  makeChannel().connect();
  for (let attempt = 0; attempt < 8; attempt += 1) {
    sockets.at(-1)?.breaks(1006);
    await vi.advanceTimersByTimeAsync(15_000);
  }

  expect(sockets).toHaveLength(9);
});

test("a repeated notification is dropped", async () => {
  position = 7;
  makeChannel().connect();
  const first = await opened();
  first.hears(READY);
  first.hears(alert(8));
  first.hears(alert(8));
  first.breaks(1006);
  await vi.advanceTimersByTimeAsync(600);
  const second = await opened();
  second.hears({ ...READY, last_number: 9 });
  second.hears(alert(8));
  second.hears(alert(9));

  expect(alerts).toEqual([8, 9]);
  expect(position).toBe(9);
});

test("numbers that restart, as after a restored backup, are accepted", async () => {
  position = 7;
  makeChannel().connect();
  const socket = await opened();
  socket.hears({ ...READY, last_number: 2 });
  socket.hears({ type: "gap", last_number: 2 });
  socket.hears(alert(3));

  expect(alerts).toEqual([3]);
});

test.each([4429, 4400])("after %i it waits a minute", async (code) => {
  makeChannel().connect();
  (await opened()).breaks(code);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(sockets).toHaveLength(1);

  await vi.advanceTimersByTimeAsync(32_000);
  expect(sockets).toHaveLength(2);
});

test.each([1011, 1013, 4401, 4403, 4408])(
  "a server that closes with %i at once is not hammered, though it says ready before",
  async (code) => {
    makeChannel().connect();
    for (let second = 0; second < 120; second += 1) {
      const socket = sockets.at(-1);
      if (socket && socket.readyState === 1) {
        socket.onopen?.();
        await vi.advanceTimersByTimeAsync(0);
        socket.hears(READY);
        socket.readyState = 3;
        socket.breaks(code);
      }
      await vi.advanceTimersByTimeAsync(1_000);
    }

    expect(sockets.length).toBeLessThan(22);
    expect(sockets.length).toBeGreaterThan(8);
  },
);

test("a rejected token is renewed before the next attempt", async () => {
  makeChannel().connect();
  (await opened()).breaks(4401);
  await vi.advanceTimersByTimeAsync(600);

  expect(renewals).toBe(1);
  expect(sockets).toHaveLength(2);
});

test("a dead connection is replaced", async () => {
  makeChannel().connect();
  (await opened()).hears(READY);
  await vi.advanceTimersByTimeAsync(20_000 + 5_000 + 600);

  expect(sockets[0]?.sent.at(-1)).toEqual({ type: "ping" });
  expect(sockets).toHaveLength(2);
});

test("a fresh token keeps an expiring connection open", async () => {
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);
  socket.hears({ type: "expiring", expires_at: "2026-03-01T19:00:00Z" });
  await vi.advanceTimersByTimeAsync(0);

  expect(socket.sent).toHaveLength(2);
  expect(sockets).toHaveLength(1);
});

test("an early warning counts as seen as well", async () => {
  makeChannel().connect();
  const socket = await opened();
  socket.hears(READY);
  const early_warning = { ...HOUR, share: 0.8 };
  socket.hears({ type: "early_warning", number: 8, sent_at: SENT_AT, early_warning });

  expect(position).toBe(8);
});

test("devices on screen are watched once the socket is ready, and again on a new socket", async () => {
  const channel = makeChannel();
  const watch = { type: "watch", device_ids: ["a"] };
  channel.watch(["a"]);
  channel.connect();
  const socket = await opened();
  expect(socket.sent).not.toContainEqual(watch);

  socket.hears(READY);
  socket.hears(READY);
  expect(socket.sent.slice(1)).toEqual([watch]);

  channel.watch(["b"]);
  expect(socket.sent.at(-1)).toEqual({ type: "watch", device_ids: ["b"] });

  socket.breaks(1012);
  await vi.advanceTimersByTimeAsync(1000);
  const next = await opened();
  next.hears(READY);
  expect(next.sent.at(-1)).toEqual({ type: "watch", device_ids: ["b"] });
});
