import createClient from "openapi-fetch";
import type { paths as auth } from "./generated/auth";
import type { paths as balancing } from "./generated/balancing";
import type { paths as devices } from "./generated/devices";
import type { paths as monitoring } from "./generated/monitoring";
import type { paths as realtime } from "./generated/realtime";
import type { paths as simulator } from "./generated/simulator";
import type { paths as support } from "./generated/support";
import type { paths as users } from "./generated/users";
import { ApiError, asApiError, unreachable } from "./problem";
import { session } from "./session";

type Paths = auth & balancing & devices & monitoring & realtime & simulator & support & users;

/** The whole platform's API, typed by its schemas. */
export const api = createClient<Paths>({
  fetch: authorizedFetch,
  querySerializer: { array: { style: "form", explode: true } },
});

/** `fetch` with a fresh token. If the token is rejected, renews it and tries once more. */
export async function authorizedFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await send(request, await session.freshToken());
  if (response.status !== 401) return response;
  if (!(await session.renew())) return response;
  return send(spare, await session.freshToken());
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Return the data of a response. Throws `ApiError`. */
export async function data<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data: given, error, response } = await asked;
  if (!response.ok) throw asApiError(error, response);
  return given as T;
}

/**
 * Return the data of a response that was requested as JSON. Throws `ApiError`, or `TypeError` for a
 * file.
 */
export async function json<T>(asked: Promise<Answer<T>>): Promise<Exclude<T, string>> {
  const given = await data(asked);
  if (typeof given === "string") throw new TypeError("a file came where JSON was asked for");
  return given as Exclude<T, string>;
}

/** Return whether a retry may help: a rejected request stays rejected. */
export function worthRetrying(failures: number, error: Error): boolean {
  return failures < 3 && (!(error instanceof ApiError) || error.isPassing);
}
