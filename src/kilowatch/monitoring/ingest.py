"""The reading path's side of the database: one server-side call per batch (asyncpg, no ORM)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from kilowatch.kit.database import Pool
from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister, Rejection

SET_ASIDE_CHUNK = 5_000


class BatchOutcome(msgspec.Struct, frozen=True):
    """What a batch changed: new readings, corrected readings, verdicts that turned."""

    stored: int
    corrected: int
    alerts: int


class NewestInterval(msgspec.Struct, frozen=True):
    """What a device used between its two newest registers that count; energy in µWh."""

    device_id: UUID
    measured_at: datetime
    energy_uwh: int
    interval_s: int


class IngestStorage:
    """Stores batches. Keeps in memory what never changes: device keys and attached months."""

    def __init__(self, pool: Pool, news_window: timedelta) -> None:
        self._pool = pool
        self._news_window = news_window
        self._keys: dict[UUID, int] = {}
        self._months: set[date] = set()

    async def take(
        self,
        readings: Sequence[Parsed],
        rejections: list[Rejection],
        now: datetime,
        dealt_at: datetime | None = None,
    ) -> BatchOutcome:
        """Store a batch in one transaction of one round trip. Taking it again changes nothing.

        ``dealt_at`` (None: ``now``) is when the balancer dealt it; by it a reading is late.
        """
        await self._learn_keys({each.device_id for each in readings})
        await self._attach_months(
            {
                each.measured_at.date().replace(day=1)
                for each in readings
                if isinstance(each, ParsedReading)
            }
        )
        known = [each for each in readings if each.device_id in self._keys]
        unknown = [each for each in readings if each.device_id not in self._keys]
        [row] = await self._pool.fetch(
            """SELECT stored, corrected, alerts FROM take_readings(
                   $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                   $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)""",
            *self._interval_columns(known),
            *self._register_columns(known),
            *_unknown_columns(unknown),
            *_rejection_columns(rejections),
            dealt_at or now,
            now,
            now - self._news_window,
        )
        return BatchOutcome(row["stored"], row["corrected"], row["alerts"])

    def _interval_columns(self, known: Sequence[Parsed]) -> tuple[list[Any], ...]:
        items = [each for each in known if isinstance(each, ParsedReading)]
        return (
            [self._keys[each.device_id] for each in items],
            [each.measured_at for each in items],
            [each.energy_uwh for each in items],
            [each.interval_s for each in items],
            *_sources(items),
        )

    def _register_columns(self, known: Sequence[Parsed]) -> tuple[list[Any], ...]:
        items = [each for each in known if isinstance(each, ParsedRegister)]
        return (
            [self._keys[each.device_id] for each in items],
            [each.measured_at for each in items],
            [each.register_uwh for each in items],
            *_sources(items),
        )

    async def take_in_set_aside(self, now: datetime) -> int:
        """Take in readings whose device has become known; gives how many."""
        months = await self._pool.fetch(
            """SELECT DISTINCT date_trunc('month', s.measured_at, 'UTC')::date AS month
               FROM set_aside_reading s JOIN device d USING (device_id)"""
        )
        if not months:
            return 0
        await self._attach_months({row["month"] for row in months})
        taken: int = await self._pool.fetchval(
            "SELECT take_in_set_aside($1, $2, $3)", SET_ASIDE_CHUNK, now, now - self._news_window
        )
        return taken

    async def newest_register_intervals(
        self, device_ids: list[UUID], since: datetime
    ) -> list[NewestInterval]:
        """What the newest registers of devices come to, where that is counted, not estimated.

        Left out are intervals that began before ``since``: their mean says nothing of now.
        """
        rows = await self._pool.fetch(
            """SELECT d.device_id, r.since AS measured_at, r.energy_uwh,
                      extract(epoch FROM r.measured_at - r.since)::int AS interval_s
               FROM device d
               JOIN LATERAL (
                   SELECT * FROM register_reading g
                   WHERE g.device_key = d.device_key AND NOT g.removed
                   ORDER BY g.measured_at DESC LIMIT 1) AS r ON true
               WHERE d.device_id = ANY($1::uuid[]) AND NOT d.deleted
                 AND r.state IN ('counted', 'rollover') AND NOT r.estimated AND r.since >= $2""",
            device_ids,
            since,
            timeout=5,
        )
        return [NewestInterval(**dict(row)) for row in rows]

    async def _learn_keys(self, device_ids: set[UUID]) -> None:
        new = [each for each in device_ids if each not in self._keys]
        if new:
            rows = await self._pool.fetch(
                "SELECT device_id, device_key FROM device WHERE device_id = ANY($1::uuid[])", new
            )
            self._keys.update((row["device_id"], row["device_key"]) for row in rows)

    async def _attach_months(self, months: set[date]) -> None:
        new = months - self._months
        if new:
            await self._pool.execute("SELECT ensure_partitions($1)", sorted(new))
            self._months |= new


def _sources(items: Sequence[Parsed | Rejection]) -> tuple[list[int], list[int]]:
    return [each.source for each in items], [each.source_index for each in items]


def _unknown_columns(items: Sequence[Parsed]) -> tuple[list[Any], ...]:
    """Columns of what is set aside: a reading has an energy, a register a register."""
    return (
        [each.device_id for each in items],
        [each.measured_at for each in items],
        [each.energy_uwh if isinstance(each, ParsedReading) else None for each in items],
        [each.register_uwh if isinstance(each, ParsedRegister) else None for each in items],
        [each.interval_s if isinstance(each, ParsedReading) else None for each in items],
        *_sources(items),
    )


def _rejection_columns(rejections: list[Rejection]) -> tuple[list[Any], ...]:
    return (
        *_sources(rejections),
        [each.sender for each in rejections],
        [each.reason for each in rejections],
        [each.detail for each in rejections],
        [each.body for each in rejections],
    )
