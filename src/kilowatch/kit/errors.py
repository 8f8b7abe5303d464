"""Maps errors to HTTP responses. An error names a fact; its status is chosen here.

Every error response is a problem document (RFC 9457) with a stable ``code``.
"""

import json
from collections.abc import Iterable
from enum import Enum
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kilowatch.contracts.problems import PROBLEM_TYPE
from kilowatch.kit.database import CONNECTION_LOST

log = structlog.get_logger()

RETRY_AFTER_S = 2
"""The default time after which to retry what can't be answered now."""


class Kind(Enum):
    """The kind of fact that an error is; its value is the HTTP status."""

    BAD_REQUEST = HTTPStatus.BAD_REQUEST
    INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
    UNAUTHENTICATED = HTTPStatus.UNAUTHORIZED
    FORBIDDEN = HTTPStatus.FORBIDDEN
    NOT_FOUND = HTTPStatus.NOT_FOUND
    METHOD = HTTPStatus.METHOD_NOT_ALLOWED
    TOO_SLOW = HTTPStatus.REQUEST_TIMEOUT
    CONFLICT = HTTPStatus.CONFLICT
    TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    ADDRESS_TOO_LONG = HTTPStatus.REQUEST_URI_TOO_LONG
    MISDIRECTED = HTTPStatus.MISDIRECTED_REQUEST
    TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
    HEADERS_TOO_LARGE = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    INTERNAL = HTTPStatus.INTERNAL_SERVER_ERROR
    UNREACHABLE = HTTPStatus.BAD_GATEWAY
    UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
    SILENT = HTTPStatus.GATEWAY_TIMEOUT


class KilowatchError(Exception):
    """Base of all errors a caller may see. ``detail`` is one plain sentence for a person.

    The first paragraph of a class's docstring is when it happens, and ``remedy`` what to do about
    it: both are part of the documentation for callers.
    """

    kind: Kind = Kind.INVALID
    code: str = "invalid"
    remedy: str = ""

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields


class Unauthenticated(KilowatchError):
    """The credential is missing, wrong, expired or of an account that may not log in."""

    kind = Kind.UNAUTHENTICATED
    code = "unauthenticated"
    remedy = "Log in, or refresh the access token, and send it as `Authorization: Bearer …`."


class Forbidden(KilowatchError):
    """The caller is logged in and may not do this."""

    kind = Kind.FORBIDDEN
    code = "forbidden"
    remedy = "Ask an administrator, or log in as one."


class Unavailable(KilowatchError):
    """A part of the platform that the answer needs can't be reached at the moment."""

    kind = Kind.UNAVAILABLE
    code = "unavailable"
    remedy = "Try again after the seconds in `Retry-After`."


class InvalidRequest(KilowatchError):
    """A parameter or a field of the body is missing, unknown or out of bounds."""

    code = "invalid_request"
    remedy = "Correct the fields that `errors` names."

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        errors = [{"field": field, "message": message} for field, message in faults]
        detail = "; ".join(f"{each['field']}: {each['message']}" for each in errors)
        super().__init__(detail, errors=errors)


class FieldError(BaseModel):
    """A field or parameter of the request that is not valid, and why."""

    field: str = Field(description="Its name; of a nested field the path, such as `filter.state`.")
    message: str = Field(description="What is wrong with it, in English.")


class Problem(BaseModel):
    """A problem document (RFC 9457). Some codes add members of their own."""

    type: str = Field(
        description="URN of the kind of problem: `urn:kilowatch:problem:` and `code`."
    )
    title: str = Field(description="The name of the HTTP status.")
    status: int = Field(description="The HTTP status.")
    code: str = Field(description="Stable name of the kind of problem: decide by this one.")
    detail: str = Field(description="What happened, as one sentence in English for a person.")
    errors: list[FieldError] | None = Field(
        default=None, description="With `invalid_request`: the fields that are not valid."
    )
    retry_after_s: int | None = Field(
        default=None,
        description="When to try again, in seconds; the same as the header `Retry-After`.",
    )


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "A problem document (RFC 9457)."}
}


class ProblemResponse(JSONResponse):
    """A problem document as a response. Any text that it quotes can be sent."""

    media_type = PROBLEM_TYPE

    def render(self, content: Any) -> bytes:
        """Return JSON, with a replacement character for what UTF-8 can't encode."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def problem(status: HTTPStatus, code: str, detail: str, **fields: Any) -> ProblemResponse:
    """Return a problem document as a response; ``retry_after_s`` (whole) is a header too."""
    body = {
        "type": f"urn:kilowatch:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
        **fields,
    }
    headers: dict[str, str] = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if "retry_after_s" in fields:
        headers["Retry-After"] = str(fields["retry_after_s"])
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    return ProblemResponse(body, status_code=status.value, headers=headers)


_UNKNOWN: Final = "There is no such field."


def _field_name(location: tuple[int | str, ...]) -> str:
    """Return ``('body', 'owner', 0)`` as ``owner.0``, without the parts of the framework."""
    parts = location[1:] if location and location[0] in {"body", "query", "path"} else location
    return ".".join(str(part) for part in parts) or "body"


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every known error of ``app`` with a problem document.

    Unknown errors are answered by `kilowatch.kit.exception_boundary`.
    """

    @app.exception_handler(KilowatchError)
    async def known(_: Request, error: KilowatchError) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        return problem(error.kind.value, error.code, error.detail, **error.fields)

    @app.exception_handler(RequestValidationError)
    async def unfit(_: Request, error: RequestValidationError) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        invalid = InvalidRequest(
            (
                _field_name(each["loc"]),
                _UNKNOWN if each["type"] == "extra_forbidden" else each["msg"],
            )
            for each in error.errors()
        )
        return problem(invalid.kind.value, invalid.code, invalid.detail, **invalid.fields)

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        status = HTTPStatus(error.status_code)
        # The framework rejects an unreadable header of basic authentication.
        is_login = status is HTTPStatus.UNAUTHORIZED
        code = Unauthenticated.code if is_login else status.name.lower()
        answer = problem(status, code, str(error.detail))
        # Such as the methods that a path has.
        answer.headers.update(error.headers or {})
        return answer

    async def away(request: Request, error: Exception) -> JSONResponse:
        log.warning("database.lost", path=request.url.path, error=str(error) or repr(error))
        detail = "Our database does not answer right now; try again in a moment."
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, Unavailable.code, detail)

    for lost in CONNECTION_LOST:
        app.add_exception_handler(lost, away)
