"""Decides which channels of devices a caller may see, and of which time.

The spans found here are the only access to hours and readings: what is outside of them is
neither shown nor added up. A client sees the time in which they owned a device.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.channels import Direction, EnergyKind, Unit
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.monitoring.acts import look_at_history
from kilowatch.monitoring.spans import Span

KEY_LENGTH: Final = timedelta(seconds=1)
"""An hour is named by the moment it begins at: a span that ends later includes it."""

DEEPEST_SUBMETER: Final = 12
"""No chain of submeters is longer. One that was, by events that overtook each other, ends here."""

ALWAYS = Span(datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))


class DeviceNotFound(KilowatchError):
    """The device doesn't exist, or isn't the caller's."""

    kind = Kind.NOT_FOUND
    code = "device_not_found"


class ChannelNotFound(KilowatchError):
    """The device has no such channel."""

    kind = Kind.NOT_FOUND
    code = "channel_not_found"


class ChannelCalculated(KilowatchError):
    """The channel is calculated from others and has no readings of its own."""

    kind = Kind.CONFLICT
    code = "channel_calculated"
    remedy = "Change the channels that it is calculated from."

    def __init__(self) -> None:
        super().__init__("This channel is calculated from others; it has no readings of its own.")


class Selection(msgspec.Struct, frozen=True):
    """The channels of devices: those of ``codes``, or (none) all of a kind and direction.

    ``unit`` None: of any unit.
    """

    codes: tuple[str, ...] = ()
    kind: EnergyKind = "electricity"
    direction: Direction = "import"
    unit: Unit | None = None


IMPORT: Final = Selection()


class KnownChannel(msgspec.Struct, frozen=True):
    """This service's copy of a channel, with what the caller may see of it.

    ``name`` is that of its device. ``life`` is from the first hour with data on: until the last
    one where the channel was deleted, else without end; None where there never was any.
    ``reported`` is from the first hour with data to the last one. ``parts`` are the keys of the
    channels that a calculated one follows from, directly or by others. ``wholes``:
    those of the channels that a submeter's is a part of, the nearest first. ``counts``: in a total.
    """

    channel_key: int
    channel_id: UUID
    device_id: UUID
    code: str
    tariff: str | None
    unit: Unit
    name: str
    time_zone: str
    deleted: bool
    life: Span | None
    reported: Span | None
    spans: tuple[Span, ...]
    parts: frozenset[int] = frozenset()
    wholes: tuple[int, ...] = ()
    counts: bool = True

    def visible(self, within: Span) -> list[Span]:
        """Return the spans of a period that the caller may see, in order."""
        found = [each.within(within) for each in self.spans]
        return [each for each in found if each.starts_at < each.ends_at]


def seen_by(caller: Caller) -> UUID | None:
    """The owner whose time is shown: the client, or (None) any, for an administrator."""
    return None if caller.is_admin else caller.user_id


