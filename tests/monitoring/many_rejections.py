"""Makes a list of rejections of the maximum size, faster than by rejecting readings."""

from datetime import datetime

from kilowatch.kit.database import Pool

RARE_REASON = "register_absurd"
"""Ten of the oldest rejections contain it."""

FILL = """
INSERT INTO rejected_reading (source, source_index, sender, reason, detail, body, rejected_at,
                              state)
SELECT n, 0, 'meter-' || n % 500,
       CASE WHEN n <= 10 THEN $3
            WHEN n % 10 < 6 THEN 'malformed_json'
            WHEN n % 10 < 9 THEN 'energy_negative' ELSE 'reason_' || n % 200 END,
       'The energy of an interval is never below zero.',
       '{"measured_at":"2025-11-25T10:00:00Z","energy_kwh":-' || n || ',"interval_s":900}',
       date_trunc('second', $2::timestamptz
           - make_interval(secs => 90 * 86400.0 * ($1::bigint - n) / $1::bigint)),
       CASE WHEN n % 100 < 90 THEN 'open' WHEN n % 100 < 96 THEN 'discarded'
            WHEN n % 100 < 99 THEN 'rejected_again' ELSE 'replayed' END
FROM generate_series(1, $1::bigint) AS n"""

FILL_COUNTS = """
INSERT INTO rejection_count (sender, hour, reason, total)
SELECT 'meter-' || sender,
       date_trunc('hour', $1::timestamptz, 'UTC') - make_interval(hours => hour),
       'malformed_json', 1000
FROM generate_series(0, 499) AS sender, generate_series(0, 599) AS hour"""


async def fill(pool: Pool, rows: int, now: datetime, *, logged: bool = True) -> None:
    """Add ``rows`` rejections of the 90 days before ``now``, and 300,000 hours with counts.

    Not ``logged`` it is quicker, lost when the server is killed, and without those hours.
    """
    async with pool.acquire() as connection:
        await connection.execute("SET maintenance_work_mem = '256MB'")
        if not logged:
            await connection.execute("ALTER TABLE rejected_reading SET UNLOGGED")
        indexes = await connection.fetch(
            """SELECT indexname, indexdef FROM pg_indexes
               WHERE tablename = 'rejected_reading' AND indexname <> 'rejected_reading_pkey'"""
        )
        for each in indexes:
            await connection.execute(f"DROP INDEX {each['indexname']}")
        await connection.execute("ALTER TABLE rejected_reading DISABLE TRIGGER USER")
        await connection.execute(FILL, rows, now, RARE_REASON, timeout=3600)
        await connection.execute("ALTER TABLE rejected_reading ENABLE TRIGGER USER")
        for each in indexes:
            await connection.execute(each["indexdef"], timeout=3600)
        await connection.execute(
            """INSERT INTO rejection_tally (hour, reason, state, total)
               SELECT date_trunc('hour', rejected_at, 'UTC'), reason, state, count(*)
               FROM rejected_reading GROUP BY 1, 2, 3""",
            timeout=3600,
        )
        if logged:
            await connection.execute(FILL_COUNTS, now, timeout=3600)
        for table in ("rejected_reading", "rejection_tally", "rejection_count"):
            await connection.execute(f"VACUUM ANALYZE {table}", timeout=3600)
