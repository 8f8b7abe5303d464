/** Errors that a service reports, or that it couldn't be reached. */

export interface FieldError {
  field: string;
  message: string;
}

interface ProblemDocument {
  code: string;
  detail: string;
  status: number;
  errors?: FieldError[] | null;
  [more: string]: unknown;
}

/** An error as the service describes it. `status` is 0 if there was no response. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  /** The fields of the problem document, including those of this error only. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.errors ?? [];
    this.more = problem;
  }

  /** Whether a later retry may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Return the error for a missing response: no network, or the gateway is down. */
export function unreachable(): ApiError {
  return new ApiError({ code: "unreachable", detail: "", status: 0 });
}

const AWAY = new Set([404, 502, 503, 504]);

/**
 * Return the error of a response that isn't a success.
 *
 * Services describe errors in problem documents. A gateway that is starting, or a proxy in
 * front of it, sends plain text with these status codes: then the platform is unreachable, and a
 * 404 doesn't mean that the resource is missing.
 */
export function asApiError(error: unknown, response: Response): ApiError {
  if (isProblem(error)) return new ApiError(error);
  if (AWAY.has(response.status)) return unreachable();
  return new ApiError({ code: "unknown", detail: response.statusText, status: response.status });
}

function isProblem(value: unknown): value is ProblemDocument {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    "detail" in value &&
    "status" in value
  );
}