class Visibility:
    """Finds channels with the spans their caller may see."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def channels(
        self, caller: Caller, device_ids: Sequence[UUID], selection: Selection = IMPORT
    ) -> list[KnownChannel]:
        """The channels of the devices asked for, or of all the caller may see, device by device.

        Raises `DeviceNotFound`, and `ChannelNotFound` where a device has none that is selected.
        """
        wanted = list(dict.fromkeys(device_ids))
        found = await self._fetch(
            """($1::uuid[] IS NULL OR d.device_id = ANY($1))
               AND CASE WHEN $3::text[] IS NULL THEN d.kind = $4 AND d.direction = $5
                             AND ($6::text IS NULL OR d.unit = $6)
                        ELSE d.code = ANY($3) END""",
            caller,
            wanted or None,
            list(selection.codes) or None,
            selection.kind,
            selection.direction,
            selection.unit,
        )
        if len({each.device_id for each in found}) < len(wanted):
            await self._refuse(caller, wanted)
        return found

    async def channel(self, caller: Caller, channel_id: UUID) -> KnownChannel:
        """One channel. Raises `DeviceNotFound`."""
        found = await self._fetch("d.channel_id = $1", caller, channel_id)
        if not found:
            raise DeviceNotFound("There is no such device.")
        return found[0]

    async def _refuse(self, caller: Caller, device_ids: list[UUID]) -> None:
        """Return one device. Raises `DeviceNotFound`."""
        seen = await self._fetch("d.channel_id = ANY($1::uuid[])", caller, device_ids)
        if len(seen) < len(device_ids):
            raise DeviceNotFound("There is no such device.")
        raise ChannelNotFound("The device has no such channel.")

    async def _fetch(self, condition: str, caller: Caller, *values: object) -> list[KnownChannel]:
        owner_id = seen_by(caller)
        rows = await self._pool.fetch(
            f"""SELECT d.channel_key, d.channel_id, d.device_id, d.code, d.tariff, d.unit, d.name,
                      d.time_zone, d.deleted, d.calculated, d.part_of_id,
                      first.hour AS first_hour, last.hour AS last_hour
               FROM channel d
               LEFT JOIN LATERAL (SELECT hour FROM hourly_consumption h
                   WHERE h.channel_key = d.channel_key ORDER BY hour LIMIT 1) AS first ON true
               LEFT JOIN LATERAL (SELECT hour FROM hourly_consumption h
                   WHERE h.channel_key = d.channel_key ORDER BY hour DESC LIMIT 1) AS last ON true
               WHERE {condition}
                 AND ($2::uuid IS NULL OR EXISTS (SELECT FROM channel_ownership o
                         WHERE o.channel_key = d.channel_key AND o.owner_id = $2))
               ORDER BY d.name, d.device_id, d.channel_key""",  # noqa: S608 - made of constants
            values[0],
            owner_id,
            *values[1:],
        )
        spans = await self._spans([row["channel_key"] for row in rows], owner_id)
        parts = await self._parts([row["channel_key"] for row in rows if row["calculated"]])
        wholes = await self._wholes(
            [row["channel_key"] for row in rows if row["part_of_id"] is not None]
        )
        return [
            msgspec.structs.replace(
                _channel(row, spans[row["channel_key"]]),
                parts=parts.get(row["channel_key"], frozenset()),
                wholes=wholes.get(row["channel_key"], ()),
            )
            for row in rows
        ]

    async def _wholes(self, channel_keys: list[int]) -> dict[int, tuple[int, ...]]:
        """Return what submeters are a part of, the nearest first."""
        if not channel_keys:
            return {}
        rows = await self._pool.fetch(
            """WITH RECURSIVE whole AS (
                   SELECT c.channel_key, w.channel_key AS whole_key, w.part_of_id, 1 AS depth
                   FROM channel c JOIN channel w ON w.channel_id = c.part_of_id
                   WHERE c.channel_key = ANY($1::int[])
                   UNION ALL
                   SELECT whole.channel_key, w.channel_key, w.part_of_id, depth + 1
                   FROM whole JOIN channel w ON w.channel_id = whole.part_of_id
                   WHERE depth < $2)
               SELECT channel_key, array_agg(whole_key ORDER BY depth) AS wholes FROM whole
               GROUP BY 1""",
            channel_keys,
            DEEPEST_SUBMETER,
        )
        return {row["channel_key"]: tuple(row["wholes"]) for row in rows}

    async def _parts(self, channel_keys: list[int]) -> dict[int, frozenset[int]]:
        """Return what calculated channels follow from, directly or by other calculated ones."""
        if not channel_keys:
            return {}
        rows = await self._pool.fetch(
            """WITH RECURSIVE part AS (
                   SELECT channel_key, part_key FROM formula_term
                   WHERE channel_key = ANY($1::int[])
                   UNION
                   SELECT part.channel_key, t.part_key
                   FROM part JOIN formula_term t ON t.channel_key = part.part_key)
               SELECT channel_key, array_agg(part_key) AS parts FROM part
               WHERE part_key IS NOT NULL GROUP BY 1""",
            channel_keys,
        )
        return {row["channel_key"]: frozenset(row["parts"]) for row in rows}

    async def note_look(self, channel_keys: Sequence[int], start: datetime, end: datetime) -> None:
        """Record the look of an administrator at this time of these devices, if it is one."""
        await look_at_history(self._pool, channel_keys, start, end)

    async def _spans(
        self, channel_keys: list[int], owner_id: UUID | None
    ) -> dict[int, tuple[Span, ...]]:
        if owner_id is None:
            return dict.fromkeys(channel_keys, (ALWAYS,))
        rows = await self._pool.fetch(
            """SELECT channel_key, greatest(owned_from, $3) AS owned_from,
                      least(owned_to, $4) AS owned_to
               FROM ownership_span
               WHERE channel_key = ANY($1::int[]) AND owner_id = $2
                 AND owned_from < $4 AND owned_to > $3
               ORDER BY owned_from""",
            channel_keys,
            owner_id,
            ALWAYS.starts_at,
            ALWAYS.ends_at,
        )
        found: dict[int, tuple[Span, ...]] = defaultdict(tuple)
        for row in rows:
            found[row["channel_key"]] += (Span(row["owned_from"], row["owned_to"]),)
        return found


def _channel(row: asyncpg.Record, spans: tuple[Span, ...]) -> KnownChannel:
    life: Span | None = None
    reported: Span | None = None
    if row["first_hour"] is not None:
        life = Span(row["first_hour"], row["last_hour"] if row["deleted"] else ALWAYS.ends_at)
        reported = Span(row["first_hour"], row["last_hour"] + KEY_LENGTH)
    return KnownChannel(
        channel_key=row["channel_key"],
        channel_id=row["channel_id"],
        device_id=row["device_id"],
        code=row["code"],
        tariff=row["tariff"],
        unit=row["unit"],
        name=row["name"],
        time_zone=row["time_zone"],
        deleted=row["deleted"],
        life=life,
        reported=reported,
        spans=spans,
    )
