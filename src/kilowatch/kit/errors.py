"""An error names the fact; here, at the edge, it gets its status.

Every answer that is not a success is a problem document (RFC 9457) whose ``code`` is stable.
"""

import json
from enum import Enum
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from kilowatch.contracts.problems import PROBLEM_TYPE
from kilowatch.kit.database import CONNECTION_LOST

log = structlog.get_logger()

RETRY_AFTER_S = 2
"""When to ask again what can't be answered now, where nobody says better."""


class Kind(Enum):
    """What sort of fact an error is; its value is the HTTP status."""

    INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
    UNAUTHENTICATED = HTTPStatus.UNAUTHORIZED
    FORBIDDEN = HTTPStatus.FORBIDDEN
    NOT_FOUND = HTTPStatus.NOT_FOUND
    CONFLICT = HTTPStatus.CONFLICT
    TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
    UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE


class KilowatchError(Exception):
    """Base of all errors a caller may see. ``detail`` is one plain sentence for a person."""

    kind: Kind = Kind.INVALID
    code: str = "invalid"

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields


class Unauthenticated(KilowatchError):
    """Who is calling is not known, or no longer."""

    kind = Kind.UNAUTHENTICATED
    code = "unauthenticated"


class Forbidden(KilowatchError):
    """The caller is known and may not do this."""

    kind = Kind.FORBIDDEN
    code = "forbidden"


class Unavailable(KilowatchError):
    """A part this answer needs can't be reached now."""

    kind = Kind.UNAVAILABLE
    code = "unavailable"


class FieldError(BaseModel):
    """One field of the request that does not fit, and why."""

    field: str
    message: str


class Problem(BaseModel):
    """A problem document, RFC 9457."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError] | None = None


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "A problem document (RFC 9457)."}
}


class ProblemResponse(JSONResponse):
    """A problem document as a response. It can be sent whatever text it quotes."""

    media_type = PROBLEM_TYPE

    def render(self, content: Any) -> bytes:
        """JSON, with a replacement character for what UTF-8 can't hold."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def problem(status: HTTPStatus, code: str, detail: str, **fields: Any) -> ProblemResponse:
    """A problem document as a response; ``retry_after_s``, in whole seconds, is a header too."""
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


def _field_name(location: tuple[int | str, ...]) -> str:
    """``('body', 'owner', 0)`` as ``owner.0``: a person sees fields, not our plumbing."""
    parts = location[1:] if location and location[0] in {"body", "query", "path"} else location
    return ".".join(str(part) for part in parts) or "body"


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error that ``app`` knows with a problem document.

    What it does not know is answered by `kilowatch.kit.exception_boundary`.
    """

    @app.exception_handler(KilowatchError)
    async def known(_: Request, error: KilowatchError) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        return problem(error.kind.value, error.code, error.detail, **error.fields)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        errors = [
            {"field": _field_name(each["loc"]), "message": each["msg"]} for each in error.errors()
        ]
        detail = "; ".join(f"{each['field']}: {each['message']}" for each in errors)
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail, errors=errors)

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        status = HTTPStatus(error.status_code)
        answer = problem(status, status.name.lower(), str(error.detail))
        # Such as which methods a path has.
        answer.headers.update(error.headers or {})
        return answer

    async def away(request: Request, error: Exception) -> JSONResponse:
        log.warning("database.lost", path=request.url.path, error=str(error) or repr(error))
        detail = "Our database does not answer right now; try again in a moment."
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, Unavailable.code, detail)

    for lost in CONNECTION_LOST:
        app.add_exception_handler(lost, away)
