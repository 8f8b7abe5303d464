import type { components } from "./generated/auth";
import { ApiError, asApiError, unreachable } from "./problem";

export type SessionUser = components["schemas"]["SessionUser"];
type SessionView = components["schemas"]["SessionView"];

export type SessionState =
  | { status: "unknown" }
  | { status: "unreachable" }
  | { status: "out" }
  | { status: "in"; user: SessionUser };

const RENEW_BEFORE_MS = 30_000;

/** Runs `work` in one tab at a time, if the browser can: a refresh token works only once. */
type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The logged-in user and an access token that is renewed before it expires.
 *
 * The access token is held in this object only; the refresh token is an httpOnly
 * cookie that no script can read.
 */
export class Session {
  private token = "";
  private goodUntil = 0;
  private renewing: Promise<boolean> | undefined;
  private readonly listeners = new Set<() => void>();
  private current: SessionState = { status: "unknown" };
  private readonly fetch: typeof globalThis.fetch;
  private readonly exclusive: Exclusive;
  private readonly now: () => number;

  constructor(
    fetch: typeof globalThis.fetch,
    exclusive: Exclusive = oneTabAtATime,
    now: () => number = Date.now,
  ) {
    this.fetch = fetch;
    this.exclusive = exclusive;
    this.now = now;
  }

  get state(): SessionState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Log in. Throws `ApiError`. */
  async logIn(username: string, password: string): Promise<void> {
    this.accept(await this.request("/api/auth/login", { username, password }));
  }

  /** End the session here and on the server. */
  async logOut(): Promise<void> {
    await this.fetch("/api/auth/logout", { method: "POST" }).catch(() => undefined);
    this.end();
  }

  /** Mark the session as ended, whoever ended it. */
  end(): void {
    this.token = "";
    this.goodUntil = 0;
    this.setState({ status: "out" });
  }

  /** Return an access token with time left, or undefined without a session. Throws `ApiError`. */
  async freshToken(): Promise<string | undefined> {
    if (this.token && this.now() < this.goodUntil - RENEW_BEFORE_MS) return this.token;
    return (await this.renew()) ? this.token : undefined;
  }

  /** Exchange the cookie for a new token. Concurrent callers share one request. */
  renew(): Promise<boolean> {
    this.renewing ??= this.exclusive(() => this.exchange()).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  /** Find out at startup whether there is a session. */
  async restore(): Promise<void> {
    try {
      await this.renew();
    } catch {
      this.setState({ status: "unreachable" });
    }
  }

  private async exchange(): Promise<boolean> {
    try {
      this.accept(await this.request("/api/auth/refresh"));
      return true;
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) {
        this.end();
        return false;
      }
      throw error;
    }
  }

  private async request(path: string, body?: object): Promise<SessionView> {
    const request: RequestInit = { method: "POST" };
    if (body) {
      request.body = JSON.stringify(body);
      request.headers = { "Content-Type": "application/json" };
    }
    let response: Response;
    try {
      response = await this.fetch(path, request);
    } catch {
      throw unreachable();
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw asApiError(answer, response);
    return answer as SessionView;
  }

  private accept(view: SessionView): void {
    this.token = view.access_token;
    this.goodUntil = this.now() + view.expires_in_s * 1000;
    const known = this.current.status === "in" ? this.current.user : undefined;
    if (JSON.stringify(known) !== JSON.stringify(view.user)) {
      this.setState({ status: "in", user: view.user });
    }
  }

  private setState(state: SessionState): void {
    if (state.status !== "in" && state.status === this.current.status) return;
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // Only secure contexts and localhost have locks. The server tolerates a short overlap.
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("kilowatch.refresh", work) as Promise<T>;
}

export const session = new Session((...request) => globalThis.fetch(...request));
