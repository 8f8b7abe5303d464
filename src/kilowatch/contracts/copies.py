"""Copies: data that one service owns and others keep, updated by events.

A copy can be requested again as a whole: its owner then sends the current state of every
entity to that one service. And it can be compared with the owner's data, chunk by chunk.
"""

from typing import Final, Literal
from uuid import UUID

import msgspec

CHUNKS: Final = 256
"""Rows are compared in chunks by the first byte of their identifier."""


DEVICES_COPY: Final = "devices"
"""Devices with everything that `devices` publishes of them."""

DEVICE_EXISTENCE_COPY: Final = "device_existence"
"""The existing and deleted devices, without other fields."""

DEVICE_MANAGERS_COPY: Final = "device_managers"
"""The owner of each device that its owner manages, and the existence of the others."""

DEVICE_OWNERS_COPY: Final = "device_owners"
"""The current owner of each device."""


def requests_queue(owner: str) -> str:
    """Return the routing key by which services ask ``owner`` to send their copies."""
    return f"resync.{owner}"


class CopyRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks the owner of ``copy`` to send all of it to ``service``."""

    service: str
    copy: str


class CopyInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that a service keeps, or owns if it is ``owner`` itself."""

    name: str
    owner: str


class ChunkDigest(msgspec.Struct, frozen=True, kw_only=True):
    """Equal digests mean equal rows. A chunk without rows is left out."""

    chunk: int
    count: int
    digest: str


class CopyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entity as of ``version``; ``state`` is its fields in a comparable form.

    A ``gone`` one grants no rights: it does no harm that its owner does not know it.
    """

    id: UUID
    version: int
    state: str
    gone: bool


class ResendProgress(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a copy that has been sent so far."""

    sent: int
    total: int


class ExtraRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in a service's copy that its owner does not know."""

    id: UUID
    version: int


class Extras(msgspec.Struct, frozen=True, kw_only=True):
    """Asks the owner to have ``service`` delete entities that do not exist."""

    service: str
    rows: list[ExtraRow]


class EventState(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a service's events. Counts are None where a queue doesn't exist yet."""

    waiting: int | None
    retrying: int | None
    dead: int | None
    outbox: int
    outbox_oldest_s: float | None


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a service could not process, and the reason."""

    event_id: str | None
    key: str
    reason: str
    set_apart_at: str | None
    body: str


class DeadLetterOrder(msgspec.Struct, frozen=True, kw_only=True):
    """A command for dead letters: for all of them, or for the one of ``event_id``."""

    action: Literal["replay", "discard"]
    event_id: str | None = None
