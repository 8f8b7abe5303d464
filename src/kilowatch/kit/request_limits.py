"""Limits on the size and slowness of requests, enforced before an app sees them.

Bodies are small here, so they are read whole, within their limit, before any processing; a
route that takes large ones names its own limit and reads them piece by piece.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from prometheus_client import Counter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kilowatch.contracts.request_sizes import SMALL
from kilowatch.kit.errors import InvalidRequest, KilowatchError, problem
from kilowatch.kit.problems import (
    AddressTooLong,
    HeadersTooLarge,
    RequestTooLarge,
    RequestTooSlow,
)
from kilowatch.kit.request_text import UnfitText, check_body, check_headers, check_target
from kilowatch.kit.unread_body import ClosingResponse

LARGEST_BODY_BYTES: Final = SMALL.largest_bytes
BODY_WITHIN_S: Final = 15.0
LARGEST_TARGET_BYTES: Final = 16 * 1024
MOST_HEADERS: Final = 100
LARGEST_HEADERS_BYTES: Final = 32 * 1024

MOST_DIGITS: Final = 18
"""The longest Content-Length to parse. The server allows only digits."""

_refused = Counter(
    "kilowatch_requests_refused", "Requests refused unread, by what was wrong.", ["code"]
)


@dataclass(frozen=True)
class BodyLimit:
    """The limit of a route with large bodies. ``path`` is a regular expression for the whole path.

    Its bodies are not read in advance: it authenticates first, then reads piece by piece.
    """

    path: str
    largest_bytes: int
    within_s: float
    code: str = "request_too_large"


_SMALL: Final = BodyLimit(".*", LARGEST_BODY_BYTES, BODY_WITHIN_S)


class Refused(Exception):
    """The request is rejected."""

    def __init__(
        self,
        error: type[KilowatchError],
        detail: str,
        *,
        code: str | None = None,
        leaves_unread: bool = True,
    ) -> None:
        super().__init__(detail)
        self.status = error.kind.value
        self.code = code or error.code
        self.detail = detail
        self.leaves_unread = leaves_unread
        self.errors: list[dict[str, str]] = []


class RequestLimits:
    """Rejects requests that are too large, too slow, or contain text that can't be stored."""

    def __init__(self, app: ASGIApp, limits: Sequence[BodyLimit] = ()) -> None:
        self._app = app
        self._limits = [(re.compile(each.path), each) for each in limits]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or reject it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        try:
            _check_head(scope)
            if scope["type"] == "websocket" or not _has_body(scope):
                await self._app(scope, receive, send)
                return
            limit = self._limit(scope["path"])
            _check_length(scope, limit or _SMALL)
            if limit is None:
                body = await _whole_body(scope, receive)
                if body is not None:
                    await self._app(scope, _said_again(body, receive), send)
                return
        except Refused as refused:
            await refuse(scope, receive, send, refused)
            return
        await _Streaming(scope, receive, send, limit).run(self._app)

    def _limit(self, path: str) -> BodyLimit | None:
        return next((each for pattern, each in self._limits if pattern.fullmatch(path)), None)


def _check_head(scope: Scope) -> None:
    """Check everything except the body. Raises `Refused`."""
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    if len(raw_path) + len(query) > LARGEST_TARGET_BYTES:
        detail = f"An address may have at most {LARGEST_TARGET_BYTES // 1024} KiB."
        raise Refused(AddressTooLong, detail)
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > MOST_HEADERS or size > LARGEST_HEADERS_BYTES:
        detail = (
            f"A request may have at most {MOST_HEADERS} headers of "
            f"{LARGEST_HEADERS_BYTES // 1024} KiB together."
        )
        raise Refused(HeadersTooLarge, detail)
    try:
        check_target(raw_path, query)
        check_headers(headers)
    except UnfitText as unfit:
        raise _unfit(unfit, leaves_unread=True) from None


