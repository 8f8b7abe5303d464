"""Finds top hours and means, in the database. The readable periods are passed as spans."""

from collections.abc import Sequence

import asyncpg

from kilowatch.kit.database import Pool
from kilowatch.monitoring.consumption.storage import VisibleSpan, columns_of

VISIBLE_HOURS = """FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
         AS span(channel_key, starts_at, ends_at)
    JOIN hourly_consumption h ON h.channel_key = span.channel_key
         AND h.hour >= span.starts_at AND h.hour < span.ends_at"""

TOP = f"""
    SELECT h.hour, sum(h.energy_uwh)::bigint AS energy_uwh, sum(h.reading_count) AS reading_count,
           sum(least(h.covered_s, 3600)) AS covered_s, sum(h.estimated_count) AS estimated_count,
           sum(h.unknown_count) AS unknown_count, sum(h.corrected_count) AS corrected_count,
           sum(h.late_count) AS late_count, count(*) FILTER (WHERE h.over_limit)
               AS over_limit_hours, count(*) AS devices
    {VISIBLE_HOURS}
    WHERE h.reading_count > 0 OR h.covered_s > 0
    GROUP BY h.hour ORDER BY sum(h.energy_uwh) DESC, h.hour LIMIT $4"""

PROFILE = f"""
    WITH local AS (
        SELECT h.channel_key, h.energy_uwh, h.hour AT TIME ZONE $4 AS at
        {VISIBLE_HOURS}
        WHERE h.covered_s >= 3600 AND h.unknown_count = 0
    ), of_device AS (
        SELECT extract(isodow FROM at) >= 6 AS weekend, extract(hour FROM at)::int AS hour,
               avg(energy_uwh) AS mean_uwh, count(*) AS hours
        FROM local GROUP BY channel_key, 1, 2
    )
    SELECT weekend, hour, sum(mean_uwh)::bigint AS mean_uwh, min(hours) AS hours
    FROM of_device GROUP BY weekend, hour"""  # noqa: S608 - made of constants


async def top(pool: Pool, spans: Sequence[VisibleSpan], count: int) -> list[asyncpg.Record]:
    """Return the ``count`` hours with most energy."""
    return await pool.fetch(TOP, *columns_of(spans), count)


async def profile(pool: Pool, spans: Sequence[VisibleSpan], time_zone: str) -> list[asyncpg.Record]:
    """Return means by weekend or not and hour of the day, summed over the devices.

    A device's gaps do not lower the sum, as they would if hours were summed first.
    """
    return await pool.fetch(PROFILE, *columns_of(spans), time_zone)
