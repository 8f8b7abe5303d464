import { expect, test } from "vitest";
import { data, worthRetrying } from "./client";
import { ApiError, asApiError } from "./problem";

const NOT_FOUND = { code: "device_not_found", detail: "There is no such device.", status: 404 };

test.each([404, 502, 503, 504])("a plain %i says that the platform is away", (status) => {
  const plain = new Response("404 page not found\n", { status });

  for (const body of ["404 page not found\n", undefined, { message: "by some proxy" }]) {
    const error = asApiError(body, plain);

    expect(error).toMatchObject({ status: 0, code: "unreachable" });
    expect(error.isPassing).toBe(true);
  }
});

test("a service's own 404 means that the resource is missing", () => {
  const error = asApiError(NOT_FOUND, Response.json(NOT_FOUND, { status: 404 }));

  expect(error).toMatchObject({ status: 404, code: "device_not_found" });
  expect(error.isPassing).toBe(false);
});

test.each([429, 502, 503, 504])("the gateway's own %i keeps its code and may pass", (status) => {
  const problem = { code: "busy", detail: "Try again.", status, retry_after_s: 2 };
  const error = asApiError(problem, Response.json(problem, { status }));

  expect(error).toMatchObject({ status, code: "busy", isPassing: true });
  expect(error.more.retry_after_s).toBe(2);
});

test("a plain-text error with another status keeps it", () => {
  const error = asApiError("Bad Request", new Response("Bad Request", { status: 400 }));

  expect(error).toMatchObject({ status: 400, code: "unknown", isPassing: false });
});

test("a query is retried after an error of a starting gateway", async () => {
  const response = new Response("404 page not found\n", { status: 404 });
  const answer = Promise.resolve({ error: "404 page not found\n", response });

  const error: unknown = await data(answer).catch((failure: unknown) => failure);

  expect(error).toBeInstanceOf(ApiError);
  expect(worthRetrying(0, error as Error)).toBe(true);
  expect(worthRetrying(3, error as Error)).toBe(false);
});
