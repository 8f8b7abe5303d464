"""Keeps exceptions of requests from the server: each is logged once and answered as a problem.

A server that sees an exception closes the connection. The gateway keeps connections and uses
them for requests of other callers, so one failed request would fail another caller's.
"""

import asyncio
import traceback
from collections.abc import Iterator

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from kilowatch.kit.errors import problem
from kilowatch.kit.log_text import one_line
from kilowatch.kit.problems import InternalError

log = structlog.get_logger()

FRAMES = 6
"""The innermost frames of a traceback to log."""

SHOWN_ERRORS = 3

SOCKET_INTERNAL_ERROR = 1011


class ExceptionBoundary:
    """Catches the exceptions of an app, outside of all other middleware.

    Cancellation and the end of the process pass: they are not failures of a request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app for one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, receive, send)
        try:
            await self._app(scope, receive, answer.send)
        except (ClientDisconnect, WebSocketDisconnect):
            # The caller has disconnected; there is no one to respond to.
            return
        except (Exception, BaseExceptionGroup) as error:
            if _ends_the_task(error):
                raise
            log.error("request.failed", **_described(scope, error))
            await answer.fail()


class _Answer:
    """The progress of the response to one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._started = False
        self._ended = False

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        kind = message["type"]
        self._started = self._started or kind in {"http.response.start", "websocket.accept"}
        self._ended = self._ended or kind == "websocket.close"
        await self._send(message)

    async def fail(self) -> None:
        """Report the failure, as far as that is still possible.

        A response that has begun is left unfinished: the server then closes the connection, which
        is the only way left to show the client that it is incomplete.
        """
        if self._scope["type"] == "websocket":
            if not self._ended:
                await self._send({"type": "websocket.close", "code": SOCKET_INTERNAL_ERROR})
        elif not self._started:
            response = problem(
                InternalError.kind.value,
                InternalError.code,
                "Something went wrong on our side. It has been logged; try again later.",
            )
            await response(self._scope, self._receive, self._send)


def _ends_the_task(error: BaseException) -> bool:
    """Return true if ``error`` contains a cancellation or the end of the process."""
    return any(
        isinstance(each, asyncio.CancelledError | KeyboardInterrupt | SystemExit)
        for each in _leaves(error)
    )


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """Yield the errors in ``error``, which may be a group of groups of any depth."""
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(reversed(each.exceptions))
        else:
            yield each


def _described(scope: Scope, error: BaseException) -> dict[str, str]:
    """Return the fields of the log event: one line, whatever the request contained."""
    leaves = [each for each, _ in zip(_leaves(error), range(SHOWN_ERRORS), strict=False)]
    # Not `repr`: that of a UnicodeEncodeError contains the text, which may be a secret.
    texts = [f"{type(each).__name__}: {each}" for each in leaves]
    return {
        "method": str(scope.get("method", "WEBSOCKET")),
        "path": one_line(str(scope["path"])),
        "error": one_line("; ".join(texts)),
        "at": " < ".join(_frames(leaves[0])) if leaves else "",
    }


def _frames(error: BaseException) -> list[str]:
    """Return the innermost frames, the innermost first."""
    found = traceback.extract_tb(error.__traceback__, limit=-FRAMES)
    return [
        f"{each.filename.rsplit('/site-packages/')[-1].rsplit('/src/')[-1]}:{each.lineno}"
        f" {each.name}"
        for each in reversed(found)
    ]
