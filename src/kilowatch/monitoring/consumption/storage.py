"""Sums hours in the database, by bucket and optionally by device.

The readable periods are passed as spans; there is no other access.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg
import msgspec

from kilowatch.kit.database import Pool
from kilowatch.monitoring.consumption.buckets import Span, Sums
from kilowatch.monitoring.consumption.periods import Slot

ADD_UP = """
    SELECT {device}, {bucket} AS bucket,
           sum(h.energy_uwh)::bigint AS energy_uwh, sum(h.reading_count) AS reading_count,
           sum(least(h.covered_s, 3600)) AS covered_s,
           sum(h.estimated_count) AS estimated_count, sum(h.unknown_count) AS unknown_count,
           sum(h.corrected_count) AS corrected_count, sum(h.late_count) AS late_count,
           count(*) FILTER (WHERE h.over_limit) AS over_limit_hours
    FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
         AS span(channel_key, starts_at, ends_at)
    JOIN hourly_consumption h ON h.channel_key = span.channel_key
         AND h.hour >= span.starts_at AND h.hour < span.ends_at
    GROUP BY {grouping}"""

HOURS = """
    SELECT NULL::int AS channel_key, h.hour, h.energy_uwh, h.reading_count,
           least(h.covered_s, 3600), h.estimated_count, h.unknown_count, h.corrected_count,
           h.late_count, h.over_limit::int
    FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
         AS span(channel_key, starts_at, ends_at)
    JOIN hourly_consumption h ON h.channel_key = span.channel_key
         AND h.hour >= span.starts_at AND h.hour < span.ends_at"""

BUCKET = "width_bucket(h.hour, $4::timestamptz[]) - 1"


def add_up(bucket: str, *, by_device: bool) -> str:
    """The query for sums by bucket, named by its key."""
    grouping = "GROUPING SETS ((bucket), (bucket, h.channel_key))" if by_device else "bucket"
    device = "h.channel_key" if by_device else "NULL::int AS channel_key"
    return ADD_UP.format(device=device, bucket=bucket, grouping=grouping)


class VisibleSpan(msgspec.Struct, frozen=True):
    """A period of a device that the caller may read."""

    channel_key: int
    span: Span


class LimitRow(msgspec.Struct, frozen=True):
    """A limit, in µWh per hour, and from when on it applies."""

    channel_key: int
    valid_from: datetime
    limit_uwh: int | None


async def sums(
    pool: Pool,
    spans: Sequence[VisibleSpan],
    slots: Sequence[Slot],
    *,
    by_hour: bool,
    by_device: bool,
) -> dict[int | None, dict[int, Sums]]:
    """Return sums by device (None: all together) and position in ``slots``.

    ``by_hour`` means that the slots are the devices' own hours: those need no search in
    the database, and no list of thousands has to be sent to it.
    """
    keys = [slot.key for slot in slots]
    if not by_hour:
        rows = await pool.fetch(add_up(BUCKET, by_device=by_device), *columns_of(spans), keys)
        return _by_device(rows, range(len(keys)))
    positions = {key: n for n, key in enumerate(keys)}
    alone = {each.channel_key for each in spans}
    if len(alone) > 1:
        rows = await pool.fetch(add_up("h.hour", by_device=by_device), *columns_of(spans))
        return _by_device(rows, positions)
    # The hours of one device are sums already; most queries are of this kind.
    rows = await pool.fetch(HOURS, *columns_of(spans))
    found = _by_device(rows, positions)
    return found | dict.fromkeys(alone, found[None])


async def limits(pool: Pool, spans: Sequence[VisibleSpan]) -> list[LimitRow]:
    """Return the limits within the spans, by device and time."""
    rows = await pool.fetch(
        """SELECT l.channel_key, greatest(l.valid_from, min(s.starts_at)) AS valid_from,
                  l.limit_uwh
           FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
                AS s(channel_key, starts_at, ends_at)
           JOIN limit_span l ON l.channel_key = s.channel_key
                AND l.valid_from < s.ends_at AND l.valid_to > s.starts_at
           GROUP BY l.channel_key, l.valid_from, l.limit_uwh
           ORDER BY l.channel_key, l.valid_from""",
        *columns_of(spans),
    )
    return [LimitRow(**dict(row)) for row in rows]


def _by_device(
    rows: Sequence[asyncpg.Record], positions: Mapping[datetime, int] | Sequence[int]
) -> dict[int | None, dict[int, Sums]]:
    """Return rows of device, bucket and sums, sorted into their slots."""
    found: dict[int | None, dict[int, Sums]] = {None: {}}
    for channel_key, bucket, *sums in map(asyncpg.Record.values, rows):
        found.setdefault(channel_key, {})[positions[bucket]] = Sums(*sums)
    return found


def columns_of(spans: Sequence[VisibleSpan]) -> tuple[list[object], ...]:
    """Return spans as the arrays that queries take."""
    return (
        [each.channel_key for each in spans],
        [each.span.starts_at for each in spans],
        [each.span.ends_at for each in spans],
    )
