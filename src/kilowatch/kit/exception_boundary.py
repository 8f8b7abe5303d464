"""No exception of a request reaches the server: it is logged once and answered as a problem.

A server that sees an exception closes the connection. The gateway keeps connections and gives
them to other people's requests, so one person's failed request would fail somebody else's.
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
"""The innermost frames of a traceback, which is what a log needs of it."""

SHOWN_ERRORS = 3

SOCKET_INTERNAL_ERROR = 1011


class ExceptionBoundary:
    """Catches what an app raises, outside of everything else the app has.

    Cancellation and the end of the process pass: they are no failure of a request.
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
            # Whoever asked has left; nobody is there to be answered.
            return
        except (Exception, BaseExceptionGroup) as error:
            if _ends_the_task(error):
                raise
            log.error("request.failed", **_described(scope, error))
            await answer.fail()


class _Answer:
    """The progress of the answer to one request."""

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
        """Say that it failed, as far as that can still be said.

        An answer that has begun is left unfinished: the server then cuts the connection, which
        is the only way left to show the client that its answer is incomplete.
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
    """Tell whether ``error`` holds a cancellation or the end of the process."""
    return any(
        isinstance(each, asyncio.CancelledError | KeyboardInterrupt | SystemExit)
        for each in _leaves(error)
    )


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The errors in ``error``, which may be a group of groups of any depth."""
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(reversed(each.exceptions))
        else:
            yield each


def _described(scope: Scope, error: BaseException) -> dict[str, str]:
    """The fields of the log's event: one line, whatever the request held."""
    leaves = [each for each, _ in zip(_leaves(error), range(SHOWN_ERRORS), strict=False)]
    # Not `repr`: that of a UnicodeEncodeError holds the text, which may be a secret.
    texts = [f"{type(each).__name__}: {each}" for each in leaves]
    return {
        "method": str(scope.get("method", "WEBSOCKET")),
        "path": one_line(str(scope["path"])),
        "error": one_line("; ".join(texts)),
        "at": " < ".join(_frames(leaves[0])) if leaves else "",
    }


def _frames(error: BaseException) -> list[str]:
    """The innermost frames, the innermost first."""
    found = traceback.extract_tb(error.__traceback__, limit=-FRAMES)
    return [
        f"{each.filename.rsplit('/site-packages/')[-1].rsplit('/src/')[-1]}:{each.lineno}"
        f" {each.name}"
        for each in reversed(found)
    ]
