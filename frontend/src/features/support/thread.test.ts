import { expect, test } from "vitest";
import { newId } from "./new-id";
import {
  type Conversation,
  deliveryStatus,
  isComplete,
  latest,
  type Message,
  merged,
  messageOf,
  unread,
  withState,
} from "./thread";
import { chartOf } from "./thread/chart";

function message(number: number): Message {
  return {
    message_id: `00000000-0000-4000-8000-00000000000${number}`,
    conversation_id: "c",
    number,
    author: "client",
    author_name: "Ada",
    text: "Hello",
    parts: [{ text: "Hello", label: null, charts: [] }],
    path: null,
    offers_human: false,
    posted_at: "2026-03-01T18:00:00Z",
  };
}

const CONVERSATION: Conversation = {
  id: "c",
  client_id: "a",
  language: "en",
  state: "assistant",
  assigned_to: null,
  version: 5,
  last_number: 4,
  waiting_since: null,
  marks: { client_delivered: 4, client_read: 3, staff_delivered: 2, staff_read: 1 },
  created_at: "2026-03-01T18:00:00Z",
  changed_at: "2026-03-01T18:00:00Z",
};

const UPDATE = {
  conversation_id: "c",
  client_id: "a",
  state: "human" as const,
  assigned_to: "b",
  assigned_name: "Bea",
  last_number: 5,
  waiting_since: null,
};

test("a message that arrives twice is listed once, in order", () => {
  const all = merged([message(1), message(3)], [message(2), message(3)]);

  expect(all.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(isComplete(all)).toBe(true);
  expect(isComplete(merged([message(1)], [message(3)]))).toBe(false);
});

test("fields omitted by the socket have their defaults", () => {
  const { path, offers_human, parts } = messageOf({
    message_id: "m",
    conversation_id: "c",
    number: 1,
    author: "client",
    author_name: "Ada",
    text: "Hello",
    parts: [{ text: "Hello" }],
    posted_at: "2026-03-01T18:00:00Z",
  });

  expect({ path, offers_human, parts }).toEqual({
    path: null,
    offers_human: false,
    parts: [{ text: "Hello", label: null, charts: [] }],
  });
});

test("an older state never replaces a newer one, and marks never go back", () => {
  const updated = withState(CONVERSATION, { ...UPDATE, version: 6 });
  expect(updated).toMatchObject({ state: "human", assigned_to: "b", last_number: 5 });
  expect(withState(updated, { ...UPDATE, version: 6, state: "closed" })).toBe(updated);

  const behind = { ...CONVERSATION, marks: { ...CONVERSATION.marks, staff_read: 4 } };
  expect(latest(updated, behind)).toMatchObject({ state: "human", marks: { staff_read: 4 } });
});

test("a message is sent, then delivered, then read by the other side", () => {
  expect([3, 2, 1].map((number) => deliveryStatus(number, CONVERSATION, "client"))).toEqual([
    "sent",
    "delivered",
    "read",
  ]);
  expect(deliveryStatus(4, CONVERSATION, "human")).toBe("delivered");
  expect(unread(CONVERSATION, "client")).toBe(1);
  expect(unread(CONVERSATION, "human")).toBe(3);
});

test("only charts within the application are linked", () => {
  expect(chartOf("/history?date=2026-03-01&span=week")).toMatchObject({
    to: "/history",
    search: { date: "2026-03-01", span: "week" },
  });
  expect(chartOf("/alerts")).toMatchObject({ to: "/alerts" });
  for (const foreign of ["https://elsewhere.example/history", "//elsewhere.example", "/users"]) {
    expect(chartOf(foreign)).toBeUndefined();
  }
});

test("IDs are random UUIDs of version 4", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});
