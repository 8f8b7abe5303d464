"""The context of the current request: actor, origin, and identifier.

The middleware in kit/audit_middleware.py sets it and `kit/accounts.py` adds the actor, so that
code that runs for a request finds it without passing it as an argument.
"""

import re
from collections.abc import Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from uuid import UUID, uuid4

from kilowatch.contracts.audit import Actor, Origin
from kilowatch.kit.correlation import correlation_id, usable_id
from kilowatch.kit.telemetry import TRACEPARENT, trace_headers

USER_AGENT_MAX_LENGTH: Final = 300
REQUEST_ID_HEADER: Final = "x-request-id"
MOST_REMEMBERED: Final = 100_000
NOWHERE: Final = Origin()
_TRACED: Final = re.compile(r"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*")


class Seen:
    """Identifiers of acts recorded recently, so that repeating them costs no query."""

    def __init__(self) -> None:
        self._ids: set[UUID] = set()

    def __contains__(self, event_id: UUID) -> bool:
        return event_id in self._ids

    def add(self, event_id: UUID) -> None:
        """Remember one; the memory is emptied when it is full."""
        if len(self._ids) >= MOST_REMEMBERED:
            self._ids.clear()
        self._ids.add(event_id)


@dataclass
class RequestContext:
    """The context of the current request. ``actor`` is None until the caller is authenticated."""

    service: str
    origin: Origin = NOWHERE
    request_id: str | None = None
    actor: Actor | None = None
    seen: Seen = field(default_factory=Seen)


_context: ContextVar[RequestContext | None] = ContextVar("kilowatch_request", default=None)


def enter(context: RequestContext) -> Token[RequestContext | None]:
    """Make ``context`` the current request; pass the token to `leave`."""
    return _context.set(context)


def leave(token: Token[RequestContext | None]) -> None:
    """End what `enter` started."""
    _context.reset(token)


def current() -> RequestContext | None:
    """Return the current request, None outside of one."""
    return _context.get()


def note_actor(actor: Actor) -> None:
    """Set the actor of the current request."""
    context = _context.get()
    if context is not None:
        context.actor = actor


def origin_of(headers: Mapping[str, str], peer: str) -> Origin:
    """Return browser and address of a caller, as the gateway reports them.

    The gateway overwrites ``X-Real-Ip``; ``peer`` is the address of the connection, used if
    there is no such header.
    """
    agent = "".join(each for each in headers.get("user-agent", "") if each.isprintable())
    address = headers.get("x-real-ip") or peer
    try:
        address = str(ip_address(address))
    except ValueError:
        address = ""
    return Origin(agent[:USER_AGENT_MAX_LENGTH] or None, address or None)


def forwarded_headers() -> dict[str, str]:
    """Return headers that pass the origin of the current request on to another service."""
    context = _context.get()
    origin = NOWHERE if context is None else context.origin
    headers = {
        "X-Real-Ip": origin.address,
        "User-Agent": origin.user_agent,
        "X-Request-Id": correlation_id() or (context and context.request_id),
    }
    known = {name: value for name, value in headers.items() if value and value.isascii()}
    return known | trace_headers()


def request_id_of(headers: Mapping[str, str]) -> str:
    """Return the identifier of a request, or a new one if it has no valid one.

    A request with a trace (W3C Trace Context) and without an id gets the id of the trace.
    """
    given = usable_id(headers.get(REQUEST_ID_HEADER))
    traced = _TRACED.fullmatch(headers.get(TRACEPARENT, ""))
    return given or (traced[1] if traced else uuid4().hex)
