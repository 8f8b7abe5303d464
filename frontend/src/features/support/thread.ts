import type { components as live } from "@/api/generated/socket";
import type { components } from "@/api/generated/support";

export type Message = components["schemas"]["MessageView"];
export type Part = components["schemas"]["PartView"];
export type Conversation = components["schemas"]["ConversationView"];
export type Author = Message["author"];
type LiveMessage = live["schemas"]["ChatMessage"];
type LivePart = live["schemas"]["ChatPart"];
type LiveState = live["schemas"]["ConversationState"];
type LiveMarks = live["schemas"]["ChatMarks"];

/** Merge messages by number. Messages never change. */
export function merged(known: readonly Message[], given: readonly Message[]): Message[] {
  const byNumber = new Map([...known, ...given].map((each) => [each.number, each]));
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}

/** Return whether no number is missing between the first and the last message. */
export function isComplete(messages: readonly Message[]): boolean {
  const [first, last] = [messages[0], messages.at(-1)];
  return !first || !last || last.number - first.number === messages.length - 1;
}

export function lastNumber(messages: readonly Message[] | undefined): number {
  return messages?.at(-1)?.number ?? 0;
}

/** Convert a message from the socket, which omits default values. */
export function messageOf(chat: LiveMessage): Message {
  return {
    ...chat,
    parts: chat.parts.map(partOf),
    path: chat.path ?? null,
    offers_human: chat.offers_human ?? false,
  };
}

export function partOf({ text, label, charts }: LivePart): Part {
  return { text, label: label ?? null, charts: charts ?? [] };
}

/** Return the newer of two states of a conversation; delivery marks never go back. */
export function latest(known: Conversation | undefined, given: Conversation): Conversation {
  if (!known) return given;
  const newer = given.version >= known.version ? given : known;
  return { ...newer, marks: furthest(known.marks, given.marks) };
}

export function withState(known: Conversation, update: LiveState): Conversation {
  if (update.version <= known.version) return known;
  const { state, assigned_to, version, last_number, waiting_since } = update;
  return { ...known, state, assigned_to, version, last_number, waiting_since };
}

export function withMarks(known: Conversation, update: LiveMarks): Conversation {
  return { ...known, marks: furthest(known.marks, update) };
}

type Marks = Conversation["marks"];

function furthest(one: Marks, other: Marks): Marks {
  return {
    client_delivered: Math.max(one.client_delivered, other.client_delivered),
    client_read: Math.max(one.client_read, other.client_read),
    staff_delivered: Math.max(one.staff_delivered, other.staff_delivered),
    staff_read: Math.max(one.staff_read, other.staff_read),
  };
}

/** The side of a conversation that the user is on. */
export type Side = "client" | "human";

/** How many messages `side` has not read. */
export function unread({ last_number, marks }: Conversation, side: Side): number {
  return Math.max(0, last_number - (side === "client" ? marks.client_read : marks.staff_read));
}

export type DeliveryStatus = "sent" | "delivered" | "read";

/** Return how far a message of `side` has been delivered. */
export function deliveryStatus(
  number: number,
  { marks }: Conversation,
  side: Side,
): DeliveryStatus {
  const [delivered, read] =
    side === "client"
      ? [marks.staff_delivered, marks.staff_read]
      : [marks.client_delivered, marks.client_read];
  if (number <= read) return "read";
  return number <= delivered ? "delivered" : "sent";
}
