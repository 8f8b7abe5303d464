import type { components } from "@/api/generated/socket";

export type ServerMessage = components["schemas"]["ServerMessage"];
export type LiveValue = components["schemas"]["LiveValue"];
type AlertMessage = components["schemas"]["Alert"];
type WarningMessage = components["schemas"]["EarlyWarning"];

/** An hour that went over its limit, or nears it. */
export interface Notice {
  kind: "over" | "near";
  number: number;
  sentAt: string;
  hour: AlertMessage["alert"];
}
export type ChannelState = "connecting" | "live" | "lost";

/** What a channel needs of the world; tests give their own. */
export interface ChannelParts {
  open: () => WebSocket;
  token: () => Promise<string | undefined>;
  /** The account may be no longer what the token says: find out. */
  renew: () => Promise<boolean>;
  /** The number of the last notification that was shown. */
  position: { load: () => number | undefined; save: (number: number) => void };
  onNotice: (notice: Notice) => void;
  onGap: () => void;
  onState: (state: ChannelState) => void;
  onMessage?: (message: ServerMessage) => void;
}

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const LONGEST_PAUSE_MS = 15_000;
/** After a close that says that there is too much of us, or that we are broken. */
const PENALTY_PAUSE_MS = 60_000;
/** A connection that lasted so long makes the next failure a first one again. */
const STABLE_AFTER_MS = 10_000;
const CLOSE_RESTART = 1012;
const CLOSE_MALFORMED = 4400;
const CLOSE_UNAUTHENTICATED = 4401;
const CLOSE_NOT_ALLOWED = 4403;
const CLOSE_TOO_MANY = 4429;
const CLOSE_SILENT = 4000;

/** The socket at `/ws` that heals itself and catches up: docs/realtime.md. */
export class Channel {
  private socket: WebSocket | undefined;
  private failures = 0;
  private isReturning = false;
  private readyAt: number | undefined;
  private ended = false;
  private isReady = false;
  private watched: string[] = [];
  private pause: ReturnType<typeof setTimeout> | undefined;
  private pinging: ReturnType<typeof setInterval> | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly parts: ChannelParts;

  constructor(parts: ChannelParts) {
    this.parts = parts;
  }

  /** Connect now, also in place of waiting. */
  connect(): void {
    if (this.ended || this.socket) return;
    clearTimeout(this.pause);
    this.parts.onState(this.failures === 0 ? "connecting" : "lost");
    const socket = this.parts.open();
    this.socket = socket;
    socket.onopen = () => void this.authenticate(socket, this.parts.position.load());
    socket.onmessage = (event) => this.hear(socket, JSON.parse(String(event.data)));
    socket.onclose = (event) => void this.closed(socket, event.code);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.pause);
    this.stopPinging();
    this.socket?.close(1000);
    this.socket = undefined;
  }

  /** Ask for the live readings of these devices, now and whenever the socket is opened anew. */
  watch(deviceIds: string[]): void {
    this.watched = deviceIds;
    if (this.isReady) this.sayWatched();
  }

  private sayWatched(): void {
    if (this.socket?.readyState !== 1) return;
    this.socket.send(JSON.stringify({ type: "watch", device_ids: this.watched }));
  }

  private async authenticate(socket: WebSocket, after: number | undefined): Promise<void> {
    const token = await this.parts.token().catch(() => undefined);
    if (this.socket !== socket) return;
    if (!token) {
      socket.close(CLOSE_SILENT);
      return;
    }
    const place = after === undefined ? {} : { after };
    socket.send(JSON.stringify({ type: "authenticate", token, ...place }));
  }

  private hear(socket: WebSocket, message: ServerMessage): void {
    if (this.socket !== socket) return;
    clearTimeout(this.waiting);
    switch (message.type) {
      case "ready":
        this.ready(socket, message.last_number);
        break;
      case "alert":
      case "early_warning":
        if (!this.isNew(message.number)) return;
        this.parts.onNotice(noticeOf(message));
        break;
      case "chat":
      case "conversation":
        if (!this.isNew(message.number)) return;
        break;
      case "gap":
        this.parts.position.save(message.last_number);
        this.parts.onGap();
        break;
      case "expiring":
        void this.authenticate(socket, undefined);
        break;
      default:
        break;
    }
    this.parts.onMessage?.(message);
  }

  /** Whether a notification was not seen yet; it counts as seen from here on. */
  private isNew(number: number): boolean {
    const seen = this.parts.position.load();
    if (seen !== undefined && number <= seen) return false;
    this.parts.position.save(number);
    return true;
  }

  private ready(socket: WebSocket, lastNumber: number): void {
    const isFirst = this.parts.position.load() === undefined;
    if (isFirst) this.parts.position.save(lastNumber);
    // What was loaded before may lack what came before the socket told of it.
    if (isFirst || this.isReturning) this.parts.onGap();
    this.isReturning = false;
    this.readyAt ??= Date.now();
    this.parts.onState("live");
    // It comes again with a fresh token; what is watched on this socket it knows by then.
    if (!this.isReady && this.watched.length > 0) this.sayWatched();
    this.isReady = true;
    this.stopPinging();
    this.pinging = setInterval(() => this.ping(socket), PING_EVERY_MS);
  }

  private ping(socket: WebSocket): void {
    socket.send(JSON.stringify({ type: "ping" }));
    clearTimeout(this.waiting);
    // A connection that is silently dead never says that it is closed.
    this.waiting = setTimeout(() => {
      socket.close(CLOSE_SILENT);
      void this.closed(socket, CLOSE_SILENT);
    }, PONG_WITHIN_MS);
  }

  private stopPinging(): void {
    clearInterval(this.pinging);
    clearTimeout(this.waiting);
  }

  private async closed(socket: WebSocket, code: number): Promise<void> {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.isReady = false;
    this.stopPinging();
    if (this.ended) return;
    const isStable = this.readyAt !== undefined && Date.now() - this.readyAt >= STABLE_AFTER_MS;
    this.readyAt = undefined;
    this.isReturning = true;
    this.failures = isStable ? 1 : this.failures + 1;
    this.parts.onState("lost");
    if (code === CLOSE_UNAUTHENTICATED || code === CLOSE_NOT_ALLOWED) {
      const goesOn = await this.parts.renew().catch(() => true);
      if (!goesOn || this.ended) return;
    }
    this.pause = setTimeout(() => this.connect(), this.pauseAfter(code));
  }

  private pauseAfter(code: number): number {
    if (code === CLOSE_TOO_MANY || code === CLOSE_MALFORMED) {
      // At different times, so that those who were too many together are not so again.
      return PENALTY_PAUSE_MS * (1 + Math.random() / 2);
    }
    if (code === CLOSE_RESTART && this.failures === 1) return 100;
    const longest = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (this.failures - 1));
    return longest / 2 + (Math.random() * longest) / 2;
  }
}

function noticeOf(message: AlertMessage | WarningMessage): Notice {
  const { number, sent_at: sentAt } = message;
  return message.type === "alert"
    ? { kind: "over", number, sentAt, hour: message.alert }
    : { kind: "near", number, sentAt, hour: message.early_warning };
}
