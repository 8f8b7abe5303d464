"""A monitoring database, filled without a broker."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL, channel_id, meaning_of
from kilowatch.kit.database import Pool
from kilowatch.monitoring.domain import Parsed, ParsedReading
from kilowatch.monitoring.ingest import IngestStorage
from tests.monitoring.reference_model import Sent

NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
NEWS_WINDOW = timedelta(hours=2)


class MonitoringDb:
    """The monitoring database of one test."""

    def __init__(self, url: str, pool: Pool) -> None:
        self.url = url
        self.pool = pool
        self.storage = IngestStorage(pool, NEWS_WINDOW)

    async def device(self, device_id: UUID | None = None, **state: Any) -> UUID:
        """Apply a device's state as its event would."""
        device_id = device_id or uuid4()
        await self.pool.execute(
            "SELECT apply_channel($1, $2, $3, $11, $4, $5, $6, $7, $8, $9, $10)",
            device_id,
            channel_entry(device_id, state.get("channel"), state.get("limit_uwh")),
            state.get("version", 1),
            state.get("owner_id"),
            state.get("owned_since"),
            state.get("interval_s"),
            state.get("time_zone", "UTC"),
            state.get("changed_at", NOW),
            NOW,
            NOW - NEWS_WINDOW,
            state.get("name", "Meter"),
        )
        return device_id

    async def take(self, device_id: UUID, sent: list[Sent]) -> Any:
        """Store readings of one device as one batch."""
        return await self.storage.take([parsed(device_id, each) for each in sent], [], NOW)

    async def store(self, readings: list[Parsed], now: datetime) -> None:
        """Store what came at ``now`` as a replica does: future readings are pending."""
        await self.storage.take(readings, [], now, clock=now)

    async def hourly(self) -> dict[datetime, int]:
        """Return µWh by hour, all devices together."""
        rows = await self.pool.fetch(
            "SELECT hour, sum(energy_uwh)::bigint AS e FROM hourly_consumption GROUP BY 1"
        )
        return {row["hour"]: row["e"] for row in rows}

    async def rows(self, query: str, *args: object) -> list[asyncpg.Record]:
        """Return the rows of a query."""
        return await self.pool.fetch(query, *args)


def channel_entry(device_id: UUID, code: str | None, limit: int | None) -> tuple[object, ...]:
    """Return a row of the type ``channel_entry``: a channel as its code says."""
    code = code or DEFAULT_CHANNEL
    meaning = meaning_of(code)
    assert meaning is not None
    return (
        channel_id(device_id, code),
        code,
        *msgspec.structs.astuple(meaning),
        None,
        limit,
        False,
    )


def parsed(device_id: UUID, sent: Sent) -> ParsedReading:
    """Return a sent reading as the replica's parser would."""
    return ParsedReading(
        device_id, sent.start, sent.energy_uwh, sent.interval_s, sent.source, sent.index
    )
