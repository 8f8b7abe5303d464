"""Adds hours up in the database, by bucket and, where asked for, by device."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from kilowatch.kit.database import Pool
from kilowatch.monitoring.consumption.buckets import Span, Sums

ADD_UP = """
    SELECT {device}, width_bucket(h.hour, $4::timestamptz[]) - 1 AS bucket,
           sum(h.energy_uwh)::bigint AS energy_uwh, sum(h.reading_count) AS reading_count,
           sum(least(h.covered_s, 3600)) AS covered_s,
           sum(h.estimated_count) AS estimated_count, sum(h.unknown_count) AS unknown_count,
           0::bigint AS corrected_count, 0::bigint AS late_count,
           count(*) FILTER (WHERE h.over_limit) AS over_limit_hours
    FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
         AS span(device_key, starts_at, ends_at)
    JOIN hourly_consumption h ON h.device_key = span.device_key
         AND h.hour >= span.starts_at AND h.hour < span.ends_at
    GROUP BY {grouping}"""

TOGETHER = ADD_UP.format(device="NULL::int AS device_key", grouping="bucket")
BY_DEVICE = ADD_UP.format(
    device="h.device_key", grouping="GROUPING SETS ((bucket), (bucket, h.device_key))"
)


class VisibleSpan(msgspec.Struct, frozen=True):
    """A time of a device that may be read."""

    device_key: int
    span: Span


class LimitRow(msgspec.Struct, frozen=True):
    """A limit, in µWh per hour, and from when on it held."""

    device_key: int
    valid_from: datetime
    limit_uwh: int | None


class ConsumptionStorage:
    """Queries of hours. What may be read is given as spans; there is no other way in."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def sums(
        self, spans: Sequence[VisibleSpan], keys: Sequence[datetime], *, by_device: bool
    ) -> dict[int | None, dict[int, Sums]]:
        """Sums by device (None: all together) and by position in ``keys``, where buckets begin."""
        rows = await self._pool.fetch(
            BY_DEVICE if by_device else TOGETHER, *_columns(spans), list(keys)
        )
        found: dict[int | None, dict[int, Sums]] = {None: {}}
        for device_key, bucket, *sums in map(asyncpg.Record.values, rows):
            found.setdefault(device_key, {})[bucket] = Sums(*sums)
        return found

    async def limits(self, spans: Sequence[VisibleSpan]) -> list[LimitRow]:
        """The limits that held within the spans, by device and time."""
        rows = await self._pool.fetch(
            """SELECT l.device_key, greatest(l.valid_from, min(s.starts_at)) AS valid_from,
                      l.limit_uwh
               FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
                    AS s(device_key, starts_at, ends_at)
               JOIN limit_span l ON l.device_key = s.device_key
                    AND l.valid_from < s.ends_at AND l.valid_to > s.starts_at
               GROUP BY l.device_key, l.valid_from, l.limit_uwh
               ORDER BY l.device_key, l.valid_from""",
            *_columns(spans),
        )
        return [LimitRow(**dict(row)) for row in rows]


def _columns(spans: Sequence[VisibleSpan]) -> tuple[list[object], ...]:
    return (
        [each.device_key for each in spans],
        [each.span.starts_at for each in spans],
        [each.span.ends_at for each in spans],
    )
