"""The database side of ingestion: one server-side call per batch (asyncpg, no ORM)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.database import Pool
from kilowatch.kit.telemetry import traceparent
from kilowatch.monitoring.domain import (
    ChannelName,
    Parsed,
    ParsedReading,
    ParsedRegister,
    Rejection,
    as_sent,
)

PENDING_CHUNK = 5_000
MOST_JUDGED = 1_000

CLOCK_TOLERANCE = timedelta(minutes=2)
"""A meter's clock may be ahead by this much: its readings are stored as they come."""


Entry = tuple[Any, ...]
"""A row of one of the types in migrations/versions/0005_batches.sql, in the order of its fields."""


class BatchOutcome(msgspec.Struct, frozen=True):
    """The effect of a batch: new readings, corrected readings, verdicts that changed."""

    stored: int
    corrected: int
    alerts: int


class NewestInterval(msgspec.Struct, frozen=True):
    """The energy between a device's two newest registers that count, in µWh."""

    channel_id: UUID
    measured_at: datetime
    energy_uwh: int
    interval_s: int


class IngestStorage:
    """Stores batches. Caches what never changes: device keys and attached partitions."""

    def __init__(
        self, pool: Pool, news_window: timedelta, clock_tolerance: timedelta = CLOCK_TOLERANCE
    ) -> None:
        self._pool = pool
        self._news_window = news_window
        self._clock_tolerance = clock_tolerance
        self._keys: dict[UUID, int] = {}
        self._units: dict[UUID, str] = {}
        self._months: set[date] = set()

    async def take(
        self,
        readings: Sequence[Parsed],
        rejections: list[Rejection],
        now: datetime,
        dispatched_at: datetime | None = None,
        clock: datetime | None = None,
    ) -> BatchOutcome:
        """Store a batch in one transaction of one round trip. Storing it again changes nothing.

        ``dispatched_at`` (None: ``now``) is when the balancer dispatched it; it decides whether a
        reading is late. A reading from more than the clock tolerance ahead of ``clock`` (None:
        whatever its time) is pending until its time has come, as is one of an unknown device:
        `take_in_due`.
        """
        await self._learn_keys({each.channel_id for each in readings})
        await self._attach_months(
            {
                each.measured_at.date().replace(day=1)
                for each in readings
                if isinstance(each, ParsedReading)
            }
        )
        known: list[Parsed] = []
        waiting: list[Parsed] = []
        for each in readings:
            if each.channel is not None and (wrong := self._wrong_unit(each, each.channel)):
                rejections = [*rejections, wrong]
                continue
            is_ahead = clock is not None and each.measured_at > clock + self._clock_tolerance
            (waiting if is_ahead or each.channel_id not in self._keys else known).append(each)
        [row] = await self._pool.fetch(
            """SELECT stored, corrected, alerts FROM store_correlated_batch(
                   p_intervals => $1, p_registers => $2, p_pending => $3, p_rejections => $4,
                   p_dispatched_at => $5, p_now => $6, p_news_since => $7,
                   p_correlation_id => $8, p_traceparent => $9)""",
            self._interval_entries(known),
            self._register_entries(known),
            [_pending_entry(each) for each in waiting],
            [_rejection_entry(each) for each in rejections],
            dispatched_at or now,
            now,
            now - self._news_window,
            correlation_id(),
            traceparent(),
        )
        return BatchOutcome(row["stored"], row["corrected"], row["alerts"])

    async def time_zones(self, senders: set[str]) -> dict[str, ZoneInfo]:
        """Return the time zones of known devices, by the sender; unknown ones are left out."""
        by_id = {device_id: each for each in senders if (device_id := _uuid(each)) is not None}
        rows = await self._pool.fetch(
            "SELECT channel_id, time_zone FROM channel WHERE channel_id = ANY($1::uuid[])",
            list(by_id),
        )
        return {by_id[row["channel_id"]]: ZoneInfo(row["time_zone"]) for row in rows}

    def _interval_entries(self, known: Sequence[Parsed]) -> list[Entry]:
        return [
            (
                self._keys[each.channel_id],
                each.measured_at,
                each.energy_uwh,
                each.interval_s,
                each.source,
                each.source_index,
            )
            for each in known
            if isinstance(each, ParsedReading)
        ]

    def _register_entries(self, known: Sequence[Parsed]) -> list[Entry]:
        return [
            (
                self._keys[each.channel_id],
                each.measured_at,
                each.register_uwh,
                each.source,
                each.source_index,
            )
            for each in known
            if isinstance(each, ParsedRegister)
        ]

    async def store_pending(self, now: datetime) -> int:
        """Take in readings that are due; gives how many."""
        return len(await self.take_in_due(now))

    async def take_in_due(self, now: datetime) -> list[Parsed]:
        """Take in readings whose device has become known and whose time has come; gives them."""
        months = await self._pool.fetch(
            """SELECT DISTINCT date_trunc('month', s.measured_at, 'UTC')::date AS month
               FROM pending_reading s JOIN channel d USING (channel_id)
               WHERE s.measured_at <= $1""",
            now,
        )
        if not months:
            return []
        await self._attach_months({row["month"] for row in months})
        rows = await self._pool.fetch(
            "SELECT * FROM store_pending($1, $2, $3)", PENDING_CHUNK, now, now - self._news_window
        )
        return [_taken_in(row) for row in rows]

    async def judge_begun_hours(self, now: datetime) -> int:
        """Judge hours that were over their limit before they began; gives how many turned."""
        turned: int = await self._pool.fetchval(
            "SELECT judge_begun_hours($1, $2, $3)", MOST_JUDGED, now, now - self._news_window
        )
        return turned

    async def newest_register_intervals(
        self, channel_ids: list[UUID], since: datetime
    ) -> list[NewestInterval]:
        """What the newest registers of channels come to, where that is counted, not estimated.

        Intervals that began before ``since`` are excluded: their mean says nothing about now.
        """
        rows = await self._pool.fetch(
            """SELECT d.channel_id, r.since AS measured_at, r.energy_uwh,
                      extract(epoch FROM r.measured_at - r.since)::int AS interval_s
               FROM channel d
               JOIN LATERAL (
                   SELECT * FROM register_reading g
                   WHERE g.channel_key = d.channel_key AND NOT g.removed
                   ORDER BY g.measured_at DESC LIMIT 1) AS r ON true
               WHERE d.channel_id = ANY($1::uuid[]) AND NOT d.deleted
                 AND r.state IN ('counted', 'rollover') AND NOT r.estimated AND r.since >= $2""",
            channel_ids,
            since,
            timeout=5,
        )
        return [NewestInterval(**dict(row)) for row in rows]

    async def _learn_keys(self, channel_ids: set[UUID]) -> None:
        new = [each for each in channel_ids if each not in self._keys]
        if new:
            rows = await self._pool.fetch(
                """SELECT channel_id, channel_key, unit FROM channel
                   WHERE channel_id = ANY($1::uuid[])""",
                new,
            )
            self._keys.update((row["channel_id"], row["channel_key"]) for row in rows)
            self._units.update((row["channel_id"], row["unit"]) for row in rows)

    def _wrong_unit(self, each: Parsed, named: ChannelName) -> Rejection | None:
        """Return the rejection of a reading in kWh whose channel is known to have another unit."""
        unit = self._units.get(each.channel_id)
        if named.unit is None or unit is None or named.unit == unit:
            return None
        return Rejection(
            source=each.source,
            source_index=each.source_index,
            sender=str(named.device_id),
            reason="wrong_unit",
            detail=f"The channel {named.code} is measured in {unit}, not in {named.unit}.",
            body=as_sent(each, named),
        )

    async def _attach_months(self, months: set[date]) -> None:
        """Create partitions for months, for whole years at once.

        With each new partition every connection plans its statements again: one meter whose clock
        jumps through the months would have all others wait for that again and again.
        """
        if months <= self._months:
            return
        years = {month.year for month in months - self._months}
        new = {date(year, month, 1) for year in years for month in range(1, 13)}
        await self._pool.execute("SELECT ensure_partitions($1)", sorted(new))
        self._months |= new


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _taken_in(row: asyncpg.Record) -> Parsed:
    channel_id, at, place = (
        row["channel_id"],
        row["measured_at"],
        (row["source"], row["source_index"]),
    )
    channel = None
    if channel_id != row["device_id"]:
        channel = ChannelName(row["device_id"], row["code"], row["unit"])
    if row["register_uwh"] is not None:
        return ParsedRegister(channel_id, at, row["register_uwh"], *place, channel)
    return ParsedReading(channel_id, at, row["energy_uwh"], row["interval_s"], *place, channel)


def _pending_entry(each: Parsed) -> Entry:
    """Return a row of `pending_entry`, which has an energy or a register."""
    place = each.source, each.source_index
    channel = each.channel or ChannelName(each.channel_id, DEFAULT_CHANNEL, "kWh")
    named = each.channel_id, channel.code, channel.unit
    if isinstance(each, ParsedRegister):
        values = None, each.register_uwh, None
    else:
        values = each.energy_uwh, None, each.interval_s
    return (channel.device_id, each.measured_at, *values, *place, *named)


def _rejection_entry(each: Rejection) -> Entry:
    return (each.source, each.source_index, each.sender, each.reason, each.detail, each.body)
