"""Problem documents for the gateway's own errors and for unknown addresses."""

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from kilowatch.contracts.request_sizes import REQUEST_SIZES
from kilowatch.kit import problems
from kilowatch.kit.errors import RETRY_AFTER_S, KilowatchError, Unavailable, problem
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.parameters import any_parameters
from kilowatch.kit.problems import PathNotFound, ServiceSilent, ServiceUnreachable
from kilowatch.kit.request_limits import BodyLimit, too_large
from kilowatch.web.container import container

GUESS_AGAIN_AFTER_S: Final = 1
"""The gateway allows ten per second."""

AWAY: Final = "This part of Kilowatch can't be reached right now. Try again in a moment."
UNSURE: Final = "Whether the request had an effect is not known."
FURTHER_PREFIXES: Final = {"readings": "balancing"}
"""Paths under ``/api`` whose name differs from that of their service."""

answers = APIRouter(prefix="/internal/gateway", include_in_schema=False)


@answers.get("/413/{size}")
@any_parameters
async def body_too_large(size: str) -> Response:
    """The same detail as in the services, whose limits these are."""
    known = REQUEST_SIZES.get(size)
    if known is None:
        raise PathNotFound(f"No size is called {size!r}.")
    limit = BodyLimit(known.path, known.largest_bytes, 0, known.code)
    refused = too_large(limit)
    return problem(refused.status, refused.code, refused.detail)


@answers.get("/429")
@any_parameters
async def too_many() -> Response:
    """One address tries logins more often than it may."""
    raise TooManyRequests(GUESS_AGAIN_AFTER_S)


@answers.get("/502")
@any_parameters
async def unreachable() -> Response:
    """A service accepted no connection, or closed it."""
    return _away(ServiceUnreachable)


@answers.get("/504")
@any_parameters
async def silent() -> Response:
    """A service accepted the request and did not respond."""
    return _away(ServiceSilent)


def _away(error: type[KilowatchError]) -> Response:
    return problem(error.kind.value, error.code, f"{AWAY} {UNSURE}", retry_after_s=RETRY_AFTER_S)


class NothingHere:
    """Answers internal paths, with any method."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raise `PathNotFound`."""
        raise PathNotFound("There is nothing at this address.")


class UnknownHost:
    """Answers requests for another host name, with any method."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond with 421."""
        detail = "Kilowatch is not at this host name. Use the address you were given."
        answer = problem(problems.UnknownHost.kind.value, problems.UnknownHost.code, detail)
        await answer(scope, receive, send)


class OtherApis:
    """Answers paths under ``/api`` that reach no service, with any method.

    An existing service is unavailable: the gateway routes here when all its instances are gone,
    or before it knows their addresses.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond. Raises `Unavailable` or `PathNotFound`."""
        request = Request(scope, receive, send)
        path = request.url.path
        name = path.removeprefix("/api").strip("/").split("/", 1)[0]
        if FURTHER_PREFIXES.get(name, name) in container(request).services:
            raise Unavailable(AWAY)
        raise PathNotFound(f"There is no API at {path}.")


answers.routes.append(Route(f"{answers.prefix}/404", NothingHere()))
answers.routes.append(Route(f"{answers.prefix}/421", UnknownHost()))

other_apis = APIRouter()
other_apis.routes.extend(Route(path, OtherApis()) for path in ("/api", "/api/{path:path}"))


@other_apis.websocket("/ws")
async def no_socket(websocket: WebSocket) -> None:
    """The live channel is unavailable, too."""
    answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, Unavailable.code, AWAY)
    await websocket.send_denial_response(answer)


@other_apis.get("/ws", include_in_schema=False)
@any_parameters
async def no_channel() -> Response:
    """The same for requests without a socket."""
    raise Unavailable(AWAY)
