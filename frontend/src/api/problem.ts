/** What a service says when it refuses, or that it could not be reached. */

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

/** A refusal with the service's own words. `status` 0: nobody answered. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  /** What this refusal says beyond what all say. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.errors ?? [];
    this.more = problem;
  }

  /** Whether asking again later may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Nobody answered: no network, or the gateway is away. */
export function unreachable(): ApiError {
  return new ApiError({ code: "unreachable", detail: "", status: 0 });
}

const AWAY = new Set([404, 502, 503, 504]);

/**
 * The error of a response that is no success.
 *
 * Whatever of ours refuses says so in a problem document. A gateway that is just starting, or a
 * proxy in front of it, says these in plain text: the platform is away, and a 404 does not mean
 * that there is no such thing.
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
