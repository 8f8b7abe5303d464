import type { components } from "@/api/generated/socket";

export type ServerMessage = components["schemas"]["ServerMessage"];
export type LiveValue = components["schemas"]["LiveValue"];
type AlertMessage = components["schemas"]["Alert"];
type WarningMessage = components["schemas"]["EarlyWarning"];

/** An alert or an early warning. */
export interface Notice {
  kind: "alert" | "early_warning";
  number: number;
  sentAt: string;
  hour: AlertMessage["alert"];
  /** The id by which the logs of all services know what caused it, if known. */
  correlationId?: string;
}
export type ChannelState = "connecting" | "live" | "lost";

/** The dependencies of a channel; tests pass their own. */
export interface ChannelDependencies {
  open: () => WebSocket;
  token: () => Promise<string | undefined>;
  /** The token may be out of date: renew it. */
  renew: () => Promise<boolean>;
  /** The number of the last notification shown. */
  position: { load: () => number | undefined; save: (number: number) => void };
  onNotice: (notice: Notice) => void;
  onGap: () => void;
  onState: (state: ChannelState) => void;
  onMessage?: (message: ServerMessage) => void;
}

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const LONGEST_PAUSE_MS = 15_000;
/** After a close code for too many connections or malformed messages. */
const PENALTY_PAUSE_MS = 60_000;
/** After a connection of this length, the next failure counts as the first. */
const STABLE_AFTER_MS = 10_000;
const CLOSE_RESTART = 1012;
const CLOSE_MALFORMED = 4400;
const CLOSE_UNAUTHENTICATED = 4401;
const CLOSE_NOT_ALLOWED = 4403;
const CLOSE_TOO_MANY = 4429;
const CLOSE_SILENT = 4000;

/** The socket at `/ws`; reconnects and catches up. See docs/realtime.md. */
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
  private readonly dependencies: ChannelDependencies;

  constructor(dependencies: ChannelDependencies) {
    this.dependencies = dependencies;
  }

  /** Connect now, even during a pause. */
  connect(): void {
    if (this.ended || this.socket) return;
    clearTimeout(this.pause);
    this.dependencies.onState(this.failures === 0 ? "connecting" : "lost");
    const socket = this.dependencies.open();
    this.socket = socket;
    socket.onopen = () => void this.authenticate(socket, this.dependencies.position.load());
    socket.onmessage = (event) => this.handle(socket, JSON.parse(String(event.data)));
    socket.onclose = (event) => void this.onClosed(socket, event.code);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.pause);
    this.stopPinging();
    this.socket?.close(1000);
    this.socket = undefined;
  }

  /** Subscribe to the readings of these devices, now and after each reconnect. */
  watch(deviceIds: string[]): void {
    this.watched = deviceIds;
    if (this.isReady) this.sendWatched();
  }

  private sendWatched(): void {
    if (this.socket?.readyState !== 1) return;
    this.socket.send(JSON.stringify({ type: "watch", device_ids: this.watched }));
  }

  private async authenticate(socket: WebSocket, after: number | undefined): Promise<void> {
    const token = await this.dependencies.token().catch(() => undefined);
    if (this.socket !== socket) return;
    if (!token) {
      socket.close(CLOSE_SILENT);
      return;
    }
    const place = after === undefined ? {} : { after };
    socket.send(JSON.stringify({ type: "authenticate", token, ...place }));
  }

  private handle(socket: WebSocket, message: ServerMessage): void {
    if (this.socket !== socket) return;
    clearTimeout(this.waiting);
    switch (message.type) {
      case "ready":
        this.ready(socket, message.last_number);
        break;
      case "alert":
      case "early_warning":
        if (!this.isNew(message.number)) return;
        this.dependencies.onNotice(noticeOf(message));
        break;
      case "chat":
      case "conversation":
        if (!this.isNew(message.number)) return;
        break;
      case "gap":
        this.dependencies.position.save(message.last_number);
        this.dependencies.onGap();
        break;
      case "expiring":
        void this.authenticate(socket, undefined);
        break;
      default:
        break;
    }
    this.dependencies.onMessage?.(message);
  }

  /** Return whether a notification is new, and mark it as seen. */
  private isNew(number: number): boolean {
    const seen = this.dependencies.position.load();
    if (seen !== undefined && number <= seen) return false;
    this.dependencies.position.save(number);
    return true;
  }

  private ready(socket: WebSocket, lastNumber: number): void {
    const isFirst = this.dependencies.position.load() === undefined;
    if (isFirst) this.dependencies.position.save(lastNumber);
    // Data loaded earlier may lack changes from before the socket was ready.
    if (isFirst || this.isReturning) this.dependencies.onGap();
    this.isReturning = false;
    this.readyAt ??= Date.now();
    this.dependencies.onState("live");
    // It arrives again after each token renewal; the subscription of this socket then still holds.
    if (!this.isReady && this.watched.length > 0) this.sendWatched();
    this.isReady = true;
    this.stopPinging();
    this.pinging = setInterval(() => this.ping(socket), PING_EVERY_MS);
  }

  private ping(socket: WebSocket): void {
    socket.send(JSON.stringify({ type: "ping" }));
    clearTimeout(this.waiting);
    // A dead connection may never report that it is closed.
    this.waiting = setTimeout(() => {
      socket.close(CLOSE_SILENT);
      void this.onClosed(socket, CLOSE_SILENT);
    }, PONG_WITHIN_MS);
  }

  private stopPinging(): void {
    clearInterval(this.pinging);
    clearTimeout(this.waiting);
  }

  private async onClosed(socket: WebSocket, code: number): Promise<void> {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.isReady = false;
    this.stopPinging();
    if (this.ended) return;
    const isStable = this.readyAt !== undefined && Date.now() - this.readyAt >= STABLE_AFTER_MS;
    this.readyAt = undefined;
    this.isReturning = true;
    this.failures = isStable ? 1 : this.failures + 1;
    this.dependencies.onState("lost");
    if (code === CLOSE_UNAUTHENTICATED || code === CLOSE_NOT_ALLOWED) {
      const goesOn = await this.dependencies.renew().catch(() => true);
      if (!goesOn || this.ended) return;
    }
    this.pause = setTimeout(() => this.connect(), this.pauseAfter(code));
  }

  private pauseAfter(code: number): number {
    if (code === CLOSE_TOO_MANY || code === CLOSE_MALFORMED) {
      // At different times, so that clients that were too many don't return at once.
      return PENALTY_PAUSE_MS * (1 + Math.random() / 2);
    }
    if (code === CLOSE_RESTART && this.failures === 1) return 100;
    const longest = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (this.failures - 1));
    return longest / 2 + (Math.random() * longest) / 2;
  }
}

function noticeOf(message: AlertMessage | WarningMessage): Notice {
  const { number, sent_at: sentAt, correlation_id: correlationId } = message;
  return message.type === "alert"
    ? { kind: "alert", number, sentAt, hour: message.alert, correlationId }
    : { kind: "early_warning", number, sentAt, hour: message.early_warning, correlationId };
}
