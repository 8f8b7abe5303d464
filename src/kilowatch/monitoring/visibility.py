"""Decides which devices a caller may see, and for which periods.

The spans found here are the only access to hours and readings: what is outside of them is
neither shown nor added up. A client sees the time in which they owned a device.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.monitoring.acts import look_at_history
from kilowatch.monitoring.consumption.buckets import Span

ALWAYS = Span(datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))


class DeviceNotFound(KilowatchError):
    """The device doesn't exist, or isn't the caller's."""

    kind = Kind.NOT_FOUND
    code = "device_not_found"


class KnownDevice(msgspec.Struct, frozen=True):
    """This service's copy of a device, with what the caller may see of it.

    ``life`` starts with the first hour with data, and ends with the last one if the device was
    deleted; None if there was never any.
    """

    device_key: int
    device_id: UUID
    name: str
    time_zone: str
    deleted: bool
    life: Span | None
    spans: tuple[Span, ...]

    def visible(self, within: Span) -> list[Span]:
        """Return the spans of a period that the caller may see, in order."""
        found = [each.within(within) for each in self.spans]
        return [each for each in found if each.starts_at < each.ends_at]


def seen_by(caller: Caller) -> UUID | None:
    """The owner whose time is shown: the client, or (None) any, for an administrator."""
    return None if caller.is_admin else caller.user_id


class Visibility:
    """Finds devices with the spans their caller may see."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def devices(self, caller: Caller, device_ids: Sequence[UUID]) -> list[KnownDevice]:
        """Return the requested devices, or all the caller may see. Raises `DeviceNotFound`."""
        owner_id = seen_by(caller)
        wanted = list(dict.fromkeys(device_ids))
        rows = await self._pool.fetch(
            """SELECT d.device_key, d.device_id, d.name, d.time_zone, d.deleted,
                      first.hour AS first_hour, last.hour AS last_hour
               FROM device d
               LEFT JOIN LATERAL (SELECT hour FROM hourly_consumption h
                   WHERE h.device_key = d.device_key ORDER BY hour LIMIT 1) AS first ON true
               LEFT JOIN LATERAL (SELECT hour FROM hourly_consumption h
                   WHERE h.device_key = d.device_key ORDER BY hour DESC LIMIT 1) AS last ON true
               WHERE ($1::uuid[] IS NULL OR d.device_id = ANY($1))
                 AND ($2::uuid IS NULL OR EXISTS (SELECT FROM device_ownership o
                         WHERE o.device_key = d.device_key AND o.owner_id = $2))
               ORDER BY d.name, d.device_id""",
            wanted or None,
            owner_id,
        )
        if len(rows) < len(wanted):
            raise DeviceNotFound("There is no such device.")
        spans = await self._spans([row["device_key"] for row in rows], owner_id)
        return [_device(row, spans[row["device_key"]]) for row in rows]

    async def device(self, caller: Caller, device_id: UUID) -> KnownDevice:
        """Return one device. Raises `DeviceNotFound`."""
        [device] = await self.devices(caller, [device_id])
        return device

    async def note_look(self, device_keys: Sequence[int], start: datetime, end: datetime) -> None:
        """Record the look of an administrator at this time of these devices, if it is one."""
        await look_at_history(self._pool, device_keys, start, end)

    async def _spans(
        self, device_keys: list[int], owner_id: UUID | None
    ) -> dict[int, tuple[Span, ...]]:
        if owner_id is None:
            return dict.fromkeys(device_keys, (ALWAYS,))
        rows = await self._pool.fetch(
            """SELECT device_key, greatest(owned_from, $3) AS owned_from,
                      least(owned_to, $4) AS owned_to
               FROM ownership_span
               WHERE device_key = ANY($1::int[]) AND owner_id = $2
                 AND owned_from < $4 AND owned_to > $3
               ORDER BY owned_from""",
            device_keys,
            owner_id,
            ALWAYS.starts_at,
            ALWAYS.ends_at,
        )
        found: dict[int, tuple[Span, ...]] = defaultdict(tuple)
        for row in rows:
            found[row["device_key"]] += (Span(row["owned_from"], row["owned_to"]),)
        return found


def _device(row: asyncpg.Record, spans: tuple[Span, ...]) -> KnownDevice:
    life: Span | None = None
    if row["first_hour"] is not None:
        life = Span(row["first_hour"], row["last_hour"] if row["deleted"] else ALWAYS.ends_at)
    return KnownDevice(
        device_key=row["device_key"],
        device_id=row["device_id"],
        name=row["name"],
        time_zone=row["time_zone"],
        deleted=row["deleted"],
        life=life,
        spans=spans,
    )
