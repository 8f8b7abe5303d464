"""Declares, names and encodes events.

An event is a fact in the past tense, frozen and versioned. It is declared once, here or in
a module beside this one, and published as JSON to the topic exchange `EVENTS_EXCHANGE` under
its routing key ``service.event.v1``. Only optional fields may be added to a version.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID, uuid4

import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS

EVENTS_EXCHANGE = "events"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that another service may need. ``occurred_at`` is aware, UTC."""

    event_id: UUID = msgspec.field(default_factory=uuid4)
    occurred_at: datetime = msgspec.field(default_factory=lambda: datetime.now(UTC))


class UnknownEvent(Exception):
    """No event is declared under this routing key."""


class MalformedEvent(Exception):
    """The body does not fit the event declared under its routing key."""


E = TypeVar("E", bound=type[Event])

_types: dict[str, type[Event]] = {}
_routing_keys: dict[type[Event], str] = {}
_takers: dict[str, str] = {}


def event(routing_key: str, *, taken_by: str | None = None) -> Callable[[E], E]:
    """Declare a class as the event published under ``routing_key``.

    ``taken_by`` is the service that must not miss one, even from before its first start.
    """

    def declare(cls: E) -> E:
        if routing_key in _types:
            raise ValueError(f"{routing_key} is declared twice")
        _types[routing_key] = cls
        _routing_keys[cls] = routing_key
        if taken_by is not None:
            _takers[routing_key] = taken_by
        return cls

    return declare


def routing_key(event_type: type[Event]) -> str:
    """Return the routing key of an event, for example ``users.user_deleted.v1``."""
    return _routing_keys[event_type]


def taker(key: str) -> str | None:
    """Return the service that must not miss an event under this routing key, if one is named."""
    return _takers.get(key)


def declared_events() -> dict[str, type[Event]]:
    """Return every declared event by its routing key."""
    return dict(_types)


def encode(event: Event) -> bytes:
    """Return the event as JSON."""
    return msgspec.json.encode(event)


def decode(key: str, body: bytes) -> Event:
    """Return the event in ``body``, which came under routing key ``key``.

    Raises `UnknownEvent` or `MalformedEvent`.
    """
    event_type = _types.get(key)
    if event_type is None:
        raise UnknownEvent(key)
    try:
        return msgspec.json.decode(body, type=event_type)
    except DECODING_ERRORS as error:
        raise MalformedEvent(f"{key}: {error}") from error
