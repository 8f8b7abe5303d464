"""Provides the context of each request, and records refused acts."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import msgspec
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kilowatch.contracts.audit import OF_EVERYBODY, AuditAction, Outcome, Subject
from kilowatch.kit import audit, telemetry
from kilowatch.kit.audit import ACTION_KEY, ActSink
from kilowatch.kit.container import Container, find_container
from kilowatch.kit.correlation import correlated
from kilowatch.kit.requests import (
    REQUEST_ID_HEADER,
    RequestContext,
    Seen,
    enter,
    leave,
    origin_of,
    request_id_of,
)
from kilowatch.kit.telemetry import Kind

log = structlog.get_logger()

LARGEST_PROBLEM_BYTES: Final = 16_384


class AuditMiddleware:
    """Gives every request its context and its ``X-Request-Id``.

    A changing request that is refused or fails is recorded with the action of its operation:
    administrators' always; clients' if they tried what only an administrator may, or for
    actions that are recorded for every actor. The same refusal is recorded once a
    minute.
    """

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service
        self._seen = Seen()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        peer = scope["client"][0] if scope.get("client") else ""
        context = RequestContext(
            service=self._service,
            origin=origin_of(headers, peer),
            request_id=request_id_of(headers),
            seen=self._seen,
        )
        answer = _Answer(scope, send, context)
        token = enter(context)
        try:
            with correlated(context.request_id):
                if scope["type"] == "http" and telemetry.is_on():
                    await self._run_in_span(scope, receive, answer, headers)
                else:
                    await self._app(scope, receive, answer.send)
        except Exception:
            await record_refusal(scope, context, HTTPStatus.INTERNAL_SERVER_ERROR, None)
            raise
        finally:
            leave(token)

    async def _run_in_span(
        self, scope: Scope, receive: Receive, answer: "_Answer", headers: Headers
    ) -> None:
        """Run a request in a span, named after its route once that is known."""
        method = scope["method"]
        parent = headers.get(telemetry.TRACEPARENT)
        with telemetry.span(method, Kind.SERVER, parent, {"http.request.method": method}) as span:
            try:
                await self._app(scope, receive, answer.send)
            finally:
                span.set_attribute("http.response.status_code", answer.status)
                route: str | None = getattr(scope.get("route"), "path", None)
                if route is not None:
                    span.update_name(f"{method} {route}")
                    span.set_attribute("http.route", route)


class _Answer:
    """An outgoing response: gets the identifier, and is examined if it is a refusal."""

    def __init__(self, scope: Scope, send: Send, context: RequestContext) -> None:
        self._scope = scope
        self._send = send
        self._context = context
        self.status = 0
        self._body = b""

    async def send(self, message: Message) -> None:
        """Pass one message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[REQUEST_ID_HEADER] = self._context.request_id or ""
        elif message["type"] == "http.response.body" and self.status >= HTTPStatus.BAD_REQUEST:
            if len(self._body) < LARGEST_PROBLEM_BYTES:
                self._body += message.get("body", b"")
            if not message.get("more_body", False):
                # Before the response is sent: the look at the data has been recorded.
                code = _code_in(self._body)
                await record_refusal(self._scope, self._context, self.status, code)
        await self._send(message)


def _code_in(body: bytes) -> str | None:
    """Return the stable code of a problem document."""
    try:
        return msgspec.json.decode(body, type=_Coded).code
    except (msgspec.MsgspecError, RecursionError):
        return None


class _Coded(msgspec.Struct):
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class WithActs(Container):
    """The part of a container that records refused and failed acts."""

    acts: ActSink


async def record_refusal(
    scope: Scope, context: RequestContext, status: int, code: str | None
) -> None:
    """Record that a request was refused or failed, if required. Never raises."""
    action, actor = _action_of(scope), context.actor
    container = find_container(scope["app"], WithActs) if "app" in scope else None
    if action is None or actor is None or container is None:
        return
    if not actor.is_administrator and not (
        status == HTTPStatus.FORBIDDEN or action in OF_EVERYBODY or actor.kind != "user"
    ):
        return
    failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    outcome = Outcome.FAILED if failed else Outcome.REFUSED
    path = scope["path"] if actor.is_administrator else ""
    event_id = audit.minute_name(actor.user_id or actor.kind, action, outcome, status, code, path)
    if event_id in context.seen:
        return
    event = audit.refusal(
        action, _subject_of(scope), outcome, {"status": status, "code": code}, event_id
    )
    try:
        await container.acts.write(event)
        context.seen.add(event_id)
    except Exception as error:  # noqa: BLE001 - the response is sent even if recording fails
        log.error("audit.refusal_not_recorded", action=action, error=str(error) or repr(error))


def _action_of(scope: Scope) -> AuditAction | None:
    """Return the action of the operation, None if it has none or only reads."""
    extra: dict[str, Any] = getattr(scope.get("route"), "openapi_extra", None) or {}
    if scope.get("method") in {"GET", "HEAD", None} or ACTION_KEY not in extra:
        return None
    return AuditAction(extra[ACTION_KEY])


def _subject_of(scope: Scope) -> Subject | None:
    for name, value in scope.get("path_params", {}).items():
        return Subject(str(name).removesuffix("_id"), str(value))
    return None