def _unfit(unfit: UnfitText, *, leaves_unread: bool) -> Refused:
    """Return the error for a text, worded like that of any other invalid field."""
    refused = Refused(
        InvalidRequest, f"{unfit.field}: {unfit.message}", leaves_unread=leaves_unread
    )
    refused.errors = [{"field": unfit.field, "message": unfit.message}]
    return refused


def _header(scope: Scope, wanted: bytes) -> bytes | None:
    return next((value for name, value in scope["headers"] if name == wanted), None)


def _has_body(scope: Scope) -> bool:
    """Return true if the request has a body."""
    length = _header(scope, b"content-length")
    return length not in {None, b"0"} or _header(scope, b"transfer-encoding") is not None


def _check_length(scope: Scope, limit: BodyLimit) -> None:
    length = _header(scope, b"content-length")
    if length is not None and (len(length) > MOST_DIGITS or int(length) > limit.largest_bytes):
        raise too_large(limit)


def too_large(limit: BodyLimit) -> Refused:
    """Return the error for a body over ``limit``."""
    kib = limit.largest_bytes // 1024
    size = f"{kib // 1024} MiB" if kib >= 1024 else f"{kib} KiB"
    detail = f"The body of this request may have at most {size}."
    return Refused(RequestTooLarge, detail, code=limit.code)


def too_slow(within_s: float) -> Refused:
    """Return the error for a body that takes longer than ``within_s``."""
    detail = f"The body of this request did not arrive within {within_s:g} s."
    return Refused(RequestTooSlow, detail)


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the checked body; None if the client disconnected meanwhile. Raises `Refused`."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message.get("body", b"")
                if len(body) > LARGEST_BODY_BYTES:
                    raise too_large(_SMALL)
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        raise too_slow(BODY_WITHIN_S) from None
    try:
        check_body(bytes(body), _header(scope, b"content-type") or b"")
    except UnfitText as unfit:
        raise _unfit(unfit, leaves_unread=False) from None
    return bytes(body)


def _said_again(body: bytes, receive: Receive) -> Receive:
    """Replays a body that was read already, then passes on what follows."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def say() -> Message:
        return waiting.pop() if waiting else await receive()

    return say


async def refuse(scope: Scope, receive: Receive, send: Send, refused: Refused) -> None:
    """Respond with a problem document and close the connection: the rest is not read."""
    _refused.labels(refused.code).inc()
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": refused.detail})
        return
    fields = {"errors": refused.errors} if refused.errors else {}
    response = problem(refused.status, refused.code, refused.detail, **fields)
    unread = refused.leaves_unread and _has_body(scope)
    ending = ClosingResponse(receive, send) if unread else send
    await response(scope, receive, ending)


class _Cut(HTTPException):
    """Ends a route whose body is too long. Frameworks let this kind of exception pass."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class _Streaming:
    """A request whose body an app reads piece by piece."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: BodyLimit) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._limit = limit
        self._deadline = time.monotonic() + limit.within_s
        self._bytes = 0
        self._whole = False
        self._answer: Send | None = None
        self._was_cut = False

    async def run(self, app: ASGIApp) -> None:
        try:
            await app(self._scope, self._counted, self._answered)
        except _Cut:
            if not self._was_cut:
                raise

    async def _counted(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(max(self._deadline - time.monotonic(), 0.0)):
                message = await self._receive()
        except TimeoutError:
            return await self._cut(too_slow(self._limit.within_s))
        if message["type"] != "http.request":
            return message
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._limit.largest_bytes:
            return await self._cut(too_large(self._limit))
        self._whole = not message.get("more_body", False)
        return message

    async def _cut(self, refused: Refused) -> Message:
        """Reject now, or stop reading if a response has begun. Raises `_Cut`."""
        if self._answer is not None:
            return {"type": "http.disconnect"}
        self._was_cut = True
        await refuse(self._scope, self._receive, self._send, refused)
        raise _Cut

    async def _answered(self, message: Message) -> None:
        if self._was_cut:
            return
        if self._answer is None:
            # A response before the end of the body: the rest is discarded.
            self._answer = self._send if self._whole else ClosingResponse(self._receive, self._send)
        await self._answer(message)
